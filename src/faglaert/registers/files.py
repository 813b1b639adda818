# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Open a delivered file (Parquet, SAS or CSV) as a sheet: only the columns of its format, whatever its encoding.

Messages of the libraries are never passed on: they may quote cells. A file that cannot be read is refused as a whole.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import polars_readstat

from faglaert.definitions.registers import RegisterFormat
from faglaert.errors import DataRefusedError, Finding, UsageError
from faglaert.registers.masking import mask_numbers
from faglaert.registers.sheets import Sheet
from faglaert.sources.csv_files import BEYOND, CannotBeReadError, chunks, look_at, read_cells

SUFFIXES = (".parquet", ".sas7bdat", ".csv", ".txt")
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Delivery:
    """A file before it is opened: where it is, the name that may be shown, and the checksum of its content."""

    path: Path
    name: str
    sha256: str


def deliveries(paths: Sequence[Path]) -> tuple[Delivery, ...]:
    """Take the files' checksums; raises :class:`UsageError` for one that is not there or of no known kind."""
    if not paths:
        raise UsageError("no file was named")
    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{mask_numbers(path.name)}: unknown kind of file; there are {', '.join(SUFFIXES)}")
        if not path.is_file():
            raise UsageError(f"{mask_numbers(path.name)} is not there or is no file")
    return tuple(Delivery(path, mask_numbers(path.name), _checksum(path)) for path in paths)


def open_sheet(delivery: Delivery, form: RegisterFormat) -> tuple[Sheet, tuple[str, ...]]:
    """The format's columns of a file, and the names of the file's other columns.

    Raises :class:`DataRefusedError` when the file cannot be read or has no rows, when a required column is missing or
    when a heading stands twice.
    """
    suffix = delivery.path.suffix.lower()
    if suffix == ".parquet":
        sheet, extra = _open_parquet(delivery, form)
    elif suffix == ".sas7bdat":
        sheet, extra = _open_sas(delivery, form)
    else:
        sheet, extra = _open_csv(delivery, form)
    if not len(sheet):
        raise _refused(delivery, None, "has no rows")
    return sheet, extra


def _open_parquet(delivery: Delivery, form: RegisterFormat) -> tuple[Sheet, tuple[str, ...]]:
    with _unreadable(delivery, "Parquet"):
        names = list(pl.read_parquet_schema(delivery.path))
    wanted, extra = _match(delivery, names, form)
    with _unreadable(delivery, "Parquet"):
        frame = pl.read_parquet(delivery.path, columns=list(wanted.values()))
    for name, delivered in wanted.items():
        if frame.schema[delivered].is_nested():
            raise _refused(delivery, name, "holds lists, not cells")
    return Sheet(delivery.name, frame.select(**_renamed(wanted)), first_row=1), extra


def _open_sas(delivery: Delivery, form: RegisterFormat) -> tuple[Sheet, tuple[str, ...]]:
    with _unreadable(delivery, "SAS"):
        scan = polars_readstat.scan_readstat(str(delivery.path), preserve_order=True)
        names = scan.collect_schema().names()
        promised = polars_readstat.ScanReadstat(str(delivery.path)).metadata["row_count"]
    wanted, extra = _match(delivery, names, form)
    with _unreadable(delivery, "SAS"):
        frame = scan.select(list(wanted.values())).collect()
    if frame.height < promised:
        # The library reads what is left of a file that was cut off in transfer.
        raise _refused(delivery, None, f"is cut off: it says {promised} rows and has {frame.height}")
    return Sheet(delivery.name, frame.select(**_renamed(wanted)), first_row=1), extra


def _open_csv(delivery: Delivery, form: RegisterFormat) -> tuple[Sheet, tuple[str, ...]]:
    try:
        facts = look_at(delivery.path)
        wanted, extra = _match(delivery, facts.headings, form)
        positions = {name: facts.headings.index(heading) for name, heading in wanted.items()}
        cells = read_cells(delivery.path, facts, list(positions.values()))
    except CannotBeReadError as error:
        raise _refused(delivery, None, str(error)) from None
    cells = cells.rename({str(position): name for name, position in positions.items()})
    # Blank lines are no rows; the numbers of the rows below still count them, as an editor does.
    blank = pl.all_horizontal(pl.col(*wanted).str.strip_chars().fill_null("") == "") & ~pl.col(BEYOND)
    numbered = cells.with_row_index("row", offset=2).filter(~blank)
    sheet = Sheet(delivery.name, numbered.select(*wanted), first_row=2, numbers=numbered["row"].cast(pl.Int64))
    sheet.refuse(numbered[BEYOND], "after the last", "there are more cells than headings")
    return sheet, extra


def _renamed(wanted: dict[str, str]) -> dict[str, pl.Expr]:
    return {name: pl.col(delivered) for name, delivered in wanted.items()}


def _match(delivery: Delivery, names: Sequence[str], form: RegisterFormat) -> tuple[dict[str, str], tuple[str, ...]]:
    """The format's columns by the name they have in the file, and the file's other columns (masked)."""
    known = [column.name for column in form.columns]
    delivered: dict[str, str] = {}
    findings = []
    for name in names:
        plain = name.strip().upper()
        if plain in delivered and plain in known:
            findings.append(Finding(delivery.name, None, plain, "stands twice in the headings"))
        delivered.setdefault(plain, name)
    findings += [
        Finding(delivery.name, None, name, f"is missing; {form.id} needs {', '.join(form.required)}")
        for name in form.required
        if name not in delivered
    ]
    if findings:
        raise DataRefusedError(f"{delivery.name} was refused", findings)
    extra = tuple(mask_numbers(plain)[:_LONGEST_NAME] for plain in delivered if plain and plain not in known)
    return {name: delivered[name] for name in known if name in delivered}, extra


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    for chunk in chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _unreadable(delivery: Delivery, kind: str) -> Iterator[None]:
    """Turn what a library raises on a broken file into a refusal, without its message."""
    try:
        yield
    except (pl.exceptions.PolarsError, RuntimeError, OSError, ValueError) as error:
        raise _refused(delivery, None, f"cannot be read as {kind} ({type(error).__name__})") from None
    except BaseException as error:
        # Libraries written in Rust raise a class of their own when they panic; it cannot be imported.
        if type(error).__name__ == "PanicException":
            raise _refused(delivery, None, f"cannot be read as {kind}") from None
        raise


def _refused(delivery: Delivery, column: str | None, problem: str) -> DataRefusedError:
    return DataRefusedError(f"{delivery.name} was refused", [Finding(delivery.name, None, column, problem)])
