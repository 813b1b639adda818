# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fitting held against another implementation."""

import numpy as np
import pytest

from faglaert.balance.fitting import fit
from faglaert.errors import DataRefusedError

START = (np.arange(24).reshape(3, 4, 2) * 7 % 11 + 1).astype(float)
MARGINS = [
    ((0, 2), np.array([[30.0, 12.0], [25.0, 40.0], [9.0, 31.0]])),
    ((1, 2), np.array([[10.0, 20.0], [24.0, 13.0], [18.0, 30.0], [12.0, 20.0]])),
]
# humanleague 2.4.3 on START and MARGINS, applied to its own result until nothing moved
HUMANLEAGUE = [
    *(3.314545806159, 1.806835280919, 11.045106867846, 6.248850351068, 8.770550737135, 2.214846848456),
    *(6.869796588859, 1.729467519558, 4.359438985532, 10.73848317797, 9.079386795166, 3.001091906256),
    *(6.591669058421, 15.601066723787, 4.969505160881, 10.659358191988, 2.326015208309, 7.454681541112),
    *(3.875506336987, 3.750057742676, 2.637780204444, 12.184086427757, 0.16069825026, 7.611174288455),
]


def test_fit_equals_what_humanleague_found() -> None:
    assert np.abs(fit(START, MARGINS).ravel() - HUMANLEAGUE).max() <= 1e-9


def problem(seed):
    random = np.random.default_rng(seed)
    table = random.gamma(2.0, 50.0, (31, 31, 9))
    return table * random.gamma(2.0, 1.0, table.shape), table


def test_fit_keeps_the_odds_of_the_seed() -> None:
    start, table = problem(4)
    ours = fit(start[..., 0], [((0,), table[..., 0].sum(axis=1)), ((1,), table[..., 0].sum(axis=0))])
    odds = [each[0, 0] * each[1, 1] / (each[0, 1] * each[1, 0]) for each in (ours, start[..., 0])]
    assert odds[0] == pytest.approx(odds[1])


@pytest.mark.parametrize(
    ("seed", "margins", "reason"),
    [
        (np.ones((2, 2)), ([1.0, 1.0], [3.0, 1.0]), "margins sum to 2, 4"),
        (np.array([[1.0, 0.0], [1.0, 0.0]]), ([1.0, 1.0], [1.0, 1.0]), "where the seed has none"),
        (np.array([[1.0, 0.0], [0.0, 1.0]]), ([3.0, 1.0], [1.0, 3.0]), "after 50 sweeps"),
    ],
)
def test_what_cannot_be_fitted_is_refused(seed, margins, reason) -> None:
    pairs = [((axis,), np.array(values)) for axis, values in enumerate(margins)]
    with pytest.raises(DataRefusedError, match=reason):
        fit(seed, pairs, sweeps=50)
