# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fewer lost between GF2 and main course: worked by hand on small chains, and refused when impossible."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
import scipy.stats

from faglaert.atomic import point_at
from faglaert.balance import Assumptions, Setting, compute
from faglaert.balance.axes import EDUCATIONS
from faglaert.balance.chains import current_chain, is_left_out, published_chain, register_chain, with_register
from faglaert.balance.completions import (
    Chain,
    break_even,
    effect,
    force_limits,
    last_cohort,
    rule_of_thumb,
    with_effect,
)
from faglaert.balance.embedded import embedded_inputs
from faglaert.balance.inputs import DataKind, Provenance
from faglaert.balance.release import digest_of
from faglaert.balance.scenarios import apply
from faglaert.balance.trial import try_scenario
from faglaert.definitions.reading import Text
from faglaert.definitions.scenarios import FewerLostLever, Scenario
from faglaert.errors import DataRefusedError, NotPublishedError
from faglaert.paths import Paths
from faglaert.pipeline.balance_inputs import current_inputs

YEARS = tuple(range(2026, 2036))
CHAIN = Chain(
    finishers=1000,
    lost=0.4,
    returning=(),
    completing=0.8,
    duration=(0.0, 0.5, 0.5),
    stays=0.5,
    takes_part=0.9,
    spare=1000,
    left={"H10": 1.0},
    provenance=Provenance(DataKind.SYNTHETIC, "trial", "a trial", "trial.toml"),
)


def found(chain: Chain = CHAIN, reduction: float = 0.25):
    """The effect from 2027."""
    return effect(chain, reduction, YEARS, first_year=2027)


def test_freed_go_on_and_drop_out_as_others_do() -> None:
    table = found().table()
    assert table["freed"].to_list() == [0] + [100] * 9
    assert table["starts"].to_list() == table["freed"].to_list()
    assert table["completions"].to_list()[:6] == pytest.approx([0, 0, 0, 40, 80, 80])


def test_stock_and_labour_force_follow_from_the_journeymen() -> None:
    table = found().table()
    assert table["skilled"].to_list()[:6] == pytest.approx([0, 0, 0, 20, 60, 100])
    assert table["force"].to_list()[5] == pytest.approx(90)


def test_those_who_would_have_come_back_are_taken_off() -> None:
    table = found(replace(CHAIN, returning=(0.3, 0.1))).table()
    assert table["returned"].to_list()[:5] == pytest.approx([0, 0, 30, 40, 40])
    assert table["completions"].to_list()[3:6] == pytest.approx([40, 68, 52])


def test_nothing_is_gained_when_everybody_comes_back_at_once_and_none_is_displaced() -> None:
    gained = found(replace(CHAIN, returning=(1.0,))).completions
    assert gained[6:] == pytest.approx(np.zeros(4))
    assert gained.sum() == pytest.approx(80)


def test_starts_stop_at_the_apprenticeships_there_are() -> None:
    capped = found(replace(CHAIN, spare=60))
    assert capped.starts.tolist() == [0] + [60] * 9
    assert capped.is_capped.tolist() == [False] + [True] * 9
    assert not found().is_capped.any()


def test_places_of_those_who_no_longer_come_back_are_free() -> None:
    capped = found(replace(CHAIN, spare=60, returning=(0.5,)))
    assert capped.starts[1:4] == pytest.approx([60, 90, 100])
    assert (capped.starts - capped.returned <= 60 + 1e-9).all()


def test_displacement_takes_its_share_of_the_starts() -> None:
    assert found(replace(CHAIN, displaced=0.25)).completions == pytest.approx(0.75 * found().completions)


@pytest.mark.parametrize("reduction", [0.1, 0.5, 0.9])
def test_break_even_is_the_reduction_that_was_put_in(reduction: float) -> None:
    shortage = float(found(reduction=reduction).force[-1])
    assert break_even(CHAIN, shortage, YEARS, first_year=2027, year=2035) == pytest.approx(reduction)


