# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The dimensions a spell is counted by: their codes for each spell and the names of the codes."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from faglaert.definitions.classifications import AgeBand, age_bands, main_areas, vocational_programmes
from faglaert.pathways.definition import STAGES
from faglaert.pathways.rows import (
    EUX_CODES,
    IS_EUX,
    MONTHS_A_YEAR,
    SEX_CODES,
    SEX_PLACE,
    UNKNOWN,
    UNKNOWN_AGE,
    Array,
)

DIMENSIONS = ("programme", "school", "cohort", "age_band", "sex", "eux", "stage")
"""Axes of the cube beside month and outcome."""

GROUPINGS = (*DIMENSIONS, "main_area")
"""What can be grouped by; a main area is a set of programmes."""

BASIC_COURSE_AREAS = {"2910": "OSP", "2915": "KHF", "2920": "FJO", "2925": "TBT"}
"""Main areas of the basic courses by the first four digits of DISCED-15 (level 29)."""

FIRST_COHORT, COHORTS = 1950, 150
SCHOOL_YEAR_BEGINS_MONTHS_IN = 7


@cache
def area_of_codes() -> dict[str, str]:
    """Main area of programme codes: of whole ones, of their first four digits, and of the areas' own codes."""
    known = {area.code: area.code for area in main_areas()} | BASIC_COURSE_AREAS
    for programme in vocational_programmes():
        if programme.main_area_code is not None:
            known[programme.code] = programme.main_area_code
            known[programme.disced4_code] = programme.main_area_code
    return known


def areas_of_programmes(programmes: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The main areas, and the place of each programme's among them; the last one stands for not known."""
    areas, known = (*(area.code for area in main_areas()), UNKNOWN), area_of_codes()
    found = [known.get(code, known.get(code[:4], UNKNOWN)) for code in programmes]
    return areas, tuple(areas.index(area) for area in found)


@cache
def intake_age_bands() -> tuple[AgeBand, ...]:
    """The age bands that do not overlap, youngest first: those of the intake mapping."""
    bands: list[AgeBand] = []
    for band in age_bands():
        following = 0 if not bands else (bands[-1].upper_age or -2) + 1
        if band.lower_age == following:
            bands.append(band)
    return tuple(bands)


def dimension_columns(rows: Array) -> dict[str, Array]:
    """The codes of every dimension, one value a row."""
    bands = intake_age_bands()
    band_of_age = np.full(UNKNOWN_AGE + 1, len(bands), dtype=np.uint8)
    for code, band in enumerate(bands):
        band_of_age[band.lower_age : UNKNOWN_AGE if band.upper_age is None else band.upper_age + 1] = code
    return {
        "programme": rows["programme"],
        "school": rows["school"],
        "cohort": cohort_codes(rows["start"]),
        "age_band": band_of_age[rows["age"]],
        "sex": rows["flags"] >> SEX_PLACE,
        "eux": ((rows["flags"] & IS_EUX) != 0).view(np.uint8),
        "stage": rows["stage"],
    }


def cohort_codes(clocks: Array) -> Array:
    """The school year of days, counted from ``FIRST_COHORT``; a school year begins on 1 August."""
    year = ((clocks >> 5) - SCHOOL_YEAR_BEGINS_MONTHS_IN) // MONTHS_A_YEAR - FIRST_COHORT
    return np.asarray(np.clip(year, 0, COHORTS - 1), dtype=np.uint8)


def cohort_label(code: int) -> str:
    """The school year of a cohort code: ``2019/20``."""
    year = FIRST_COHORT + code
    return f"{year}/{(year + 1) % 100:02d}"


def dimension_labels(programmes: tuple[str, ...], schools: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What the codes of every grouping stand for."""
    return {
        "programme": programmes,
        "school": schools,
        "cohort": tuple(cohort_label(code) for code in range(COHORTS)),
        "age_band": (*(band.code for band in intake_age_bands()), UNKNOWN),
        "sex": SEX_CODES,
        "eux": EUX_CODES,
        "stage": tuple(str(stage) for stage in STAGES),
        "main_area": (*(area.code for area in main_areas()), UNKNOWN),
    }
