# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The back-test on series whose scores are known beforehand, and its reading of files."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from faglaert.balance.backtest import OURS, backtest, error_sources
from faglaert.balance.panels import GROUPS, LEVELS, REGIONS, Panel, Within, read_panels
from faglaert.errors import DataRefusedError, UsageError

YEARS = tuple(range(2000, 2020))


def panel(within, seed=1, noise=0.02):
    random = np.random.default_rng(seed)
    slope = np.array([0.0, 0.03, -0.03])[:, None] * np.arange(20)
    walk = random.normal(0, noise, (4, 3, 20)).cumsum(axis=-1)
    return Panel("made up", within, YEARS, 1000 * np.exp(slope + walk), "a test")


def of(found, method, mode="conditional"):
    return found.filter(pl.col("method") == method, pl.col("mode") == mode).sort("ahead")


@pytest.mark.parametrize("within", list(Within))
def test_a_steady_trend_is_forecast_nearly_without_error(within) -> None:
    found = backtest(panel(within, noise=1e-6))
    ours = of(found, OURS, "unconditional")
    frozen = of(found, "frozen", "unconditional")
    assert ours["wape"].max() < 0.5 * frozen["wape"].max()
    assert ours["direction"].min() > 60


def test_given_totals_are_met_by_every_method() -> None:
    found = backtest(panel(Within.AREA)).filter(pl.col("mode") == "conditional")
    assert found["bias"].abs().max() < 1e-9


def test_intervals_cover_about_what_they_say() -> None:
    found = [of(backtest(panel(Within.AREA, seed), seed=seed), OURS) for seed in range(8)]
    cover = np.mean([each["coverage80"].to_list() for each in found])
    assert 70 < cover < 92


def test_the_better_naive_is_what_is_compared_with() -> None:
    found = backtest(panel(Within.AREA))
    naive = pl.concat([of(found, "frozen"), of(found, "drift")])
    assert naive.group_by("ahead").agg(pl.col("relative_mae").min())["relative_mae"].to_list() == [1.0] * 6


def test_a_series_without_shares_has_no_conditional_test() -> None:
    assert backtest(panel(Within.NOTHING))["mode"].unique().to_list() == ["unconditional"]


def test_totals_that_never_change_are_not_forecast() -> None:
    whole = panel(Within.AREA)
    shares = replace(whole, values=1000 * whole.values / whole.values.sum(axis=1, keepdims=True))
    found = backtest(shares)
    assert found["mode"].unique().to_list() == ["conditional"]
    assert error_sources(found)["all"].null_count() == 6


def test_errors_are_split_by_source() -> None:
    both = panel(Within.GROUP), replace(panel(Within.NOTHING), name="without shares")
    split = error_sources(pl.concat(map(backtest, both), how="diagonal"))
    assert split.filter(pl.col("series") == "without shares")["shares"].null_count() == 6
    assert (split["shares"] + split["totals"] - split["all"]).abs().max() < 1e-9


def test_short_series_are_scored_as_far_as_they_reach() -> None:
    whole = panel(Within.AREA)
    short = Panel("short", Within.AREA, YEARS[:9], whole.values[..., :9], "a test")
    found = of(backtest(short), OURS)
    assert found["ahead"].to_list() == [1, 2, 3, 4]
    assert found["origins"].to_list() == [4, 3, 2, 1]
    assert found["crps"].is_finite().all()
    tiny = Panel("tiny", Within.AREA, YEARS[:7], whole.values[..., :7], "a test")
    assert "crps" not in backtest(tiny).columns


def test_nothing_after_an_origin_changes_what_was_said_at_it() -> None:
    whole = panel(Within.GROUP)
    changed = whole.values.copy()
    changed[..., -1] *= np.array([1.0, 1.5, 0.5])[:, None].T
    other = backtest(Panel("changed", Within.GROUP, YEARS, changed, "a test"))
    before, after = of(backtest(whole), "drift"), of(other, "drift")
    assert before["wape"][0] != after["wape"][0]
    assert len(before) == len(after)


