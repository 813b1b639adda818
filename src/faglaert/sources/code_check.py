# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Finds the codes in the current snapshots that no code list knows, or that were not valid in their period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from faglaert.definitions.code_lists import Validity, look_up, validity
from faglaert.definitions.sources import Source, sources
from faglaert.paths import Paths
from faglaert.periods import Period, parse_period
from faglaert.sources.fetching import load_frame
from faglaert.sources.jsonstat import VALUE
from faglaert.sources.snapshots import current_snapshot

BESIDE = {
    "areas": frozenset({"98", "998", "999"}),
    "db07_groups": frozenset({"TOT", "X"}),
    "disced15": frozenset({"TOT", "H00", "H99"}),
    "institutions": frozenset({"TOT"}),
}
"""Statistics Denmark's codes beside a list: totals, unknown, abroad, none and others."""
REGISTER, NUMBER, FIRST_DAY, LAST_DAY = "institutions_register", "Institutionsnummer", "Oprettet", "Nedlagt"
TIME = "TID"
IN_NO_LIST = "in no list"

Institutions = Mapping[str, Validity]


@dataclass(frozen=True)
class UnknownCode:
    """A code that a snapshot holds and no list knows, or not for the period; ``cells`` is how many figures carry it.

    ``problem`` says which: ``in no list``, or the periods it was not valid in and the days it is.
    """

    source_id: str
    column: str
    code_list: str
    code: str
    cells: int
    problem: str = IN_NO_LIST


def unknown_codes(paths: Paths) -> tuple[UnknownCode, ...]:
    """Every unknown code, and every code outside its days, of every source that has a snapshot.

    Statistics Denmark counts earlier years by the codes of today: in its tables a code may be older than its list, but
    not outlive it. Institutions are held against the register of institutions; without a snapshot of it every number
    is unknown. Raises :class:`DataRefusedError` for a snapshot that is damaged or can no longer be read.
    """
    frames = {each.id: frame for each in sources().values() if (frame := _frame(paths, each)) is not None}
    institutions = _institutions(frames.get(REGISTER))
    return tuple(
        unknown
        for source_id, frame in frames.items()
        for unknown in _unknown(sources()[source_id], frame, institutions)
    )


def coded_columns(source: Source) -> dict[str, tuple[str, frozenset[str]]]:
    """The columns of a source that hold codes of a list: the list, and the codes the source has beside it."""
    if source.statbank is not None:
        return {name.upper(): (code_list, BESIDE[code_list]) for name, code_list in source.statbank.codes.items()}
    if source.file is not None:
        return {
            each.name: (each.classification, frozenset(each.values.values()))
            for each in source.file.variables
            if each.classification is not None
        }
    return {}


def _frame(paths: Paths, source: Source) -> pl.DataFrame | None:
    if not coded_columns(source) and source.id != REGISTER:
        return None
    snapshot = current_snapshot(paths, source.id)
    return None if snapshot is None else load_frame(snapshot)


def _institutions(register: pl.DataFrame | None) -> Institutions:
    """Number to days; a register that was imported without days has none."""
    if register is None:
        return {}
    days = [
        pl.col(name).str.to_date() if name in register.columns else pl.lit(None, pl.Date)
        for name in (FIRST_DAY, LAST_DAY)
    ]
    rows = register.select(NUMBER, *(day.alias(str(place)) for place, day in enumerate(days))).unique().rows()
    return {number: Validity(first_day, last_day) for number, first_day, last_day in rows}


def _unknown(source: Source, frame: pl.DataFrame, institutions: Institutions) -> Iterator[UnknownCode]:
    time = _time_column(source)
    by_time = [] if time is None or time not in frame.columns else [pl.col(time).alias("period")]
    for column, (code_list, own) in coded_columns(source).items():
        counted = frame.group_by(pl.col(column).alias("code"), *by_time).agg(pl.col(VALUE).len().alias("cells"))
        for (code,), rows in counted.drop_nulls("code").sort(counted.columns).group_by("code", maintain_order=True):
            problem, cells = _problem(source, code_list, str(code), rows, institutions=institutions)
            if problem and not (problem == IN_NO_LIST and code in own):
                yield UnknownCode(source.id, column, code_list, str(code), cells, problem)


def _problem(
    source: Source, code_list: str, code: str, rows: pl.DataFrame, *, institutions: Institutions
) -> tuple[str | None, int]:
    """What is wrong with a code, and in how many cells; None when nothing is."""
    if code_list == "institutions":
        days = institutions.get(code)
    else:
        days = validity(code_list, code) if look_up(code_list, code) else None
    if days is None:
        return IN_NO_LIST, int(rows["cells"].sum())
    if "period" not in rows.columns:
        return None, 0
    if source.statbank is not None:
        days = Validity(None, days.last_day)
    outside = rows.filter([not _is_covered(days, text) for text in rows["period"]])
    if outside.is_empty():
        return None, 0
    periods = outside["period"].to_list()
    span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    return f"not valid in {span}, but {days}", int(outside["cells"].sum())


def _is_covered(days: Validity, text: str | None) -> bool:
    period = _period(text)
    return period is None or days.covers(period.start, period.end)


def _period(text: str | None) -> Period | None:
    """A period of a file or of StatBank, which writes a month as ``2026M01``; None where it is of another form."""
    try:
        return parse_period((text or "").replace("M", "-"))
    except ValueError:
        return None


def _time_column(source: Source) -> str | None:
    if source.file is None:
        return TIME
    times = (each.name for each in source.file.variables if each.type in {"month", "school_year", "year"})
    return next(times, None)
