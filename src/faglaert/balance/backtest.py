# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the method would have said in the past: rolling origins, nothing known that came later, beside plain benchmarks.

Conditional: the totals that came are given, so that the shares alone are tested. Unconditional: totals are forecast
too. Damping and smoothing are chosen on outcomes known at each origin; intervals leave the scored origin out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from faglaert.balance import scores, trends, uncertainty
from faglaert.balance.histories import SMALLEST, Series
from faglaert.balance.inputs import Array, Component
from faglaert.balance.panels import Panel, Within

HORIZON = 6
OURS = "damped"
NAIVE = ("frozen", "drift")
"""The two benchmarks of which the better must be beaten."""
WINDOW_OF_LEAST_SQUARES = 10
DRAWS = 400
MODES = ("conditional", "unconditional")
FEWEST_ORIGINS = 3
"""Fewer origins give no interval that leaves one of them out."""


@dataclass(frozen=True)
class _Scale:
    """A panel as shares of totals on a scale that may take any value, and the way back."""

    within: Within

    @property
    def axis(self) -> int | None:
        """The axis that shares add up to one along."""
        return {Within.AREA: 1, Within.GROUP: 0, Within.NOTHING: None}[self.within]

    def totals(self, values: Array) -> Array:
        """What the cells are shares of; 1 for a panel without shares."""
        return np.ones_like(values[:1, :1]) if self.axis is None else values.sum(axis=self.axis, keepdims=True)

    def onto(self, values: Array) -> Array:
        """Logs; of shares inside an area the log-ratio to its first group."""
        logs = np.log(np.maximum(values / self.totals(values), SMALLEST / np.maximum(self.totals(values), 1.0)))
        return np.asarray(logs - logs[:, :1] if self.within is Within.AREA else logs)

    def back(self, scaled: Array, totals: Array) -> Array:
        """Persons; leading axes are kept."""
        raw = np.exp(scaled)
        if self.axis is not None:
            raw = raw / raw.sum(axis=self.axis - 3, keepdims=True)
        return np.asarray(raw * totals)


def backtest(panel: Panel, *, horizon: int = HORIZON, seed: int = 2030) -> pl.DataFrame:
    """Scores by mode, method and years ahead.

    Columns: ``series``, ``source``, ``mode``, ``method``, ``ahead``, ``origins``; ``mape``, ``wape`` and ``bias`` in
    per cent, ``mase``; ``direction`` and ``relative_growth`` in per cent called right; ``relative_mae`` to the better
    of frozen and drift, ``better_cells`` the per cent of persons in cells where it beats that benchmark, ``dm_p``. For
    ours also ``crps``, ``pinball10``, ``pinball90``, ``coverage50``, ``coverage80``, ``coverage95``, and ``brier`` and
    ``brier_skill`` of the probability that a cell falls below its base year.
    """
    scale = _Scale(panel.within)
    horizon = min(horizon, len(panel.years) - trends.origins_of(len(panel.years)).start)
    modes = _modes(panel, scale)
    frames = []
    for mode in modes:
        forecasts = _forecasts(panel, scale, horizon, is_conditional=mode == "conditional")
        draws = _draws(panel, scale, horizon, is_conditional=mode == "conditional", seed=seed)
        frames += [pl.DataFrame(row | {"mode": mode}) for row in _rows(panel, forecasts, draws, horizon)]
    told = [pl.lit(panel.name).alias("series"), pl.lit(panel.source).alias("source")]
    return pl.concat(frames, how="diagonal").select(
        *told, "mode", "method", "ahead", pl.exclude("mode", "method", "ahead")
    )


def _modes(panel: Panel, scale: _Scale) -> tuple[str, ...]:
    """Without shares there are no totals to be given; totals that never change need no forecast."""
    if panel.within is Within.NOTHING:
        return MODES[1:]
    totals = scale.totals(panel.values)
    return MODES[:1] if np.allclose(totals, totals[..., :1]) else MODES


def error_sources(found: pl.DataFrame) -> pl.DataFrame:
    """Ours: error with totals given (``shares``) and without (``all``) by series and years ahead; ``totals`` the rest.

    In per cent of persons (WAPE). One projected component at a time is exchanged for what came, as BLS does.
    """
    ours = found.filter(pl.col("method") == OURS)
    wide = ours.pivot("mode", index=["series", "ahead"], values="wape")
    absent = {mode: pl.lit(None, dtype=pl.Float64) for mode in MODES if mode not in wide.columns}
    wide = wide.with_columns(**absent)
    return wide.select(
        "series",
        "ahead",
        pl.col("conditional").alias("shares"),
        pl.col("unconditional").alias("all"),
        (pl.col("unconditional") - pl.col("conditional")).alias("totals"),
    )