def write(folder, name, header, rows):
    lines = [",".join(header), *(",".join(map(str, row)) for row in rows)]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def industries(years):
    """Jobs that change a little from year to year, in no order."""
    return [
        (region, group, year, 100 + 7 * place + (31 * year + 17 * place + 5 * number) % 11)
        for number, region in enumerate(REGIONS)
        for place, group in enumerate(GROUPS)
        for year in years
    ]


def test_series_are_read_from_a_folder(tmp_path) -> None:
    write(tmp_path, "ardeco_snetz_x.csv", ("nuts", "nace", "aar", "tusind_personer"), industries(range(2000, 2020)))
    rows = [
        (sex, "Y25-64", level, region, year, 5)
        for sex in ("F", "M", "T")
        for level in (*LEVELS, "TOTAL")
        for region in (*REGIONS, "DK")
        for year in range(2007, 2016)
    ]
    header = ("sex", "age", "isced11", "geo", "aar", "vaerdi")
    for name in ("eu_lfst_r_lfe2eedu_x.csv", "eu_lfst_r_lfp2acedu_x.csv"):
        write(tmp_path, name, header, rows)
    levels = [(region, level, year, 33.4) for region in REGIONS for level in LEVELS for year in range(2007, 2020)]
    write(tmp_path, "eu_edat_lfse_04_x.csv", ("geo", "isced11", "aar", "pct"), levels)
    employees = [(year, code, 100 + year - 2000) for year in range(2000, 2025) for code in ("A", "B")]
    write(tmp_path, "nabb36_x.csv", ("aar", "branche36", "loenmodtagere"), employees)
    panels = {each.name: each for each in read_panels(tmp_path)}
    assert panels["jobs by region and industry"].values.shape == (5, 10, 20)
    assert panels["employed by region, sex and education"].values.shape == (10, 3, 9)
    assert panels["employees by industry, nation, to 2019"].years[-1] == 2019
    assert panels["education of residents by region"].values.sum(axis=1) == pytest.approx(np.full((5, 13), 1e5))


def test_a_folder_without_series_is_told_what_is_wanted(tmp_path) -> None:
    with pytest.raises(UsageError, match=r"ardeco_snetz\*\.csv"):
        read_panels(tmp_path)


@pytest.mark.parametrize(
    ("rows", "header", "reason"),
    [
        (industries(range(2000, 2019)), ("nuts", "nace", "aar", "tusind_personer"), "no row gives nuts DK01"),
        (industries(range(2000, 2020)), ("nuts", "nace", "aar", "count"), "tusind_personer"),
        ([("DK99", "A", 2000, 1)], ("nuts", "nace", "aar", "tusind_personer"), "row 2, column nuts: unknown code"),
        ([("DK01", "A", 2000, "many")], ("nuts", "nace", "aar", "tusind_personer"), "many"),
    ],
)
def test_a_series_with_faults_is_refused(tmp_path, rows, header, reason) -> None:
    write(tmp_path, "ardeco_snetz_x.csv", header, rows)
    with pytest.raises(DataRefusedError, match=r"ardeco_snetz_x\.csv") as refused:
        read_panels(tmp_path)
    assert reason in str(refused.value)


def test_a_missing_year_is_refused(tmp_path) -> None:
    employees = [(year, "A", 100) for year in range(2000, 2025) if year != 2010]
    write(tmp_path, "nabb36_x.csv", ("aar", "branche36", "loenmodtagere"), employees)
    with pytest.raises(DataRefusedError, match=r"years are missing: \[2010\]"):
        read_panels(tmp_path)


def test_a_series_that_never_moves_is_scored_without_a_fault() -> None:
    still = Panel("still", Within.GROUP, YEARS, np.full((3, 2, 20), 100.0), "a test")
    assert of(backtest(still), OURS)["relative_mae"].to_list() == [1.0] * 6
