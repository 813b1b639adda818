# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The list of refused rows: a summary and the first rows on the screen, every row in a file that names no person."""

import io
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from faglaert.atomic import write_file
from faglaert.errors import DataRefusedError
from faglaert.registers.sheets import REFUSALS, as_findings

FOLDER = "refused"
FIRST_ROWS = 20
COMMONEST = 10


@dataclass
class Refusals:
    """Refused rows of several files. ``rows`` counts rows, of which one may be listed for several reasons."""

    lists: list[pl.DataFrame] = field(default_factory=list)
    rows: int = 0

    def add(self, refused: pl.DataFrame, rows: int) -> None:
        """Add the list of one file (columns file, row, column, problem)."""
        self.lists.append(refused)
        self.rows += rows

    def listed(self) -> pl.DataFrame:
        """Every reason of every row, file by file."""
        return pl.concat(self.lists) if self.lists else pl.DataFrame(schema=REFUSALS)

    def summary(self) -> tuple[dict[str, object], ...]:
        """How often each column was refused for each reason (cells aside), commonest first: column, problem, rows."""
        reason = pl.col("problem").str.replace(r"(: |, found | )(«.*»|a text of \d+ characters|\d+)$", "")
        counted = self.listed().group_by("column", reason).agg(rows=pl.len())
        return tuple(counted.sort("rows", "column", "problem", descending=[True, False, False]).to_dicts())

    def write(self, folder: Path, name: str) -> Path:
        """Write the list as CSV below ``folder``; the same name is written anew."""
        text = io.BytesIO()
        self.listed().write_csv(text)
        path = folder / FOLDER / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text.getvalue())
        return path

    def as_error(self, written: Path | None, delivered: int) -> DataRefusedError:
        """The error that stops a load, with the commonest reasons and the first rows."""
        reasons = [
            f"  {each['rows']} × {each['column'] or 'file'}: {each['problem']}" for each in self.summary()[:COMMONEST]
        ]
        where = f" Every row is listed in {written}." if written else ""
        message = [
            f"{self.rows} of {delivered} rows were refused, so nothing was loaded.{where}",
            "Mend them, or load the other rows with --skip-refused. Commonest reasons:",
            *reasons,
            f"First rows (of {self.rows}):" if self.rows > FIRST_ROWS else "Rows:",
        ]
        return DataRefusedError("\n".join(message), as_findings(self.listed().head(FIRST_ROWS)))
