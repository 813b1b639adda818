# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Thresholds that people decide, each with the day it holds from."""

from datetime import date
from functools import cache

from pydantic import Field

from faglaert.definitions.reading import ROOT, Definition, Text, read_toml

FOLDER = ROOT / "parameters"


class DisclosureRule(Definition):
    """Thresholds for showing numbers about persons, from ``valid_from`` on."""

    valid_from: date
    smallest_count: int = Field(ge=3)
    smallest_denominator: int
    smallest_denominator_without_interval: int
    smallest_mean_count: int
    reason: Text


class _DisclosureRules(Definition):
    rule: tuple[DisclosureRule, ...]


class MagnitudeRule(Definition):
    """How far a build may differ from the one before without somebody saying so."""

    largest_row_loss_share: float = Field(ge=0, le=1)
    largest_total_change_share: float = Field(ge=0)
    reason: Text


@cache
def disclosure_rule(on: date) -> DisclosureRule:
    """The disclosure rule in force on a day; raises :class:`LookupError` before the first rule."""
    rules = read_toml(_DisclosureRules, FOLDER / "disclosure.toml").rule
    in_force = [rule for rule in rules if rule.valid_from <= on]
    if not in_force:
        raise LookupError(f"no disclosure rule is in force on {on}")
    return max(in_force, key=lambda rule: rule.valid_from)


@cache
def magnitude_rule() -> MagnitudeRule:
    """The limits of change from one build to the next."""
    return read_toml(MagnitudeRule, FOLDER / "magnitude.toml")