def test_a_shortage_beyond_the_lever_is_not_reached() -> None:
    most = float(found(reduction=1.0).force[4])
    assert break_even(CHAIN, most + 1, YEARS, first_year=2027, year=2030) is None
    assert break_even(CHAIN, 0, YEARS, first_year=2027, year=2030) == 0


def test_the_rule_of_thumb_names_the_last_cohort_that_counts() -> None:
    assert last_cohort(CHAIN, 2030) == 2028
    assert rule_of_thumb(CHAIN, 2030, "da").endswith("senest i 2028.")
    assert "2-3 years later" in rule_of_thumb(CHAIN, 2030, "en")


def test_nobody_who_starts_after_the_last_cohort_counts() -> None:
    late = effect(CHAIN, 1.0, YEARS, first_year=last_cohort(CHAIN, 2030) + 1)
    in_time = effect(CHAIN, 1.0, YEARS, first_year=last_cohort(CHAIN, 2030))
    assert late.force[YEARS.index(2030)] == 0
    assert in_time.force[YEARS.index(2030)] > 0


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("lost", 1.2, "lost: 1.2 is no share"),
        ("duration", (0.5, 0.4), "duration: shares sum to 0.9, expected 1"),
        ("left", {"H10": 0.5}, "left: shares sum to 0.5"),
        ("left", {"H99": 1.0}, "left: unknown education 'H99'"),
        ("returning", (0.7, 0.7), "returning: more come back than were lost"),
        ("finishers", -1, "finishers: is negative"),
    ],
)
def test_an_impossible_chain_is_refused(field: str, value: object, told: str) -> None:
    with pytest.raises(DataRefusedError) as refusal:
        replace(CHAIN, **{field: value})
    assert told in str(refusal.value)
    assert "trial.toml" in str(refusal.value)


def test_the_published_chain_leads_to_the_documents_journeymen() -> None:
    chain = published_chain(embedded_inputs())
    assert chain.finishers * (1 - chain.lost) * chain.completing == pytest.approx(5313)
    assert chain.provenance.kind is DataKind.ASSUMED
    assert 0.7 < chain.takes_part < 0.9


@pytest.mark.parametrize("level", ["region", "municipality"])
def test_journeymen_reach_the_inputs_and_leave_another_education(level) -> None:
    inputs = embedded_inputs(level)
    chain = published_chain(inputs)
    gained = effect(chain, 0.5, inputs.axes.years, first_year=2027)
    extra = with_effect(inputs, chain, gained).extra_completions.values.sum(axis=0)
    assert extra[EDUCATIONS.index("H30")] == pytest.approx(gained.completions * chain.stays)
    assert extra.sum(axis=0) == pytest.approx(np.zeros(len(inputs.axes.years)), abs=1e-9)


def test_an_effect_of_other_years_is_refused() -> None:
    inputs = embedded_inputs()
    with pytest.raises(DataRefusedError, match="years 2027-2030, expected 2026-2035"):
        with_effect(inputs, CHAIN, effect(CHAIN, 0.5, (2027, 2028, 2029, 2030), first_year=2027))


def pathways(home, kind: str = "synthetic", journeymen: int = 5000) -> Paths:
    """A home with result tables of pathways: 1,000 through GF2, 250 lost, 600 then 650 in a main course.

    ``journeymen`` have passed a main course in 2019/20, for which 5,313 are published; a year later it was 1.
    """
    folder = home / "pathways" / "run-1"
    folder.mkdir(parents=True)
    counts = {3: (250, 580, 20), 12: (200, 620, 30)}
    pl.DataFrame(
        [
            ("main_area", months, outcome, 1000, count, kind)
            for months, numbers in counts.items()
            for outcome, count in zip(("gf2_lost_share", "main_same", "main_other"), numbers, strict=True)
        ],
        schema=["grouping", "months", "outcome", "n", "count", "data_kind"],
        orient="row",
    ).write_parquet(folder / "transitions.parquet")
    shares = {12: 0.0, 24: 0.2, 36: 0.6, 48: 0.8}
    pl.DataFrame(
        [("main_area", "main", "completed", month, 500, share, kind) for month, share in shares.items()],
        schema=["grouping", "stage", "cause", "month", "n", "share", "data_kind"],
        orient="row",
    ).write_parquet(folder / "incidence.parquet")
    periods = {"completed_main_courses": ("2018/19", "2019/20", "2020/21"), "dropout_main_course_share": ("2019",)}
    pl.DataFrame(
        [
            (indicator, period, journeymen if period == "2019/20" else 1, kind)
            for indicator, each in periods.items()
            for period in each
        ],
        schema=["indicator_id", "period", "count", "data_kind"],
        orient="row",
    ).write_parquet(folder / "goals.parquet")
    point_at(folder)
    return Paths(home)


