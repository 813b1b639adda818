# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables as pages show them: a caption, headings bound to cells, and downloads beside."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """Head of a column; numbers stand to the right."""

    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: the text seen, the words read aloud where it is a symbol, a link, a note below.

    ``language`` is given where the text is not in the language of the page.
    """

    text: str
    words: str = ""
    address: str = ""
    is_number: bool = False
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Download:
    """A file of the same figures."""

    title: str
    note: str
    address: str


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its heading. ``key`` names it in the page."""

    key: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    downloads: tuple[Download, ...] = ()
    selected_row: str = ""


_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y"})


def danish_order(text: str) -> str:
    """A key that sorts as Danish does: æ, ø and å after z, and aa as å; case makes no difference."""
    return text.casefold().replace("aa", "å").translate(_AFTER_Z)
