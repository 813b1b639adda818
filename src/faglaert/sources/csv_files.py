# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""CSV as Danish systems write it: UTF-8 with or without byte order mark, or Latin-1; separated by ; , tab or |.

Every cell is read as text. Line by line the file is taken as it stands: an empty line is a line, so that row numbers
are those an editor shows.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

BEYOND = "beyond the last heading"
SEPARATORS = (";", ",", "\t", "|")
_CHUNK = 1 << 24
_LONGEST_LINE = 1 << 16
_SPARE = 3  # cells looked for beyond the last heading


class CannotBeReadError(Exception):
    """The file as a whole is no CSV; the message says why and quotes nothing of it."""


@dataclass(frozen=True)
class CsvFacts:
    """What a CSV is made of. ``line_count`` counts the lines below the headings."""

    encoding: str
    separator: str
    headings: list[str]
    line_count: int
    has_quotes: bool


def chunks(path: Path) -> Iterator[bytes]:
    """The content of a file in pieces."""
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            yield chunk


def look_at(path: Path) -> CsvFacts:
    """Read the file once to tell its encoding, lines and headings; raises :class:`CannotBeReadError`."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, line_ends, has_quotes, last = True, 0, False, b""
    for chunk in chunks(path):
        if b"\0" in chunk:
            raise CannotBeReadError("is no text in UTF-8 or Latin-1; save it as CSV UTF-8")
        line_ends += chunk.count(b"\n")
        has_quotes = has_quotes or b'"' in chunk
        is_utf8 = is_utf8 and _decodes(decoder, chunk)
        last = chunk[-1:]
    if not last:
        raise CannotBeReadError("is empty")
    encoding = "utf-8" if is_utf8 and not decoder.getstate()[0] else "latin-1"
    separator, headings = _headings(path, encoding)
    return CsvFacts(encoding, separator, headings, line_ends - (last == b"\n"), has_quotes)


def read_cells(path: Path, facts: CsvFacts, positions: Sequence[int]) -> pl.DataFrame:
    """The cells of some columns, in the order of ``positions`` and named by them, and whether a line goes on `BEYOND`.

    A quotation mark without its partner swallows the lines up to the next one; when that is seen, the marks are taken
    as plain text, so that only the line itself is spoilt. Raises :class:`CannotBeReadError`.
    """
    source: Path | bytes = path
    if facts.encoding != "utf-8":
        source = path.read_bytes().decode(facts.encoding).encode()
    frame = _parse(source, facts, positions, quote='"') if facts.has_quotes else None
    if frame is not None and frame.height == facts.line_count:
        return frame
    frame = _parse(source, facts, positions, quote=None)
    if frame is None:
        raise CannotBeReadError("cannot be read as CSV")
    if facts.has_quotes:
        frame = frame.with_columns(pl.col(pl.String).str.replace(r'^\s*"([^"]*)"\s*$', "$1"))
    return frame


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _headings(path: Path, encoding: str) -> tuple[str, list[str]]:
    with path.open("rb") as handle:
        line = handle.readline(_LONGEST_LINE)
    first = line.decode(encoding, errors="replace").removeprefix("\ufeff").rstrip("\r\n")
    separator = max(SEPARATORS, key=first.count)
    try:
        return separator, next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        return separator, first.split(separator)


def _parse(
    source: Path | bytes, facts: CsvFacts, positions: Sequence[int], *, quote: str | None
) -> pl.DataFrame | None:
    """All lines below the headings; None when they cannot be told apart."""
    spare = [f"beyond {number}" for number in range(_SPARE)]
    names = [*map(str, range(len(facts.headings))), *spare]
    try:
        scan = pl.scan_csv(
            source,
            separator=facts.separator,
            quote_char=quote,
            has_header=False,
            skip_rows=1,
            schema=dict.fromkeys(names, pl.String()),
            truncate_ragged_lines=True,
            missing_columns="insert",
            raise_if_empty=False,
        )
        beyond = pl.any_horizontal(pl.col(*spare).is_not_null()).alias(BEYOND)
        return scan.select(*(pl.col(str(position)) for position in positions), beyond).collect()
    except pl.exceptions.PolarsError:
        return None