def test_a_loaded_register_gives_losses_returns_completion_and_duration(tmp_path) -> None:
    chain = register_chain(pathways(tmp_path), embedded_inputs())
    assert (chain.lost, chain.completing) == (0.25, 0.8)
    assert chain.returning[0] == pytest.approx((0.65 - 0.60) / 0.25)
    assert chain.duration == pytest.approx((0.0, 0.25, 0.5, 0.25))
    assert chain.provenance.kind is DataKind.SYNTHETIC
    assert chain.provenance.source == "pathways:run-1"


def test_without_a_register_the_user_is_told_what_to_run(tmp_path) -> None:
    with pytest.raises(NotPublishedError, match="faglaert pathways build"):
        register_chain(Paths(tmp_path), embedded_inputs())


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("transitions", pl.col("n").alias("persons"), "column n: column is missing"),
        ("transitions", pl.lit("school").alias("grouping"), "no row by main area"),
        ("transitions", pl.lit(0).alias("n"), "nobody is followed for 3 months"),
        ("incidence", pl.lit(0.0).alias("share"), "no main course is followed to its completion"),
        ("incidence", pl.lit("gf1").alias("stage"), "no main course is followed to its completion"),
    ],
)
def test_tables_that_are_not_as_agreed_are_refused(tmp_path, name: str, change: pl.Expr, told: str) -> None:
    paths = pathways(tmp_path)
    path = tmp_path / "pathways" / "run-1" / f"{name}.parquet"
    frame = pl.read_parquet(path).with_columns(change)
    (frame.drop("n") if "persons" in frame.columns else frame).write_parquet(path)
    with pytest.raises(DataRefusedError) as refusal:
        register_chain(paths, embedded_inputs())
    assert told in str(refusal.value)


def test_a_run_without_the_table_is_refused(tmp_path) -> None:
    paths = pathways(tmp_path)
    (tmp_path / "pathways" / "run-1" / "incidence.parquet").unlink()
    with pytest.raises(DataRefusedError, match="the run has no such table"):
        register_chain(paths, embedded_inputs())


@pytest.mark.parametrize(("kind", "source"), [("official", "pathways:run-1"), ("synthetic", "programme_document")])
def test_the_lever_has_the_rates_of_a_register_unless_its_pupils_are_made_up(tmp_path, kind: str, source: str) -> None:
    assert current_chain(pathways(tmp_path, kind), embedded_inputs()).provenance.source == source


def test_rates_of_a_handful_of_pupils_are_not_taken_for_everybodys(tmp_path) -> None:
    paths = pathways(tmp_path, "official")
    path = tmp_path / "pathways" / "run-1" / "incidence.parquet"
    pl.read_parquet(path).with_columns(n=99).write_parquet(path)
    about = current_chain(paths, embedded_inputs()).provenance
    assert about.source == "programme_document, not pathways:run-1"
    assert "færre end 100 personer" in about.text


@pytest.mark.parametrize(
    ("journeymen", "is_used", "share"),
    [
        (300, False, "5,6 %"),
        (4250, False, "80,0 %"),
        (4251, True, ""),
        (6641, True, ""),
        (6700, False, "126,1 %"),
        (30_000, False, "564,7 %"),
    ],
)
def test_a_register_enters_only_when_it_covers_the_region(tmp_path, journeymen, is_used, share) -> None:
    """Four fifths of 5,313 are 4,250.4, five fourths 6,641.25."""
    inputs = embedded_inputs()
    paths = pathways(tmp_path, "official", journeymen)
    chain, changed = current_chain(paths, inputs), with_register(paths, inputs)
    assert (chain.provenance.source == "pathways:run-1") == is_used
    assert changed.extra_completions.values.any() == is_used
    assert (changed.vintage == inputs.vintage) != is_used
    assert is_left_out(chain.provenance) != is_used
    if not is_used:
        for about in (chain.provenance, changed.extra_completions.provenance):
            assert f"2019/20 er {share} af de offentliggjorte for regionen (5313 i 2019/20)" in about.text
            assert "mellem 80,0 og 125,0 %" in about.text


