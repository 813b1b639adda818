# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Deliveries for the tests of the registers: rows with good cells by default, written as CSV, Parquet or SAS."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from faglaert.definitions.registers import register_formats
from faglaert.paths import Paths
from faglaert.registers.educations import load_educations
from faglaert.registers.files import deliveries, open_sheet
from faglaert.registers.formats import FileContext
from faglaert.registers.loading import FORMATS, LoadOptions, LoadReport, load_register
from faglaert.registers.pseudonyms import PseudonymKey
from faglaert.registers.sheets import Sheet

KEY = PseudonymKey(b"tests only: 7 wonders, 4 winds, 9 lives, 3 wishes")
OTHER_KEY = PseudonymKey(b"tests only: 5 senses, 8 planets, 1 moon, 6 strings")

KOTRE = {
    "PNR": "000000000101",
    "ELEV3_VFRA": "2019-01-15",
    "ELEV3_VTIL": "2019-06-28",
    "UDD": "4112",
    "AUDD": "0000",
    "INSTNR": "147401",
    "UDEL": "54",
    "AFG_ART": "1",
    "TILG_ART": "1",
    "UFORM": "42",
}
"""An interrupted GF2 for electricians (UDD 4112 is DISCED 30402510)."""

SCHOOL = {
    "CPR": "010105-TST1",
    "INSTITUTION": "147401",
    "UDDANNELSE": "30402510",
    "FORLOEB": "GF2",
    "STARTDATO": "16-01-2023",
    "SLUTDATO": "30-06-2023",
    "AFGANGSDATO": "",
    "AFGANGSAARSAG": "",
    "TILSKUD": "",
    "ELEVTYPE": "EUD",
    "FREMMOEDT": "JA",
}

AGREEMENT = {
    "CPR": "010105-TST1",
    "UDDANNELSE": "30402510",
    "INSTITUTION": "147401",
    "INDGAAET": "12-05-2023",
    "STARTDATO": "07-08-2023",
    "SLUTDATO": "06-08-2027",
    "AFTALEFORM": "ORDINÆR",
    "OPHOER": "",
    "CVR": "12345678",
    "STOERRELSE": "10-49",
}

ABSENCE = {"CPR": "010105-TST1", "UGESTART": "05-02-2024", "FRAVAER": "12,5"}

Row = dict[str, object]


def kotre(**cells: object) -> Row:
    """One row of KOTRE, good but for ``cells``."""
    return KOTRE | cells


def school(**cells: object) -> Row:
    """One row of a school's list, good but for ``cells``."""
    return SCHOOL | cells


def write_csv(path: Path, rows: Sequence[Row], *, separator: str = ";", encoding: str = "utf-8") -> Path:
    """Rows as CSV with the headings of the first."""
    lines = [separator.join(rows[0]), *(separator.join(str(cell) for cell in row.values()) for row in rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def write_parquet(path: Path, rows: Sequence[Row]) -> Path:
    """Rows as Parquet, each column of the type of its cells."""
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(path)
    return path


def sheet_of(folder: Path, form: str, rows: Sequence[Row], name: str | None = None) -> Sheet:
    """The rows as an opened sheet."""
    path = write_csv(folder / (name or f"{form}.csv"), rows)
    return open_sheet(deliveries([path])[0], register_formats()[form])[0]


def read(sheet: Sheet, form: str, reference_date: object = None) -> pl.DataFrame:
    """The rows a format's reader makes of a sheet."""
    context = FileContext(load_educations(), reference_date)  # type: ignore[arg-type]
    return FORMATS[form].read(sheet, context)


def load(
    home: Path, form: str, rows: Sequence[Row], *, name: str | None = None, key: PseudonymKey = KEY, **options: object
) -> LoadReport:
    """Write rows as CSV and load them below ``home``."""
    files = home / "delivered"
    files.mkdir(parents=True, exist_ok=True)
    path = write_csv(files / (name or f"{form}2024.csv"), rows)
    return load_register([path], form, Paths(home / "var"), key=key, options=LoadOptions(**options))  # type: ignore[arg-type]


def problems(sheet: Sheet) -> list[tuple[int, str]]:
    """Row and column of every refusal."""
    return [(row, column) for _file, row, column, _problem in sheet.refusals().iter_rows()]


def texts_on_disk(home: Path) -> Iterable[str]:
    """Every text below ``home``: file names, files as text, and each text cell of every Parquet file."""
    for path in home.rglob("*"):
        yield path.name
        if path.suffix == ".parquet":
            frame = pl.read_parquet(path)
            yield " ".join(frame.columns)
            for column in frame.select(pl.all().cast(pl.String)).iter_columns():
                yield from column.drop_nulls().to_list()
        elif path.is_file():
            yield path.read_bytes().decode("latin-1")
