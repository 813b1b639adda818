# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Incidence, losses, transitions, switching and routes on worlds small enough to count by hand."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from faglaert.pathways.cube import build_cube
from faglaert.pathways.definition import Definition, Follow, Outcome, read_definition
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.incidence import Selection, completion_times, incidence
from faglaert.pathways.inputs import Window, read_spells
from faglaert.pathways.losses import loss_map
from faglaert.pathways.sequences import distances, medoids, route_words, routes_of, typical_routes
from faglaert.pathways.switches import switching_matrix
from faglaert.pathways.transitions import transition_statuses, transition_table
from tests.small_world.spells import frame, spell

CLOSING = Window(closing=date(2024, 12, 31))
DONE = {"completed_code": "5000"}


def gf2(person, **others):
    return spell(person, **({"start": "2018-08-01", "end": "2018-12-31"} | others))


def coded(*rows):
    return read_spells(frame(rows), window=CLOSING)


def cube_of(*rows, definition=None):
    return build_cube(find_episodes(coded(*rows), definition or Definition()))


def four_persons():
    """Two completed in month 5, one dropped out in month 2, one went to higher education in month 5."""
    return [
        gf2("a", **DONE),
        gf2("b", **DONE),
        gf2("c", end="2018-09-30"),
        gf2("d"),
        spell("d", "60", "higher", "U", start="2019-02-01"),
    ]


def value(rows, cause, month):
    return rows.filter((pl.col("cause") == cause) & (pl.col("month") == month)).row(0, named=True)


def test_incidence_of_four_persons():
    rows = incidence(cube_of(*four_persons()), Selection(months=6))
    assert value(rows, "dropout", 1)["share"] == 0
    assert value(rows, "dropout", 2)["share"] == pytest.approx(1 / 4)
    assert value(rows, "completed", 6)["share"] == pytest.approx(2 / 4)
    assert (value(rows, "higher", 5)["n"], value(rows, "higher", 5)["at_risk"]) == (4, 3)


@pytest.mark.parametrize(("counted", "share"), [((), 0.25), (("higher",), 0.5), (("switch",), 0.25)])
def test_lost_is_what_the_definition_counts(counted, share):
    cube = cube_of(*four_persons(), definition=read_definition(counted=counted))
    assert value(incidence(cube, Selection(months=6)), "lost", 6)["share"] == pytest.approx(share)


def test_incidence_only_of_one_intake():
    cube = cube_of(*four_persons(), gf2("e", start="2020-01-15", end="2020-02-01"))
    rows = incidence(cube, Selection(("cohort",), 6))
    assert rows["group"].unique().sort().to_list() == ["2018/19", "2019/20"]
    only = incidence(cube, Selection(months=6, where={"cohort": "2019/20"}))
    assert value(only, "dropout", 6)["share"] == 1


def test_spells_that_came_into_sight_late_are_not_at_risk_before():
    rows = [gf2("a", end="2019-06-30", **DONE), gf2("b", start="2019-01-01", end="2019-01-15")]
    window = Window(closing=date(2024, 12, 31), opening=date(2018, 12, 1))
    cube = build_cube(find_episodes(read_spells(frame(rows), window=window), Definition()))
    dropped = incidence(cube, Selection(months=12)).filter(pl.col("cause") == "dropout")
    assert dropped["at_risk"].to_list()[:6] == [1, 0, 0, 0, 1, 1]
    assert dropped["share"].to_list()[0] == 1


def test_completion_times_are_read_from_the_incidence():
    whole = Definition(follow=Follow.EDUCATION)
    main = [spell(who, stage="main", start="2019-01-01", end=f"2021-{who}-15", **DONE) for who in ("03", "05", "08")]
    cube = cube_of(*[gf2(who, **DONE) for who in ("03", "05", "08")], *main, definition=whole)
    row = completion_times(cube, Selection(months=60)).row(0, named=True)
    assert (row["n"], row["count"], row["median"]) == (3, 3, 34)


def test_loss_map_tells_where_the_losses_are():
    rows = [
        gf2("a", end="2018-08-20"),
        gf2("b", **DONE),
        spell("c", stage="main", start="2018-08-01", end="2018-09-20"),
    ]
    table = loss_map(cube_of(*rows), months=3)
    lost = table.filter(pl.col("count") > 0).select("stage", "month", "n", "count", "share", "share_of_losses")
    assert lost.rows() == [("gf2", 1, 2, 1, 0.5, 0.5), ("main", 2, 1, 1, 1.0, 0.5)]