def test_coverage_is_told_by_the_school_year_nearest_to_the_published(tmp_path) -> None:
    paths = pathways(tmp_path, "official")
    path = tmp_path / "pathways" / "run-1" / "goals.parquet"
    counts = {"2016/17": 1, "2018/19": 5000, "2024/25": 1}
    rows = [("completed_main_courses", period, count, "official") for period, count in counts.items()]
    pl.DataFrame(rows, schema=["indicator_id", "period", "count", "data_kind"], orient="row").write_parquet(path)
    assert current_chain(paths, embedded_inputs()).provenance.source == "pathways:run-1"


def test_a_register_that_does_not_tell_its_journeymen_is_left_out(tmp_path) -> None:
    paths = pathways(tmp_path, "official")
    path = tmp_path / "pathways" / "run-1" / "goals.parquet"
    frame = pl.read_parquet(path)
    frame.drop("count").write_parquet(path)
    with pytest.raises(DataRefusedError, match="count: column is missing"):
        current_chain(paths, embedded_inputs())
    frame.filter(pl.col("indicator_id") == "dropout_main_course_share").write_parquet(path)
    assert "på et helt skoleår" in current_chain(paths, embedded_inputs()).provenance.text
    path.unlink()
    assert is_left_out(current_chain(paths, embedded_inputs()).provenance)


@pytest.mark.parametrize("name", ["transitions", "incidence"])
def test_one_made_up_row_makes_the_register_made_up(tmp_path, name: str) -> None:
    paths = pathways(tmp_path, "official")
    path = tmp_path / "pathways" / "run-1" / f"{name}.parquet"
    frame = pl.read_parquet(path).with_row_index()
    last = pl.when(pl.col("index") == frame.height - 1)
    frame.with_columns(data_kind=last.then(pl.lit("synthetic")).otherwise("data_kind")).write_parquet(path)
    assert register_chain(paths, embedded_inputs()).provenance.kind is DataKind.SYNTHETIC
    assert not with_register(paths, embedded_inputs()).extra_completions.values.any()


def test_a_row_of_no_known_kind_is_refused(tmp_path) -> None:
    with pytest.raises(DataRefusedError, match="unknown kinds believed; expected official, modelled"):
        register_chain(pathways(tmp_path, "believed"), embedded_inputs())


@pytest.mark.parametrize("level", ["region", "municipality"])
def test_entrants_follow_the_completion_of_an_official_register(tmp_path, level) -> None:
    """0.75 begin, 0.32 of 0.25 come back (0.2 within the year, 0.08 and 0.04 later), and 0.8 complete: 66.4 per cent.

    By the published figures it is (0.7 + 0.3 x 0.32) x 0.924, which gives 5,313 journeymen a year.
    """
    inputs = embedded_inputs(level)
    changed = with_register(pathways(tmp_path, "official"), inputs)
    extra = changed.extra_completions.values.sum(axis=0)
    lacking = 5313 * ((0.75 + 0.25 * 0.32) * 0.8 / ((0.7 + 0.3 * 0.32) * 0.924) - 1) * 0.9
    assert extra[EDUCATIONS.index("H30")] == pytest.approx(lacking * np.minimum([0, 0, 0.25, 0.75, *[1] * 6], 1))
    assert extra.sum(axis=0) == pytest.approx(np.zeros(len(inputs.axes.years)), abs=1e-9)
    assert changed.vintage == f"{inputs.vintage}+pathways:run-1"
    about = changed.extra_completions.provenance
    assert (about.kind, about.source) == (DataKind.ASSUMED, "pathways:run-1")
    assert "overgange og gennemførelse i et indlæst officielt register: 66,4 %" in about.text
    assert "1000 personer" in about.text


