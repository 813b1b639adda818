# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever the table, nothing unprotected comes out of disclosure control."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure import protect, violations
from faglaert.disclosure.observations import INPUT_SCHEMA, NUMBER_COLUMNS

RULE = DisclosureRule(
    valid_from=date(2021, 1, 1),
    smallest_count=5,
    smallest_denominator=20,
    smallest_denominator_without_interval=50,
    smallest_mean_count=7,
    reason={"da": "prøve", "en": "test"},
)
COUNTS = st.integers(0, 120) | st.integers(0, 100_000)


def row(unit, value, numerator, denominator, *, disclosure="own_counts", is_hidden=False, kind="synthetic"):
    return {
        "value": value,
        "numerator_count": numerator,
        "denominator_count": denominator,
        "data_kind": kind,
        "unit": unit,
        "disclosure": disclosure,
        "is_hidden_in_source": is_hidden,
    }


@st.composite
def shares(draw):
    denominator = draw(COUNTS)
    numerator = draw(st.integers(0, denominator))
    value = numerator / denominator if denominator else None
    return row("share", value, numerator, denominator, is_hidden=draw(st.booleans()))


OWN_ROWS = st.one_of(
    shares(),
    st.builds(row, st.sampled_from(["persons", "count"]), COUNTS, st.none() | COUNTS, st.none() | COUNTS),
    st.builds(row, st.just("score"), st.floats(1, 5), st.none(), st.integers(0, 30)),
    st.builds(row, st.sampled_from(["job_titles", "programmes"]), COUNTS, st.none(), st.none()),
    st.builds(row, st.sampled_from(["share", "persons", "score"]), st.none(), st.none(), st.none()),
)
OFFICIAL_ROWS = st.builds(
    row,
    st.sampled_from(["share", "percent", "persons", "index"]),
    st.none() | st.floats(0, 1) | COUNTS,
    st.none() | COUNTS,
    st.none() | COUNTS,
    disclosure=st.just("as_published"),
    is_hidden=st.booleans(),
    kind=st.just("official"),
)


def table(rows):
    names = {"indicator_id": "i", "area_code": "084", "source_id": "s", "snapshot_id": "t"}
    complete = [{**names, "period": str(2000 + number), **each} for number, each in enumerate(rows)]
    return pl.DataFrame(complete, schema=INPUT_SCHEMA)


TABLES = st.lists(OWN_ROWS | OFFICIAL_ROWS, min_size=1, max_size=30).map(table)
OWN_TABLES = st.lists(OWN_ROWS, min_size=1, max_size=30).map(table)


def may_be_a_number(before):
    """The rules of the domain description said once more, on the unprotected row."""
    value, numerator, denominator = before["value"], before["numerator_count"], before["denominator_count"]
    if before["is_hidden_in_source"] or value is None:
        return False
    if before["disclosure"] == "as_published":
        return True
    if before["unit"] == "share":
        return denominator >= 50 and {numerator, denominator - numerator}.isdisjoint({1, 2, 3, 4})
    if before["unit"] == "score":
        return denominator >= 7
    return before["unit"] in {"job_titles", "programmes"} or value not in {1, 2, 3, 4}


@given(TABLES)
def test_a_number_comes_out_only_where_it_may(observations):
    for before, after in zip(
        observations.iter_rows(named=True), protect(observations, RULE).frame.iter_rows(named=True), strict=True
    ):
        assert (after["value"] is not None) == may_be_a_number(before)
        if after["value"] is None:
            assert after["numerator_count"] is None
            assert after["denominator_count"] is None


@given(OWN_TABLES)
def test_intervals_stand_for_middling_groups_only(observations):
    for before, after in zip(
        observations.iter_rows(named=True), protect(observations, RULE).frame.iter_rows(named=True), strict=True
    ):
        if after["low_value"] is not None or after["high_value"] is not None:
            assert before["unit"] == "share"
            assert 20 <= before["denominator_count"] < 50
            assert after["low_value"] - 0.005 <= before["value"] <= after["high_value"] + 0.005


@given(TABLES)
def test_second_computation_finds_nothing_to_object_to(observations):
    assert violations(protect(observations, RULE).frame, RULE).is_empty()


@given(OWN_TABLES)
def test_second_computation_finds_every_unprotected_number(observations):
    protected = protect(observations, RULE).frame
    bare = observations.drop("is_hidden_in_source").with_columns(
        pl.lit(None, dtype=pl.Float64).alias("low_value"),
        pl.lit(None, dtype=pl.Float64).alias("high_value"),
        status=pl.when(pl.col("value") == 0).then(pl.lit("zero")).otherwise(pl.lit("shown")),
    )
    hidden_by_rule = protected.filter(
        pl.col("status").is_in(["suppressed", "interval"]) & ~observations["is_hidden_in_source"]
    )
    assert set(hidden_by_rule["period"]) <= set(violations(bare, RULE)["period"])


@given(TABLES, st.integers(0, 5), st.integers(0, 20), st.integers(0, 20), st.integers(0, 5))
def test_stricter_thresholds_never_show_more(observations, count, denominator, interval, mean):
    stricter = RULE.model_copy(
        update={
            "smallest_count": RULE.smallest_count + count,
            "smallest_denominator": RULE.smallest_denominator + denominator,
            "smallest_denominator_without_interval": RULE.smallest_denominator_without_interval
            + denominator
            + interval,
            "smallest_mean_count": RULE.smallest_mean_count + mean,
        }
    )
    loose, strict = protect(observations, RULE).frame, protect(observations, stricter).frame
    for name in ("value", "numerator_count", "denominator_count"):
        assert not (strict[name].is_not_null() & loose[name].is_null()).any()
    assert not ((loose["status"] == "suppressed") & (strict["status"] != "suppressed")).any()


@given(TABLES)
def test_protecting_again_changes_no_number(observations):
    once = protect(observations, RULE).frame
    again = protect(
        once.drop("status", "low_value", "high_value").with_columns(is_hidden_in_source=once["status"] == "suppressed"),
        RULE,
    ).frame
    for name in NUMBER_COLUMNS[:3]:
        assert again[name].equals(once[name], null_equal=True)
    is_interval = once["status"] == "interval"
    assert again.filter(~is_interval)["status"].equals(once.filter(~is_interval)["status"])


@given(TABLES)
@settings(max_examples=30)
def test_words_and_order_of_the_rows_stay(observations):
    names = ["indicator_id", "area_code", "period", "data_kind", "source_id", "snapshot_id", "unit", "disclosure"]
    assert protect(observations, RULE).frame.select(names).equals(observations.select(names))
