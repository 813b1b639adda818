# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One door to every code list: which codes it knows, and which code a text stands for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Protocol

from faglaert.definitions.classifications import (
    AreaLevel,
    areas,
    educations,
    industries,
    industry_groups,
    job_titles,
    labour_council_areas,
    occupations,
    plain_title,
    vocational_programmes,
)
from faglaert.definitions.registers import education_levels


def look_up(code_list: str, text: str) -> str | None:
    """The code that ``text`` is, or that has ``text`` as its Danish name (case and blanks aside); None when unknown.

    A number that lost leading zeros in a spreadsheet is an area code all the same. Raises :class:`KeyError` for a list
    there is not; a list of institutions is known only from its register, and knows nothing here.
    """
    return _lists()[code_list](text)


@dataclass(frozen=True)
class Validity:
    """The days a code is valid, both included; None: no end, or no beginning that is known."""

    first_day: date | None = None
    last_day: date | None = None

    def covers(self, first_day: date, last_day: date) -> bool:
        """Whether the code is valid on some day from ``first_day`` to ``last_day``."""
        begins_in_time = self.first_day is None or self.first_day <= last_day
        return begins_in_time and (self.last_day is None or self.last_day >= first_day)

    def __str__(self) -> str:
        since = f"from {self.first_day}" if self.first_day else ""
        return " ".join(filter(None, (since, f"to {self.last_day}" if self.last_day else "")))


def validity(code_list: str, code: str) -> Validity:
    """When a code that :func:`look_up` gave is valid; without bounds where the list has no days."""
    dated = _dated().get(code_list, {}).get(code.removeprefix("H") if code_list == "disced15" else code)
    return Validity(dated.valid_from, dated.valid_to) if dated else Validity()


class _Dated(Protocol):
    """A line of a code list with the days it is valid."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


@dataclass(frozen=True)
class Coverage:
    """How many of the texts a list knows; ``unknown`` are the others, in order."""

    code_list: str
    known: int
    unknown: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """Known of all, 0 to 1; None when there is none."""
        total = self.known + len(self.unknown)
        return self.known / total if total else None


def coverage(code_list: str, texts: Iterable[str]) -> Coverage:
    """What a list knows of the distinct texts."""
    distinct = sorted(set(texts))
    unknown = tuple(text for text in distinct if look_up(code_list, text) is None)
    return Coverage(code_list, len(distinct) - len(unknown), unknown)


@cache
def _lists() -> Mapping[str, Callable[[str], str | None]]:
    municipalities = {each.name_da: each.code for each in areas() if each.level is AreaLevel.MUNICIPALITY}
    higher = {each.name_da: each.code for each in areas() if each.level in {AreaLevel.NATION, AreaLevel.REGION}}
    return {
        "areas": partial(_area, _index({each.code for each in areas()}, higher | municipalities)),
        "db07": partial(_find, _index(industries(), {})),
        "db07_groups": partial(_find, _index(industry_groups(), {})),
        "disced15": _statbank_education,
        "disco08": partial(_find, _index(occupations(), {})),
        "educations": partial(_find, _index(educations(), {})),
        "institutions": _unknown,
        "job_titles": partial(_find, {plain: each.title for plain, each in job_titles().items()}),
        "labour_council_areas": partial(
            _find, _index(labour_council_areas(), {each.name_da: code for code, each in labour_council_areas().items()})
        ),
        "programmes": partial(
            _find,
            _index(
                {each.code for each in vocational_programmes()},
                {each.name_da: each.code for each in vocational_programmes()},
            ),
        ),
    }


@cache
def _dated() -> Mapping[str, Mapping[str, _Dated]]:
    """The lists whose codes have days."""
    programmes = {each.code: each for each in vocational_programmes()}
    return {
        "areas": {each.code: each for each in areas()},
        "db07": industries(),
        "db07_groups": industry_groups(),
        "disced15": educations(),
        "disco08": occupations(),
        "educations": educations(),
        "labour_council_areas": labour_council_areas(),
        "programmes": programmes,
    }


def _statbank_education(text: str) -> str | None:
    """A code as StatBank writes it: H and DISCED-15; vocational ones are known at every level, others by main level."""
    digits = text.removeprefix("H")
    if digits == text or not digits.isdigit():
        return None
    is_vocational = digits.startswith(("29", "30"))
    is_known = digits in educations() if is_vocational else digits[:2] in education_levels()
    return text if is_known else None


def _index(codes: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Codes and names as they are compared, to the code."""
    return {plain_title(name): code for name, code in names.items()} | {plain_title(code): code for code in codes}


def _find(index: Mapping[str, str], text: str) -> str | None:
    return index.get(plain_title(text))


def _area(index: Mapping[str, str], text: str) -> str | None:
    plain = plain_title(text).removesuffix(" kommune")
    return index.get(plain) or index.get(plain.zfill(3))


def _unknown(_text: str) -> None:
    """Institutions have no list in the definitions."""