def test_entrants_by_a_register_reach_the_labour_force_and_the_provenance(tmp_path) -> None:
    inputs = embedded_inputs()
    changed = with_register(pathways(tmp_path, "official"), inputs)
    base, other = (compute(each, scenarios=(), setting=Setting(draws=100)) for each in (inputs, changed))
    chosen = (pl.col("education") == "skilled", pl.col("area") == "all", pl.col("year") == 2035)
    gained = [tables["supply"].filter(*chosen)["point"][0] for tables in (other, base)]
    expected = changed.extra_completions.values[0, EDUCATIONS.index("H30")].sum() * published_chain(inputs).takes_part
    assert gained[0] - gained[1] == pytest.approx(expected, rel=0.15)
    told = other["provenance"].filter(pl.col("part") == "extra_completions")
    assert told["source"].to_list() == ["pathways:run-1"]


def test_a_made_up_register_changes_nothing_in_the_balance(tmp_path) -> None:
    without, made_up = tmp_path / "without", tmp_path / "made_up"
    inputs = [current_inputs(each, "region") for each in (Paths(without), pathways(made_up))]
    assert inputs[0].vintage == inputs[1].vintage
    assert digest_of(*inputs[:1]) == digest_of(*inputs[1:])
    assert digest_of(current_inputs(pathways(tmp_path / "real", "official"), "region")) != digest_of(*inputs[:1])


def test_a_scenario_goes_by_the_chain_it_is_given(tmp_path) -> None:
    inputs = embedded_inputs()
    chain = register_chain(pathways(tmp_path, "official"), inputs)
    lever = FewerLostLever(kind="fewer_lost", per_cent=100, first_year=2027)
    words = Text(da="x", en="x")
    scenario = Scenario(id="all", name=words, description=words, source="x", levers=(lever,))
    found = try_scenario(inputs, chain, scenario, Setting(draws=100))["chain"][-1]
    expected = effect(chain, 1.0, inputs.axes.years, first_year=2027).force[-1]
    assert found["force"] == pytest.approx(expected, rel=0.005)
    assert found["force_q10"] < found["force"] < found["force_q90"]
    changed, _ = apply(scenario, inputs, Assumptions(chain=chain))
    assert changed.extra_completions.values[:, EDUCATIONS.index("H30")].sum() == pytest.approx(
        effect(chain, 1.0, inputs.axes.years, first_year=2027).completions.sum() * chain.stays
    )


def test_rates_that_nobody_counted_have_no_limits() -> None:
    assert force_limits(CHAIN, 0.5, YEARS, first_year=2027, seed=1) is None


def test_limits_are_narrower_the_more_were_counted() -> None:
    def width(persons: float) -> float:
        counted = dict.fromkeys(("lost", "returning", "completing"), persons)
        found = force_limits(replace(CHAIN, counted=counted), 0.5, YEARS, first_year=2027, seed=1)
        assert found is not None
        low, high = found
        middle = effect(CHAIN, 0.5, YEARS, first_year=2027).force[-1]
        assert low[-1] < middle < high[-1]
        return float(high[-1] - low[-1])

    few, many = width(200), width(20_000)
    assert few / many == pytest.approx(10, rel=0.2)


def test_limits_of_one_rate_are_those_of_its_beta_distribution() -> None:
    plain = replace(CHAIN, returning=(0.0,), spare=1e9, counted={"lost": 1e12, "returning": 1e12, "completing": 100.0})
    found = force_limits(plain, 1.0, YEARS, first_year=2027, seed=7)
    assert found is not None
    hits = 100 * CHAIN.completing
    expected = np.array(scipy.stats.beta.ppf((0.1, 0.9), hits + 0.5, 100 - hits + 0.5)) / CHAIN.completing
    told = np.array([each[-1] for each in found]) / effect(plain, 1.0, YEARS, first_year=2027).force[-1]
    assert told == pytest.approx(expected, abs=0.01)
