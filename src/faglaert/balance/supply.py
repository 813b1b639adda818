# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Labour supply: persons by education, carried by cohort, and how many of them take part."""

import numpy as np

from faglaert.balance.axes import AGES, FIRST_COHORT_AGE, Axes
from faglaert.balance.inputs import Array, Inputs

YEARS_IN_BAND = 5
FIRST_PENSION_AGE = AGES.index("60-64")
AGE_OF_COMPLETION = AGES.index("20-24")
"""Where completions beyond the trend enter."""


def education_shares(inputs: Inputs, trend: Array) -> Array:
    """Share of each education by residence, age, sex, education and year.

    From :data:`FIRST_COHORT_AGE` on a fifth of the band below moves up each year and brings its education along,
    changed by ``cohort_change``; below it the base year's shares follow ``trend`` (log-ratios, broadcastable).
    Composition inside a band is taken as even.
    """
    base, persons = inputs.shares.values, inputs.population.values
    change = np.exp(inputs.cohort_change.values)
    years = persons.shape[-1]
    shares = np.empty((*base.shape, years))
    young = base[..., None] * np.exp(trend)
    shares[:] = young / young.sum(axis=3, keepdims=True)
    shares[..., 0] = base
    old = slice(FIRST_COHORT_AGE, None)
    below = slice(FIRST_COHORT_AGE - 1, -1)
    for year in range(1, years):
        stay = (1 - 1 / YEARS_IN_BAND) * persons[:, old, :, None, year - 1]
        rise = persons[:, below, :, None, year - 1] / YEARS_IN_BAND
        risen = shares[:, below, :, :, year - 1] * change[old]
        risen /= risen.sum(axis=-1, keepdims=True)
        both = np.maximum(stay + rise, 1e-9)
        shares[:, old, :, :, year] = (stay * shares[:, old, :, :, year - 1] + rise * risen) / both
    return _with_completions(shares, inputs)


def _with_completions(shares: Array, inputs: Inputs) -> Array:
    """Completions beyond the trend, carried by cohort on top of the shares."""
    extra = inputs.extra_completions.values
    if not extra.any():
        return shares
    persons = inputs.population.values
    carried = np.zeros_like(shares)
    by_sex = persons[:, AGE_OF_COMPLETION] / persons[:, AGE_OF_COMPLETION].sum(axis=1, keepdims=True)
    for year in range(1, shares.shape[-1]):
        before = carried[..., year - 1]
        now = (1 - 1 / YEARS_IN_BAND) * before
        now[:, 1:] += before[:, :-1] / YEARS_IN_BAND
        now[:, AGE_OF_COMPLETION] += by_sex[:, :, None, year] * extra[:, None, :, year]
        carried[..., year] = now
    counted = np.maximum(shares * persons[:, :, :, None, :] + carried, 0.0)
    total = counted.sum(axis=3, keepdims=True)
    return np.asarray(np.divide(counted, total, out=shares.copy(), where=total > 0))


def participation_rates(inputs: Inputs, trend: Array, points: Array | None) -> Array:
    """Labour force as a share of persons by residence, age, sex, education and year.

    ``trend`` is added on the logit. Around the pension age the profile moves ``pension_shift`` years for each year that
    the pension age rises: a band then takes part of the rate of the band below (or above, when it falls).
    ``points``, by age and education, are added to the rates of the projected years.
    """
    base = inputs.participation.values
    inside = np.clip(base, 1e-6, 1 - 1e-6)
    odds = inside / (1 - inside)
    rates = odds[..., None] * np.exp(trend)
    rates = rates / (1 + rates)
    rates = np.where((base[..., None] > 0) & (base[..., None] < 1), rates, base[..., None])
    later = inputs.pension_age.values - inputs.pension_age.values[0]
    moved = np.clip(inputs.pension_shift.values[:, None] * later / YEARS_IN_BAND, -1.0, 1.0)
    old = rates[:, FIRST_PENSION_AGE:]
    younger = rates[:, FIRST_PENSION_AGE - 1 : -1]
    older = np.concatenate([old[:, 1:], np.zeros_like(old[:, :1])], axis=1)
    gain, loss = np.maximum(moved, 0.0), np.maximum(-moved, 0.0)
    shifted = old + gain * np.maximum(younger - old, 0.0) + loss * np.minimum(older - old, 0.0)
    rates = np.concatenate([rates[:, :FIRST_PENSION_AGE], shifted], axis=1)
    if points is not None:
        rates[..., 1:] = np.clip(rates[..., 1:] + points[:, None, :, None], 0.0, 1.0)
    return rates


def labour_force(persons: Array, shares: Array, rates: Array) -> Array:
    """Labour force by residence, age, sex, education and year."""
    return np.asarray(persons[:, :, :, None, :] * shares * rates)


def drawn_labour_force(inputs: Inputs, shares: Array, rates: Array, errors: tuple[Array, Array, Array]) -> Array:
    """``(draw, residence, education, year)``: the labour force under errors of population, shares and participation.

    Errors by draw, residence, group and projected year: log, log-ratio and logit.
    """
    people, attainment, joining = (_from_base_year(each) for each in errors)
    persons = inputs.population.values
    tilt = np.exp(attainment)
    odds = np.exp(joining)
    result = np.empty((len(tilt), *tilt.shape[1:]))
    for age in range(len(AGES)):
        for sex in range(persons.shape[2]):
            tilted = shares[:, age, sex] * tilt
            tilted /= np.maximum(tilted.sum(axis=2, keepdims=True), 1e-300)
            raised = rates[:, age, sex] * odds
            joined = raised / (1 - rates[:, age, sex] + raised)
            held = persons[:, age, sex, None, :] * tilted * joined
            result = held if age == sex == 0 else result + held
    return np.asarray(result * np.exp(people))


def _from_base_year(errors: Array) -> Array:
    """The same with the base year, which has no error, in front."""
    return np.concatenate([np.zeros_like(errors[..., :1]), errors], axis=-1)


def flows(force: Array, axes: Axes) -> dict[str, Array]:
    """Entrants, exits and movers by residence, education and year, from the labour force by age.

    A cohort is followed one year (a fifth of each band moves up). What its labour force gains or loses counts as
    ``entrants`` below 35, as ``exits`` (positive) from 50 and with those who pass 75, and as ``movers`` in between. So
    the labour force of a year plus entrants minus exits plus movers is that of the next, exactly. Movers of young and
    old are in entrants and exits: no table tells them apart.
    """
    before, after = force[..., :-1], force[..., 1:]
    expected = (1 - 1 / YEARS_IN_BAND) * before
    expected[:, 1:] += before[:, :-1] / YEARS_IN_BAND
    change = (after - expected).sum(axis=2)
    leaving = before[:, -1].sum(axis=1) / YEARS_IN_BAND
    first_exit = AGES.index("50-54")
    moved = {
        "entrants": change[:, :FIRST_COHORT_AGE].sum(axis=1),
        "exits": leaving - change[:, first_exit:].sum(axis=1),
        "movers": change[:, FIRST_COHORT_AGE:first_exit].sum(axis=1),
    }
    shape = (len(axes.residences), force.shape[3], axes.horizon)
    return {name: values.reshape(shape) for name, values in moved.items()}
