# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The lines of a dossier in words, the same on the page, in the paper and in the files."""

from collections.abc import Sequence
from datetime import date

from faglaert import display
from faglaert.charts.curves import Curve, CurveChart, Step
from faglaert.definitions.classifications import WHOLE_COUNTRY, area_names, labour_council_areas
from faglaert.published.dossier import REGISTER, BalanceLine, Dossier, DossierLine
from faglaert.published.programmes import ProgrammeTitle
from faglaert.published.store import SourceRecord, Store
from faglaert.reports.words import word

CURVE_MONTHS = 24
CURVE_STAGE = "gf2"


def figure_text(line: DossierLine, language: str) -> str:
    """The figure as it is shown: number and unit, interval, or the symbol of why there is none."""
    return display.value_with_unit(line.value, line.measure.unit, line.status, language, low=line.low, high=line.high)


def status_text(line: DossierLine, language: str) -> str:
    """Why there is no plain number, in words; empty where there is one, and «no information» where there is nothing."""
    if line.is_absent:
        return word("no_information", language)
    return "" if line.status == "shown" else display.status_words(line.status, language)


def area_text(line: DossierLine, language: str) -> str:
    """Whom the figure is about; empty where there is none."""
    if line.area_code == REGISTER:
        return word("register_area", language)
    return area_names(language).get(line.area_code, line.area_code)


def period_text(line: DossierLine, language: str) -> str:
    """The period; of figures from a register the last day that was seen."""
    if line.area_code == REGISTER:
        return word("until", language, day=display.long_date(date.fromisoformat(line.period), language))
    return display.period(line.period, language) if line.period else ""


def source_text(store: Store, line: DossierLine, language: str) -> str:
    """Who made the figure, and the day it was read; empty where there is none."""
    if line.is_absent:
        return ""
    if line.source_id == REGISTER:
        return word("register_source", language)
    record = store.sources()[line.source_id]
    credit = credit_text(record, language)
    if record.retrieved_at is None:
        return credit
    return f"{credit}, {word('retrieved', language, day=display.long_date(record.retrieved_at, language))}"


def credit_text(record: SourceRecord, language: str) -> str:
    """The credit line without the word for source, which stands above it."""
    return record.source.credit[language].removeprefix(f"{word('source', language)}: ")


def unknown_lines(found: Dossier) -> tuple[DossierLine, ...]:
    """The lines of what is not known at all."""
    return tuple(line for line in found.lines if line.is_absent)


def category_text(title: ProgrammeTitle, language: str) -> str:
    """The assessment of a title in the labour market balance."""
    return word(title.category, language) if title.category else ""


def rate_text(title: ProgrammeTitle, language: str) -> str:
    """The share of unsuccessful recruitment, or the symbol of why it is not there."""
    return display.value_with_unit(title.value, "share", title.status, language)


def council_area_text(title: ProgrammeTitle, language: str) -> str:
    """The area of a labour market council, or the country."""
    area = labour_council_areas().get(title.rar_code)
    if area is None:
        return area_names(language)[WHOLE_COUNTRY]
    return area.name_en if language == "en" else area.name_da


def source_ids(found: Dossier) -> tuple[str, ...]:
    """The sources of the figures that are there, in order."""
    used = {line.source_id for line in found.lines} | {title.source_id for title in found.titles}
    return tuple(sorted(used - {"", REGISTER}))


def balance_text(lines: Sequence[BalanceLine], language: str) -> str:
    """What the balance says of skilled workers as one, with its caution; empty without a balance."""
    if not lines:
        return ""
    told = [
        word(
            "balance_year",
            language,
            year=each.year,
            verdict=word(each.verdict, language),
            chance=display.share(each.chance, language, 0),
        )
        for each in lines
    ]
    return " ".join([*told, word("balance_caution", language)])


def dropout_chart(store: Store, code: str, language: str) -> CurveChart | None:
    """Dropout month by month from the start of GF2; None without a register."""
    pathways = store.pathways()
    if pathways is None:
        return None
    steps = tuple(
        Step(point.month, point.share, point.low, point.high)
        for point in pathways.curve("programme", code, CURVE_STAGE)
        if point.outcome == "dropout" and point.month <= CURVE_MONTHS and point.share is not None
    )
    return CurveChart((Curve(word("curve_name", language), steps),), CURVE_MONTHS, language) if steps else None
