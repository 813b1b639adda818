# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a group's intake would lead one to expect: a discrete-time logit on aggregated cells, without the school.

Two hazards are fitted month by month: of being lost, and of any other end among those not lost in the month, so that
they can never exceed 1 together. Features: programme, school year, age band, sex, EUX, and month within main area.
"""

from dataclasses import dataclass

import numpy as np

from faglaert.pathways.cube import Cube, Dense
from faglaert.pathways.incidence import lost_curves
from faglaert.pathways.logit import fit_logit, predict_logit
from faglaert.pathways.rows import Array

CELL = ("school", "programme", "cohort", "age_band", "sex", "eux")
INTAKE = ("programme", "cohort", "age_band", "sex", "eux")


@dataclass(frozen=True)
class Cells:
    """Persons of one school and intake a cell, followed for ``months``.

    ``codes`` (cell, dimension of ``CELL``) and ``areas`` say who; ``at_risk``, ``lost`` and ``ended`` (cell, month
    1..T) what happened; ``labels`` the codes' names a dimension.
    """

    codes: Array
    areas: Array
    at_risk: Array
    lost: Array
    ended: Array
    labels: dict[str, tuple[str, ...]]

    @property
    def months(self) -> int:
        """How many months are followed."""
        return int(self.lost.shape[1])

    def column(self, name: str) -> Array:
        """The codes of one dimension."""
        return np.asarray(self.codes[:, CELL.index(name)])

    def keep(self, is_kept: Array) -> "Cells":
        """Only some of the cells."""
        return Cells(
            self.codes[is_kept],
            self.areas[is_kept],
            self.at_risk[is_kept],
            self.lost[is_kept],
            self.ended[is_kept],
            self.labels,
        )


@dataclass(frozen=True)
class Hazards:
    """Fitted coefficients of the two hazards, the sizes of their features, and whether the school year is one."""

    of_loss: Array
    of_other_end: Array
    sizes: Array
    has_cohort: bool


def read_cells(cube: Cube, *, months: int) -> Cells:
    """The cells of the definition's risk set."""
    dense = cube.dense(CELL, months=months, where={"stage": str(cube.definition.risk_set)})
    merged, curve = lost_curves(cube, dense)
    codes = _codes(dense, cube)
    area = np.array(cube.area_of_programme)[codes[:, CELL.index("programme")]]
    inside = slice(1, months + 1)
    return Cells(
        codes=codes,
        areas=area,
        at_risk=curve.at_risk[:, inside],
        lost=merged.counts[:, inside, 0],
        ended=merged.counts[:, inside, 1],
        labels={name: tuple(cube.labels[name]) for name in (*CELL, "main_area")},
    )


def _codes(dense: Dense, cube: Cube) -> Array:
    places = {name: {label: code for code, label in enumerate(cube.labels[name])} for name in CELL}
    rows = [[places[name][label] for name, label in zip(CELL, group, strict=True)] for group in dense.groups]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(CELL))


def fit_hazards(cells: Cells, *, has_cohort: bool) -> Hazards:
    """Fit both hazards to ``cells``, schools taken together."""
    features, sizes = _features(cells, has_cohort=has_cohort)
    joined, inverse = np.unique(features.reshape(-1, features.shape[2]), axis=0, return_inverse=True)
    sums = [
        np.bincount(inverse.ravel(), weights=part.ravel(), minlength=len(joined))
        for part in (cells.at_risk, cells.lost, cells.ended)
    ]
    at_risk, lost, ended = sums
    return Hazards(
        of_loss=fit_logit(joined, at_risk, lost, sizes),
        of_other_end=fit_logit(joined, at_risk - lost, ended, sizes),
        sizes=sizes,
        has_cohort=has_cohort,
    )


def _features(cells: Cells, *, has_cohort: bool) -> tuple[Array, Array]:
    """Categories (cell, month, feature) and how many each feature has."""
    names = [name for name in INTAKE if has_cohort or name != "cohort"]
    sizes = [len(cells.labels[name]) for name in names]
    area_count, months = len(cells.labels["main_area"]), cells.months
    month = cells.areas[:, None] * months + np.arange(months)
    columns = [np.repeat(cells.column(name)[:, None], months, axis=1) for name in names]
    return np.stack([*columns, month], axis=2), np.array([*sizes, area_count * months])


def expected_hazards(cells: Cells, hazards: Hazards) -> tuple[Array, Array]:
    """Expected hazards (cell, month) of being lost and of any other end."""
    features, _ = _features(cells, has_cohort=hazards.has_cohort)
    flat = features.reshape(-1, features.shape[2])
    shape = cells.lost.shape
    loss = predict_logit(flat, hazards.sizes, hazards.of_loss).reshape(shape)
    other = predict_logit(flat, hazards.sizes, hazards.of_other_end).reshape(shape)
    return loss, (1.0 - loss) * other


def expected_incidence(cells: Cells, hazards: Hazards) -> Array:
    """Expected share lost within the months, a value a cell."""
    loss, other = expected_hazards(cells, hazards)
    survival = np.cumprod(1.0 - loss - other, axis=1)
    before = np.concatenate([np.ones((len(loss), 1)), survival[:, :-1]], axis=1)
    return np.asarray((before * loss).sum(axis=1))


def cross_fitted(cells: Cells, *, folds: int) -> Array:
    """Expected share lost a cell, from hazards fitted without the schools of the cell's fold.

    So no school sets its own norm. Schools are dealt to folds in the order of their codes.
    """
    fold = cells.column("school") % folds
    result = np.zeros(len(fold))
    for each in range(folds):
        own = fold == each
        if own.any():
            others = cells.keep(~own) if (~own).any() else cells
            result[own] = expected_incidence(cells.keep(own), fit_hazards(others, has_cohort=True))
    return result