ONE_OF_EACH = {
    "main_same": {"stage": "main", "start": "2019-02-01"},
    "main_other": {"programme": "30102015", "stage": "main", "start": "2019-02-01"},
    "gf2_again": {"programme": "30102015", "stage": "gf2", "start": "2019-03-01", "end": "2019-06-30"},
    "higher_or_upper": {"programme": "60", "stage": "higher", "start": "2019-03-15"},
    "other_education": {"programme": "60", "stage": "fgu", "start": "2019-03-15"},
    "waiting": {"stage": "main", "start": "2019-10-01"},
}


def transitions(*rows, definition=None):
    spells = coded(*rows)
    return transition_table(spells, transition_statuses(spells, definition or Definition()), by=("main_area",))


def test_seven_statuses_three_months_after():
    rows = [gf2(status, **DONE) for status in (*ONE_OF_EACH, "not_continued")]
    rows += [spell(status, **others) for status, others in ONE_OF_EACH.items()]
    at_three = transitions(*rows).filter(pl.col("months") == 3)
    assert dict(at_three.select("outcome", "count").rows()) == dict.fromkeys((*ONE_OF_EACH, "not_continued"), 1) | {
        "gf2_not_in_main_share": 5,
        "gf2_lost_share": 3,
    }


def test_eux_pupil_counts_as_not_in_main_but_not_as_lost():
    rows = [gf2("a", is_eux=True, **DONE), spell("a", stage="eux_study", start="2019-01-02", end="2020-06-30", **DONE)]
    at_three = transitions(*rows).filter(pl.col("months") == 3)
    shares = dict(at_three.select("outcome", "share").rows())
    assert (shares["gf2_not_in_main_share"], shares["gf2_lost_share"], shares["higher_or_upper"]) == (1, 0, 1)


def test_transition_waits_until_it_has_been_seen():
    rows = [gf2("a", start="2024-03-01", end="2024-07-31", **DONE)]
    assert transitions(*rows)["months"].unique().sort().to_list() == [1, 3]
    assert transitions(*rows, definition=Definition(is_settled_only=True)).is_empty()


def test_switching_matrix_tells_what_became_of_those_who_switched():
    rows = [gf2("a", end="2018-09-30"), gf2("b", end="2018-09-30"), gf2("c", end="2018-09-30")]
    rows += [spell(who, "30102015", school=who, start="2018-11-01", end="2019-03-31", **DONE) for who in "ab"]
    rows += [spell("a", "30102015", "main", "a", start="2019-04-01", end="2021-03-31", **DONE)]
    matrix = switching_matrix(find_episodes(coded(*rows), Definition()))
    assert matrix.select("origin", "destination", "count", "completed", "schools", "share").rows() == [
        ("30101510", "30102015", 2, 1, 2, 0.5)
    ]


def test_nobody_switched():
    assert switching_matrix(find_episodes(coded(*four_persons()), Definition())).is_empty()


def test_routes_say_what_was_done_when():
    main = spell("a", stage="main", start="2019-02-01", end="2019-05-31", **DONE)
    routes = routes_of(coded(gf2("a", **DONE), main, gf2("b", end="2018-09-30")), months=12)
    assert sorted(route_words(states) for states in routes.states) == [
        "gf2 2 - outside 10",
        "gf2 5 - outside 1 - main 4 - completed 2",
    ]


def test_equal_routes_are_kept_once_and_the_typical_one_is_the_travelled_one():
    routes = routes_of(coded(*[gf2(str(each)) for each in range(9)], gf2("x", end="2018-11-30")), months=12)
    table = typical_routes(routes, count=1)
    assert routes.persons.tolist() == [1, 9]
    assert table.select("route", "own", "count").row(0) == ("gf2 5 - outside 7", 9, 10)


def test_no_routes_without_persons():
    assert typical_routes(routes_of(coded(gf2("a", start="2024-08-01", end=None)), months=12)).is_empty()


def test_distance_is_that_of_the_longest_common_subsequence():
    one, other = np.array([[0, 1, 2, 0]], dtype=np.uint8), np.array([[1, 2, 2, 0]], dtype=np.uint8)
    assert distances(one, other)[0, 0] == 4 + 4 - 2 * 3
    assert distances(one, other, indel=1.0, change=0.5)[0, 0] == 1.0


def test_medoids_of_two_clusters():
    points = np.array([0.0, 1.0, 2.0, 10.0, 11.0, 12.0])
    distance = np.abs(points[:, None] - points)
    assert sorted(medoids(distance, np.ones(6), 2)) == [1, 4]


def test_outcomes_have_words_in_both_languages():
    assert "15 måneder" in Definition().words("da")
    assert "15 months" in Definition().words("en")
    assert "frafald, " not in Definition().words("da")
    assert "omvalg, frafald" in Definition(counted=frozenset({Outcome.SWITCH})).words("da")
