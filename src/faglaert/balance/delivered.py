# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A StatBank table in the warehouse as the balance reads it: every code known, nothing hidden, no gap filled silently.

StatBank's bulk format leaves out what is 0, so a combination without a row is 0; but where nobody at all is told of an
area, an age or a year, the table is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from faglaert.balance.inputs import MOST_FINDINGS, Array
from faglaert.errors import DataRefusedError, Finding
from faglaert.warehouse.connection import quoted, read_frame, table_names

STAGED = {
    "dst_frkm": "stg_projection",
    "dst_hfudd16": "stg_education_total",
    "dst_hfudd11_ages": "stg_education_age",
    "dst_ras209": "stg_labour_status",
    "dst_ras209_regions": "stg_labour_status",
    "dst_nabb36": "stg_national_industry",
    "dst_ras310": "stg_education_industry",
    "dst_pend100": "stg_commuting",
    "dst_pend101": "stg_workplace_industry",
}
"""The staging table of each source; a warehouse of an older version may have none."""
SECTIONS: Mapping[str, str] = {
    "A": "A",
    **dict.fromkeys("BCDE", "B-E"),
    "F": "F",
    **dict.fromkeys("GHI", "G-I"),
    "J": "J",
    "K": "K",
    "L": "L",
    **dict.fromkeys("MN", "M-N"),
    **dict.fromkeys("OPQ", "O-Q"),
    **dict.fromkeys("RSTU", "R-U"),
}
"""The group of each section of DB07; codes of two letters (CA, QB) belong to their section."""


@dataclass(frozen=True)
class Delivered:
    """The rows of one fetched table: codes as text, ``person_count``, ``row_number`` in the file.

    ``snapshot`` names what was fetched, ``file`` the file in messages.
    """

    source_id: str
    snapshot: str
    file: str
    rows: pl.DataFrame

    @property
    def years(self) -> tuple[str, ...]:
        """Every year that has a row, from the first."""
        return tuple(self.rows["period"].unique().sort().to_list())

    def of(self, **codes: Sequence[str]) -> "Delivered":
        """The rows with these codes."""
        kept = self.rows.filter(*(pl.col(name).is_in(list(known)) for name, known in codes.items()))
        return Delivered(self.source_id, self.snapshot, self.file, kept)

    def grouped(self) -> "Delivered":
        """Industries by group; a code of no section stays, and is refused as unknown."""
        section = pl.col("industry").str.slice(0, 1)
        group = section.replace_strict(SECTIONS, default=pl.col("industry"), return_dtype=pl.String)
        return Delivered(self.source_id, self.snapshot, self.file, self.rows.with_columns(industry=group))

    def array(self, axes: Mapping[str, tuple[str, ...]], *, told: Sequence[str]) -> Array:
        """Persons, one axis for each of ``axes``; somebody must be told of in every combination of ``told``.

        Raises :class:`DataRefusedError` with file and row for an unknown code, and for every combination that nobody is
        told of.
        """
        findings = list(self._unknown_codes(axes))
        if findings:
            self.refuse(findings)
        places = [
            self.rows[name].replace_strict({code: place for place, code in enumerate(known)}, return_dtype=pl.Int64)
            for name, known in axes.items()
        ]
        persons = np.zeros(tuple(map(len, axes.values())))
        np.add.at(persons, tuple(each.to_numpy() for each in places), self.rows["person_count"].to_numpy())
        others = tuple(axis for axis, name in enumerate(axes) if name not in told)
        names = [name for name in axes if name in told]
        for place in np.argwhere(persons.sum(axis=others) == 0):
            words = ", ".join(f"{name} {axes[name][index]}" for name, index in zip(names, place, strict=True))
            findings.append(Finding(self.file, None, None, f"no row gives {words}"))
        if findings:
            self.refuse(findings)
        return persons

    def refuse(self, findings: Sequence[Finding]) -> None:
        """Raises :class:`DataRefusedError` with the first of ``findings``."""
        raise DataRefusedError(f"{self.source_id} was refused", list(findings)[:MOST_FINDINGS])

    def require_counts(self) -> None:
        """Raises :class:`DataRefusedError` with file and row for a figure that is hidden or negative."""
        count = pl.col("person_count")
        wrong = self.rows.filter(count.is_null() | (count < 0)).select(count, "row_number")
        findings = [
            Finding(self.file, row, "INDHOLD", f"{_told(value)}, expected a number of persons")
            for value, row in wrong.iter_rows()
        ]
        if findings:
            self.refuse(findings)

    def _unknown_codes(self, axes: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
        for name, known in axes.items():
            for code, row in self.rows.filter(~pl.col(name).is_in(list(known))).select(name, "row_number").iter_rows():
                yield Finding(self.file, row, name, f"unknown code {code!r}; expected one of {', '.join(known)}")


def _told(value: float | None) -> str:
    return "is hidden" if value is None else f"is {value:g}"


def delivered(
    connection: duckdb.DuckDBPyConnection, source_id: str, *, areas: Sequence[str] = (), newest: bool = False
) -> Delivered | None:
    """What has been fetched of a source, of ``areas`` and of the newest year alone if asked for.

    None when there is nothing, or when every figure is hidden. Raises :class:`DataRefusedError` when some are.
    """
    table = STAGED[source_id]
    if table not in table_names(connection, "stg_"):
        return None
    chosen, parameters = ["source_id = $source"], {"source": source_id, "areas": list(areas)}
    chosen += ["list_contains($areas, area_code)"] if areas else ["len($areas) = 0"]
    where = " AND ".join(chosen)
    newest_year = f"(SELECT max(period) FROM {quoted(table)} WHERE {where})"  # noqa: S608 (names of STAGED)
    where += f" AND period = {newest_year}" if newest else ""
    sql = f"SELECT * FROM {quoted(table)} WHERE {where} ORDER BY row_number"  # noqa: S608
    rows = read_frame(connection, sql, parameters)
    if rows["person_count"].null_count() == rows.height:
        return None
    origin = connection.execute("SELECT snapshot_id, file_name FROM dim_source WHERE source_id = ?", [source_id])
    ((snapshot, file),) = origin.fetchall()
    found = Delivered(source_id, str(snapshot), f"{source_id}/{file}", rows)
    found.require_counts()
    return found
