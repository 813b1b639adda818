# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Writes small SAS data sets (.sas7bdat, 32 bit, little endian, not compressed) for tests: no library does.

Layout after M. Shotwell, "SAS7BDAT Database Binary Format" (2013): a header, one page of subheaders that describe the
columns, and pages of rows.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE, HEADER, PAGE_HEADER = 16384, 1024, 24
MAGIC = bytes(12) + bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
ROW_SIZE, COLUMN_SIZE, TEXT, NAMES, ATTRIBUTES, FORMAT = (
    0xF7F7F7F7,
    0xF6F6F6F6,
    0xFFFFFFFD,
    0xFFFFFFFF,
    0xFFFFFFFC,
    0xFFFFFBFE,
)
MISSING = bytes.fromhex("0000000000feffff")


@dataclass(frozen=True)
class SasColumn:
    """A column: numbers (None is missing) when ``width`` is 0, else text of that width; ``DATE`` is a format."""

    name: str
    cells: Sequence[object]
    width: int = 0
    format: str = ""

    def encoded(self, row: int) -> bytes:
        """One cell as it stands in a row."""
        cell = self.cells[row]
        if self.width:
            return str(cell).encode().ljust(self.width)
        return MISSING if cell is None else struct.pack("<d", cell)


def write_sas(path: Path, columns: Sequence[SasColumn]) -> Path:
    """Write the columns; numbers come first in a row, as SAS aligns them."""
    ordered = sorted(columns, key=lambda column: column.width > 0)
    height = len(columns[0].cells)
    rows = [b"".join(column.encoded(row) for column in ordered) for row in range(height)]
    length = len(rows[0])
    a_page = (PAGE - PAGE_HEADER) // length
    pages = [rows[start : start + a_page] for start in range(0, height, a_page)]
    content = _header(1 + len(pages)) + _description(ordered, length, height)
    for page in pages:
        head = bytearray(PAGE_HEADER)
        struct.pack_into("<HHH", head, 16, 256, len(page), 0)
        content += (bytes(head) + b"".join(page)).ljust(PAGE, b"\0")
    path.write_bytes(content)
    return path


def _header(page_count: int) -> bytes:
    header = bytearray(HEADER)
    header[0:32] = MAGIC
    header[32:36] = b"\x22\x22\x00\x22"
    header[37], header[39], header[70] = 1, ord("2"), 20  # little endian, Windows, UTF-8
    header[84:92] = b"SAS FILE"
    header[92:156] = b"TEST".ljust(64)
    header[156:164] = b"DATA    "
    struct.pack_into("<III", header, 196, HEADER, PAGE, page_count)
    header[216:224] = b"9.0401M6"
    return bytes(header)


def _description(columns: Sequence[SasColumn], length: int, height: int) -> bytes:
    text, places = _texts(columns)
    row = bytearray(480)
    struct.pack_into("<I", row, 0, ROW_SIZE)
    struct.pack_into("<II", row, 20, length, height)
    struct.pack_into("<I", row, 36, len(columns))
    struct.pack_into("<I", row, 52, PAGE)
    names = struct.pack("<IHHHH", NAMES, 8 * len(columns) + 8, 0, 0, 0)
    names += b"".join(struct.pack("<HHHH", 0, *places[column.name], 0) for column in columns) + bytes(8)
    attributes = struct.pack("<IHHHH", ATTRIBUTES, 12 * len(columns) + 8, 0, 0, 0)
    offset = 0
    for column in columns:
        attributes += struct.pack("<IIHBB", offset, column.width or 8, 4, 2 if column.width else 1, 0)
        offset += column.width or 8
    formats = [_format(column, places) for column in columns]
    size = struct.pack("<III", COLUMN_SIZE, len(columns), 0)
    return _page([bytes(row), size, struct.pack("<I", TEXT) + text + bytes(8), names, attributes + bytes(8), *formats])


def _texts(columns: Sequence[SasColumn]) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """The block of names and where each stands in it."""
    text, places = bytearray(28), {}
    for word in {word: None for column in columns for word in (column.name, column.format) if word}:
        places[word] = (len(text), len(word))
        text += word.encode() + bytes(-len(word) % 4)
    struct.pack_into("<H", text, 0, len(text))
    return bytes(text), places


def _format(column: SasColumn, places: dict[str, tuple[int, int]]) -> bytes:
    described = bytearray(52)
    struct.pack_into("<I", described, 0, FORMAT)
    struct.pack_into("<HHH", described, 34, 0, *places.get(column.format, (0, 0)))
    return bytes(described)


def _page(subheaders: list[bytes]) -> bytes:
    """Pointers from the front, the subheaders themselves from the back."""
    page, end = bytearray(PAGE), PAGE
    struct.pack_into("<HHH", page, 16, 0, len(subheaders) + 1, len(subheaders) + 1)
    for number, each in enumerate(subheaders):
        padded = each + bytes(-len(each) % 4)
        end -= len(padded)
        page[end : end + len(padded)] = padded
        kind = struct.unpack_from("<I", each)[0] in (TEXT, NAMES, ATTRIBUTES)
        struct.pack_into("<IIBBH", page, PAGE_HEADER + 12 * number, end, len(padded), 0, int(kind), 0)
    struct.pack_into("<IIBBH", page, PAGE_HEADER + 12 * len(subheaders), end, 0, 1, 0, 0)
    return bytes(page)
