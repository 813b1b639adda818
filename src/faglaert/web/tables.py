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

    ``language`` is given where the text is not in the language of the page. ``is_hatched`` marks a number that rests on
    an assumption; the page says which.
    """

    text: str
    words: str = ""
    address: str = ""
    note: str = ""
    language: str = ""
    is_hatched: bool = False


@dataclass(frozen=True)
class Download:
    """A file of the same figures."""

    title: str
    note: str
    address: str


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its heading. ``key`` names it in the page.

    A table of words ``stacks``: on narrow screens each row becomes a small list with the headings before the cells.
    ``has_heading_above`` says that the page has a heading with the same words, so that the caption is not seen twice.
    ``caption_language`` is given where the caption is not in the language of the page.
    """

    key: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    downloads: tuple[Download, ...] = ()
    selected_row: str = ""
    stacks: bool = False
    has_heading_above: bool = False
    caption_language: str = ""


_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y"})


def danish_order(text: str) -> str:
    """A key that sorts as Danish does: æ, ø and å after z, and aa as å; case makes no difference."""
    return text.casefold().replace("aa", "å").translate(_AFTER_Z)