def _forecasts(panel: Panel, scale: _Scale, horizon: int, *, is_conditional: bool) -> dict[str, Array]:
    """For each method persons by origin, area, group and year ahead; NaN where the series ends."""
    origins = trends.origins_of(len(panel.years))
    rules, total_rules = _nested(scale.onto(panel.values), panel, horizon), _nested_totals(panel, scale, horizon)
    shape = (len(origins), *panel.values.shape[:2], horizon)
    found = {name: np.full(shape, np.nan) for name in (OURS, *BENCHMARKS, "mean")}
    for place, known in enumerate(origins):
        past = panel.values[..., :known]
        steps = min(horizon, panel.values.shape[-1] - known)
        came = scale.totals(panel.values)[..., known : known + steps] if is_conditional else None
        totals = came if came is not None else _total(scale.totals(past), steps, total_rules[place])
        ours = scale.back(trends.forecast(scale.onto(past), steps, rules[place]), totals)
        found[OURS][place, ..., :steps] = ours
        for name, method in BENCHMARKS.items():
            found[name][place, ..., :steps] = method(past, scale, steps, came)
        found["mean"][place] = np.mean([found[name][place] for name in BENCHMARKS], axis=0)
    return found


def _total(totals: Array, steps: int, rule: trends.Rule) -> Array:
    return np.asarray(np.exp(trends.forecast(np.log(totals), steps, rule)))


def _nested(scaled: Array, panel: Panel, horizon: int) -> list[trends.Rule]:
    return trends.nested_rules(trends.rolling_errors(scaled, horizon), panel.values.mean(axis=-1))


def _nested_totals(panel: Panel, scale: _Scale, horizon: int) -> list[trends.Rule]:
    totals = scale.totals(panel.values)
    return trends.nested_rules(trends.rolling_errors(np.log(totals), horizon), totals.mean(axis=-1))


Benchmark = Callable[[Array, _Scale, int, Array | None], Array]


def _frozen(past: Array, scale: _Scale, steps: int, came: Array | None) -> Array:
    """Shares (without totals: persons) of the last year."""
    last = past[..., -1:]
    totals = scale.totals(last) if came is None else came
    return np.asarray(last / scale.totals(last) * np.broadcast_to(totals, (*totals.shape[:-1], steps)))


def _drift(past: Array, scale: _Scale, steps: int, came: Array | None) -> Array:
    """Random walk with drift: the mean yearly change of the logs goes on."""
    ahead = np.arange(1, steps + 1)
    logs = np.log(np.maximum(past, SMALLEST))
    persons = np.exp(logs[..., -1:] + (logs[..., -1:] - logs[..., :1]) / (past.shape[-1] - 1) * ahead)
    return _to_totals(persons, scale, came)


def _linear(past: Array, scale: _Scale, steps: int, came: Array | None) -> Array:
    """Least squares through all years of the shares and of the totals."""
    shares = np.maximum(_least_squares(past / scale.totals(past), steps), 0.0)
    totals = _least_squares(scale.totals(past), steps) if came is None else came
    return _to_totals(shares * totals, scale, came)


def _bls(past: Array, scale: _Scale, steps: int, came: Array | None) -> Array:
    """The naive forecast of the US Bureau of Labor Statistics: least squares through the last ten years' persons."""
    return _to_totals(np.maximum(_least_squares(past[..., -WINDOW_OF_LEAST_SQUARES:], steps), 0.0), scale, came)


BENCHMARKS: dict[str, Benchmark] = {"frozen": _frozen, "drift": _drift, "linear": _linear, "bls": _bls}


def _to_totals(persons: Array, scale: _Scale, came: Array | None) -> Array:
    return persons if came is None or scale.axis is None else persons / scale.totals(persons) * came


def _least_squares(series: Array, steps: int) -> Array:
    """The line through a series, carried on from the line's own last point."""
    years = series.shape[-1]
    time = np.arange(years) - (years - 1) / 2
    slope = (series * time).sum(axis=-1, keepdims=True) / (time**2).sum()
    ahead = np.arange(years, years + steps) - (years - 1) / 2
    return np.asarray(series.mean(axis=-1, keepdims=True) + slope * ahead)


