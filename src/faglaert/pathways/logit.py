# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A logit on aggregated cells whose features are all categories: a few weights a cell, so it costs little per cell."""

import numpy as np

from faglaert.pathways.compiling import compiled
from faglaert.pathways.rows import Array

RIDGE = 1.0
"""Penalty on each coefficient but the constant: a category seen little stays near the average."""

MOST_STEPS = 30
ENOUGH = 1e-8


def fit_logit(codes: Array, trials: Array, successes: Array, sizes: Array) -> Array:
    """Coefficients of P(success) by Newton's method: a constant and one a category.

    ``codes`` (cell, feature) holds each feature's category, ``sizes`` how many categories each has; ``trials`` and
    ``successes`` are counts a cell. The result begins with the constant, then each feature's categories in turn.
    """
    places = _places(codes, sizes)
    coefficients = np.zeros(1 + int(sizes.sum()))
    total = trials.sum()
    if total > 0:
        share = (successes.sum() + 0.5) / (total + 1.0)
        coefficients[0] = np.log(share / (1 - share))
    penalty = np.full(coefficients.size, RIDGE)
    penalty[0] = 0.0
    for _ in range(MOST_STEPS):
        gradient, information = _derivatives(places, trials.astype(float), successes.astype(float), coefficients)
        step = np.linalg.solve(information + np.diag(penalty + ENOUGH), gradient - penalty * coefficients)
        coefficients += step
        if np.abs(step).max() < ENOUGH:
            break
    return coefficients


def predict_logit(codes: Array, sizes: Array, coefficients: Array) -> Array:
    """The probability of each cell."""
    places = _places(codes, sizes)
    score = coefficients[0] + coefficients[places].sum(axis=1)
    return np.asarray(1.0 / (1.0 + np.exp(-score)))


def _places(codes: Array, sizes: Array) -> Array:
    """Where each category's coefficient stands."""
    offsets = 1 + np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return np.asarray(codes.astype(np.int64) + offsets)


@compiled
def _derivatives(places: Array, trials: Array, successes: Array, coefficients: Array) -> tuple[Array, Array]:
    size, features = coefficients.shape[0], places.shape[1]
    gradient, information = np.zeros(size), np.zeros((size, size))
    for cell in range(places.shape[0]):
        score = coefficients[0]
        for j in range(features):
            score += coefficients[places[cell, j]]
        share = 1.0 / (1.0 + np.exp(-score))
        residual = successes[cell] - trials[cell] * share
        weight = trials[cell] * share * (1.0 - share)
        gradient[0] += residual
        information[0, 0] += weight
        for j in range(features):
            a = places[cell, j]
            gradient[a] += residual
            information[0, a] += weight
            information[a, 0] += weight
            for k in range(features):
                information[a, places[cell, k]] += weight
    return gradient, information
