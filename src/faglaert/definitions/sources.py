# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Source definitions: one file a source, saying what is fetched, from whom, and on which terms."""

from datetime import date
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.file_requests import FileRequest
from faglaert.definitions.reading import ROOT, Definition, Text, read_toml

FOLDER = ROOT / "sources"


class Embedded(Definition):
    """The figure files that stand in until the source has been fetched."""

    figures: tuple[str, ...]


class StatbankRequest(Definition):
    """What is asked of StatBank: a table, or a pattern of names whose newest table is taken, and its variables.

    ``variables`` maps a variable's code to the values asked for (``*`` all, ``>=2010`` a range, ``(1)`` the latest);
    every variable of the table must be named. ``codes`` maps a variable to the classification that knows its codes,
    ``totals`` one to the code of its total where the other values asked for make it.
    """

    table: str | None = None
    table_pattern: str | None = None
    format: Literal["BULK", "CSV", "JSONSTAT"] = "BULK"
    variables: dict[str, tuple[str, ...]]
    codes: dict[str, Literal["areas", "db07_groups", "disced15", "institutions"]] = Field(default_factory=dict)
    totals: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_table(self) -> Self:
        if (self.table is None) == (self.table_pattern is None):
            raise ValueError("give exactly one of table and table_pattern")
        return self

    @model_validator(mode="after")
    def _totals_are_asked_for(self) -> Self:
        for name, total in self.totals.items():
            if not {total, "*"} & set(self.variables.get(name, ())):
                raise ValueError(f"the total {total} of {name} is not asked for")
        return self


class CubeRequest(Definition):
    """What is asked of uddannelsesstatistik.dk: a cube (område, emne, underemne), its nøgletal and its detaljering.

    ``filters`` maps a detail to the members asked for. ``totals_over`` names details that are asked for a second time
    as one; their rows carry ``total_name``. ``page_start`` is the number of the first page where it is known: the
    interface has been seen with both. A request that is not mapped says in ``needs`` what a discovery run has to find.
    """

    is_mapped: bool = True
    needs: Text | None = None
    area: str | None = None
    subject: str | None = None
    subsubject: str | None = None
    measures: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    totals_over: tuple[str, ...] = ()
    total_name: str = "Hele landet"
    page_start: Literal[0, 1] | None = None
    page_size: int = Field(default=100_000, ge=1, le=100_000)

    @model_validator(mode="after")
    def _mapped_or_not(self) -> Self:
        if self.is_mapped and not (self.cube.count("/") == 2 and self.measures and self.details):
            raise ValueError("a mapped cube names area, subject, subsubject, measures and details")
        if self.is_mapped == (self.needs is not None):
            raise ValueError("a cube says what it needs when it is not mapped, and only then")
        if not set(self.totals_over) <= set(self.details):
            raise ValueError("totals_over names details that are asked for")
        if self.measures and len({*self.measures, *self.details}) != len(self.measures) + len(self.details):
            raise ValueError("no measure or detail may stand twice")
        return self

    @property
    def cube(self) -> str:
        """``GS/PROFMOD/PROFMOD``; the parts that are known."""
        return "/".join(part for part in (self.area, self.subject, self.subsubject) if part)


class JobindsatsRequest(Definition):
    """What is asked of Jobindsats: a table, a period, members of hierarchies, and measures by their group (mgroup).

    ``period_values`` is a period, several separated by ``|``, or ``latest:N``. A hierarchy's members are ``*`` all,
    ``/`` the total, ``(level:ID)``, or ids separated by ``|``. ``columns`` holds the headings of the reply once they
    are known; until then a change of heading is noticed against the snapshot before.
    """

    table: str
    period: str = "M"
    period_values: str
    hierarchies: dict[str, str]
    measure_groups: dict[str, str] = Field(default_factory=lambda: {"*": "*"})
    format: Literal["json", "csv"] = "json"
    columns: tuple[str, ...] = ()


class Source(Definition):
    """One source. ``kind`` says how it is had: by one of three APIs, as a file, or keyed from a document or page."""

    id: str
    kind: Literal["statbank", "uddannelsesstatistik", "jobindsats", "file", "keyed"]
    title: Text
    publisher: str
    url: str
    licence: Text
    credit: Text
    cadence: Literal["once", "yearly", "quarterly", "monthly"]
    release_month: int | None = None
    keyed_date: date | None = None
    description: Text
    caution: Text | None = None
    embedded: Embedded | None = None
    statbank: StatbankRequest | None = None
    uddannelsesstatistik: CubeRequest | None = None
    jobindsats: JobindsatsRequest | None = None
    file: FileRequest | None = None

    @model_validator(mode="after")
    def _kind_has_its_part(self) -> Self:
        requests = {
            "statbank": self.statbank,
            "uddannelsesstatistik": self.uddannelsesstatistik,
            "jobindsats": self.jobindsats,
            "file": self.file,
        }
        for kind, request in requests.items():
            if (self.kind == kind) != (request is not None):
                raise ValueError(f"a [{kind}] part goes with kind = {kind!r}, and only with it")
        return self

    @property
    def is_fetchable(self) -> bool:
        """Whether there is an interface to ask, and it is known what to ask it."""
        if self.kind in {"file", "keyed"}:
            return False
        return self.uddannelsesstatistik is None or self.uddannelsesstatistik.is_mapped

    @property
    def needs_key(self) -> bool:
        """Whether the provider answers only those who have a key."""
        return self.kind in {"uddannelsesstatistik", "jobindsats"}

    @property
    def table_name(self) -> str | None:
        """The provider's own name of what is asked for."""
        if self.statbank is not None:
            return self.statbank.table or self.statbank.table_pattern
        if self.uddannelsesstatistik is not None:
            return self.uddannelsesstatistik.cube or None
        return self.jobindsats.table if self.jobindsats else None


@cache
def sources() -> dict[str, Source]:
    """Every source by id; the file's name is the id."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        source = read_toml(Source, path)
        if source.id != path.stem:
            raise ValueError(f"{path.name} holds source {source.id!r}: name and id must be the same")
        found[source.id] = source
    return found
