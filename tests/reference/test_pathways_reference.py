# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The estimators against published data, R's output, exact fractions and scikit-survival."""

import csv
import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from faglaert.pathways.gray import chi_squared_tail, gray_test
from faglaert.pathways.kernel import curves
from faglaert.pathways.model import log_log_interval
from faglaert.pathways.sequences import distances

REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "reference"
FIRST_MONTH_OF_R = 17
CAUSE_OF_STATUS = {1: 0, 2: 1, 0: 2}

needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the folder of reference data is not here")


def rows_of(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def bmt():
    """Counts (disease, month, relapse / death / censored) of Scrucca, Santucci and Aversa (2007)."""
    counts = np.zeros((2, 74, 3), dtype=np.int32)
    for row in rows_of("bmt.csv"):
        counts[int(row["dis"]), int(row["ftime"]), CAUSE_OF_STATUS[int(row["status"])]] += 1
    return counts


def exact(counts):
    """Incidences (month, cause) of one group in fractions, by the definition."""
    at_risk, survival = int(counts.sum()), Fraction(1)
    incidence, result = [Fraction(0)] * (counts.shape[1] - 1), []
    for month in counts[:-1].tolist():
        events = sum(month[:-1])
        if at_risk:
            incidence = [now + survival * Fraction(own, at_risk) for now, own in zip(incidence, month, strict=False)]
            survival *= 1 - Fraction(events, at_risk)
        at_risk -= sum(month)
        result.append([float(each) for each in incidence])
    return np.array(result)


def as_persons(counts):
    """Months and causes (0: censored) of single persons with these counts."""
    months, columns = np.nonzero(counts)
    times = counts[months, columns]
    causes = np.where(columns == counts.shape[1] - 1, 0, columns + 1)
    return np.repeat(months, times), np.repeat(causes, times)


def of_scikit_survival(months, causes):
    """Times, incidences (time, cause) and log-log intervals (2, time, cause) with Aalen's variance."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a library that warns of others' changes to come
        nonparametric = pytest.importorskip("sksurv.nonparametric", reason="scikit-survival is not installed")
        times, incidence, interval = nonparametric.cumulative_incidence_competing_risks(
            causes, months.astype(float), conf_type="log-log", var_type="Aalen"
        )
    return times.astype(int), incidence[1:].T, interval[1:].transpose(1, 2, 0)


def assert_equal_to_scikit_survival(counts):
    estimate = curves(counts[None])
    times, incidence, interval = of_scikit_survival(*as_persons(counts))
    ours = estimate.incidence[0, times]
    low, high = log_log_interval(ours, estimate.variance[0, times])
    inside = np.isfinite(interval[0]) & (incidence > 0) & (incidence < 1)
    assert ours == pytest.approx(incidence, abs=1e-12)
    assert low[inside] == pytest.approx(interval[0][inside], abs=1e-9)
    assert high[inside] == pytest.approx(interval[1][inside], abs=1e-9)


def in_months(state, sequences):
    """Months spent in every stay of a state and whether it was seen to end, from strings of months."""
    for sequence in sequences:
        length = 0
        for month, following in zip(sequence, [*sequence[1:], None], strict=True):
            length += month == state
            if month == state != following:
                yield length, following is not None
                length = 0


@needs_reference
@pytest.mark.parametrize("disease", [0, 1])
def test_bmt_incidence_is_the_exact_fraction(disease):
    estimate = curves(bmt())
    assert estimate.incidence[disease] == pytest.approx(exact(bmt()[disease]), abs=1e-12)


@needs_reference
@pytest.mark.parametrize("disease", [0, 1])
def test_bmt_equals_scikit_survival_with_its_interval(disease):
    assert_equal_to_scikit_survival(bmt()[disease])


@pytest.mark.parametrize("seed", range(12))
def test_random_groups_equal_scikit_survival(seed):
    """Tiny groups and large ones; every cause occurs at least once, for the package refuses others."""
    random = np.random.default_rng(seed)
    size, causes = (3, 20, 200, 5000)[seed % 4], 2 + seed % 3
    counts = np.zeros((14, causes + 1), dtype=np.int32)
    np.add.at(counts, (random.integers(1, 13, size), random.integers(0, causes + 1, size)), 1)
    counts[random.integers(1, 13), :causes] += 1
    assert_equal_to_scikit_survival(counts)


@pytest.mark.parametrize("size", [1, 2, 30, 3000])
def test_groups_with_a_single_cause_equal_the_survival_curve_of_scikit_survival(size):
    random = np.random.default_rng(size)
    counts = np.zeros((14, 3), dtype=np.int32)
    np.add.at(counts, (random.integers(1, 13, size), random.choice([1, 2], size)), 1)
    months, causes = as_persons(counts)
    nonparametric = pytest.importorskip("sksurv.nonparametric", reason="scikit-survival is not installed")
    times, survival = nonparametric.kaplan_meier_estimator(causes > 0, months.astype(float))
    estimate = curves(counts[None])
    assert estimate.incidence[0, times.astype(int), 1] == pytest.approx(1 - survival, abs=1e-12)
    assert not estimate.incidence[0, :, 0].any()


@needs_reference
@pytest.mark.parametrize("state", ["employment", "FE", "HE", "joblessness", "school", "training"])
def test_mvad_stays_equal_r(state):
    """Survival of stays in a state and its standard error (R: on the log scale), months 17 to 86 of the file."""
    sequences = [list(row.values())[FIRST_MONTH_OF_R - 1 :] for row in rows_of("mvad.csv")]
    counts = np.zeros((1, 72, 2), dtype=np.int32)
    for length, is_over in in_months(state, sequences):
        counts[0, length, 0 if is_over else 1] += 1
    estimate = curves(counts)
    wanted = [row for row in rows_of("mvad_ref_seqsurv.csv") if row["strata"] == state]
    times = [int(row["time"]) for row in wanted]
    assert estimate.at_risk[0, times].tolist() == [int(row["n.risk"]) for row in wanted]
    assert estimate.survival[0, times] == pytest.approx([float(row["surv"]) for row in wanted], abs=1e-12)
    on_log_scale = [float(row["std.err"]) * float(row["surv"]) for row in wanted if float(row["surv"]) > 0]
    error = np.sqrt(estimate.survival_variance[0, times])
    assert error[: len(on_log_scale)] == pytest.approx(on_log_scale, abs=1e-12)


def merge_heights(distance):
    """Heights of Ward's method as R's ``ward.D``: Lance and Williams' update on the distances themselves."""
    distance = distance.astype(float)
    np.fill_diagonal(distance, np.inf)
    size, is_alive, heights = np.ones(len(distance)), np.ones(len(distance), dtype=bool), []
    for _ in range(len(distance) - 1):
        i, j = sorted(divmod(int(np.argmin(distance)), len(distance)))
        heights.append(distance[i, j])
        is_alive[j] = False
        others = is_alive & (np.arange(len(size)) != i)
        joined = (size + size[i]) * distance[i] + (size + size[j]) * distance[j] - size * heights[-1]
        distance[i, others] = distance[others, i] = (joined / (size + size[i] + size[j]))[others]
        distance[j], distance[:, j] = np.inf, np.inf
        size[i] += size[j]
    return sorted(heights)


@needs_reference
def test_mvad_distances_give_the_last_merge_of_r():
    """The height of the last merge depends on the distances of all pairs.

    Lower merges differ where R breaks ties between equal distances in another way.
    """
    sequences = [list(row.values())[FIRST_MONTH_OF_R - 1 :] for row in rows_of("mvad.csv")]
    states = sorted({state for sequence in sequences for state in sequence})
    codes = np.array([[states.index(state) for state in sequence] for sequence in sequences], dtype=np.uint8)
    expected = max(float(row["height"]) for row in rows_of("mvad_ref_hclust_wardD.csv"))
    assert merge_heights(distances(codes))[-1] == pytest.approx(expected, abs=1e-9)


@needs_reference
def test_gray_test_on_bmt_equals_an_independent_program():
    """Values of comprisk 0.8, which follows cmprsk: 1.3016345436172607 and 7.082278025112155."""
    relapse, death = gray_test(bmt(), 0), gray_test(bmt(), 1)
    assert (relapse.statistic, relapse.p_value) == pytest.approx((1.3016345436172607, 0.25391487115769074), rel=1e-10)
    assert (death.statistic, death.p_value) == pytest.approx((7.082278025112155, 0.007784998014973154), rel=1e-10)


@pytest.mark.parametrize(
    ("statistic", "degrees", "p_value"),
    [(3.841458820694124, 1, 0.05), (18.307038053275146, 10, 0.05), (0.5, 4, 0.9735009788392561)],
)
def test_chi_squared_tail(statistic, degrees, p_value):
    assert chi_squared_tail(statistic, degrees) == pytest.approx(p_value, abs=1e-12)