def _draws(panel: Panel, scale: _Scale, horizon: int, *, is_conditional: bool, seed: int) -> Array | None:
    """Draws by draw, origin, area, group and year ahead from the errors of the other origins; None with too few."""
    origins = trends.origins_of(len(panel.years))
    if len(origins) < FEWEST_ORIGINS:
        return None
    scaled, totals = scale.onto(panel.values), scale.totals(panel.values)
    rules, total_rules = _nested(scaled, panel, horizon), _nested_totals(panel, scale, horizon)
    shares = _libraries(scaled, panel.values, rules, horizon=horizon)
    wholes = _libraries(np.log(totals), totals, total_rules, horizon=horizon)
    found = np.full((DRAWS, len(origins), *panel.values.shape[:2], horizon), np.nan)
    for place, known in enumerate(origins):
        steps = min(horizon, panel.values.shape[-1] - known)
        own = trends.forecast(scaled[..., :known], steps, rules[place])
        tilted = own + _drawn(shares[place], Component.MIX, seed)[..., :steps]
        if is_conditional:
            total = totals[..., known : known + steps]
        else:
            errors = _drawn(wholes[place], Component.NATIONAL_JOBS, seed)[..., :steps]
            total = _total(totals[..., :known], steps, total_rules[place]) * np.exp(errors)
        found[:, place, ..., :steps] = scale.back(tilted, total)
    return found


def _libraries(
    scaled: Array, persons: Array, rules: Sequence[trends.Rule], *, horizon: int
) -> list[uncertainty.ErrorModel]:
    """For each origin the error model of all others."""
    errors = trends.rolling_errors(scaled, horizon)
    chosen = np.stack([errors[trends.RULES.index(rule), place] for place, rule in enumerate(rules)])
    sizes = persons.mean(axis=-1)
    series = Series(scaled, sizes, np.arange(len(scaled)), np.arange(scaled.shape[1]), scaled.shape[:1])
    others = (np.delete(chosen, place, axis=0) for place in range(len(chosen)))
    return [uncertainty.library(each, series, horizon, sizes.sum(axis=1)) for each in others]


def _drawn(model: uncertainty.ErrorModel, component: Component, seed: int) -> Array:
    return uncertainty.draw(model, component, seed, DRAWS).errors(slice(0, DRAWS))


def _rows(panel: Panel, forecasts: dict[str, Array], draws: Array | None, horizon: int) -> Iterator[dict[str, object]]:
    origins = trends.origins_of(len(panel.years))
    for step in range(horizon):
        reach = [place for place, known in enumerate(origins) if known + step < len(panel.years)]
        came = np.stack([panel.values[..., origins[place] + step] for place in reach])
        base = np.stack([panel.values[..., origins[place] - 1] for place in reach])
        change = np.abs(np.diff(panel.values, axis=-1))
        usual = np.stack([change[..., : origins[place] - 1].mean(axis=-1) for place in reach])
        said = {name: each[reach][..., step] for name, each in forecasts.items()}
        best = min((said[name] for name in NAIVE), key=lambda each: float(np.abs(each - came).mean()))
        for name, each in said.items():
            row = {"method": name, "ahead": step + 1, "origins": len(reach)}
            row |= _point_scores(came, each, base, usual) | _compared(came, each, best, ahead=step + 1)
            if name == OURS and draws is not None:
                row |= _drawn_scores(came, base, draws[:, reach][..., step])
            yield row


def _point_scores(came: Array, said: Array, base: Array, usual: Array) -> dict[str, object]:
    flat = [np.moveaxis(each.reshape(len(each), -1), 0, 1) for each in (base, came, said)]
    return {
        "mape": scores.mape(came, said),
        "wape": scores.wape(came, said),
        "bias": scores.bias(came, said),
        "mase": scores.mase(came, said, usual),
        "direction": scores.direction_hits(base, came, said),
        "relative_growth": scores.relative_hits(*flat),
    }


def _compared(came: Array, said: Array, naive: Array, *, ahead: int) -> dict[str, object]:
    ours, theirs = np.abs(said - came), np.abs(naive - came)
    weight = came.mean(axis=0)
    better = ours.mean(axis=0) < theirs.mean(axis=0)
    losses = [each.reshape(len(each), -1).mean(axis=1) for each in (ours, theirs)]
    return {
        "relative_mae": float(ours.mean() / theirs.mean()) if theirs.any() else 1.0,
        "better_cells": float(100 * (weight * better).sum() / weight.sum()),
        "dm_p": scores.diebold_mariano(losses[0], losses[1], ahead)[1],
    }


def _drawn_scores(came: Array, base: Array, draws: Array) -> dict[str, object]:
    low, high = np.quantile(draws, [0.1, 0.9], axis=0)
    happened, probability = (came < base).astype(float), (draws < base).mean(axis=0)
    found, rate = scores.brier(happened, probability), scores.brier(happened, np.full_like(came, happened.mean()))
    return {
        "crps": float(scores.crps(came, draws).mean()),
        "pinball10": float(scores.pinball(came, low, 0.1).mean()),
        "pinball90": float(scores.pinball(came, high, 0.9).mean()),
        **{name: scores.coverage(came, draws, level) for name, level in scores.COVERAGES.items()},
        "brier": found,
        "brier_skill": 1 - found / rate if rate > 0 else 0.0,
    }
