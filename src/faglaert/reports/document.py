# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A paper before it is set: title, language and blocks of plain text, tables and drawings.

Texts are as readers see them. A language is given only where it is not that of the paper.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands below the title."""

    text: str
    level: Literal[1, 2] = 1
    block: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: plain, a lead, or a note in small type."""

    text: str
    look: Literal["plain", "lead", "note"] = "plain"
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Notice:
    """A framed warning with a heading of its own words."""

    title: str
    text: str
    block: Literal["notice"] = "notice"


@dataclass(frozen=True)
class Column:
    """A column: its heading, its part of the width, whether it is of numbers, and the language of its cells."""

    heading: str
    width: int = 1
    is_number: bool = False
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption; raises :class:`ValueError` for a row of another length than the columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    block: Literal["table"] = "table"

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"table {self.caption!r}: every row has {len(self.columns)} cells")


@dataclass(frozen=True)
class Drawing:
    """A drawing (SVG) with the words for those who do not see it."""

    svg: str
    words: str
    caption: str
    block: Literal["drawing"] = "drawing"


Block = Heading | Paragraph | Notice | Table | Drawing


@dataclass(frozen=True)
class Document:
    """A paper. ``created`` is the time of the build, so that the same figures give the same file."""

    title: str
    kicker: str
    language: Literal["da", "en"]
    author: str
    page_word: str
    footer: str
    created: datetime
    blocks: tuple[Block, ...]
    title_language: str = ""
