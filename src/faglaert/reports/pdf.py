# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Sets a document as tagged PDF that declares PDF/UA-1; the typesetter refuses what the standard does not allow.

The document reaches the typesetter as data, never as markup: nothing in a text can become a command.
"""

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

import typst

from faglaert.errors import FaglaertError
from faglaert.reports.document import Document
from faglaert.reports.fonts import font_folder

TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes.

    Raises :class:`FaglaertError` when it cannot be set.
    """
    try:
        return typst.compile(
            TEMPLATE.read_bytes(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": _content(document)},
            pdf_standards="ua-1",
            timestamp=document.created,
        )
    except typst.TypstError as error:
        raise FaglaertError(f"the paper «{document.title}» could not be set: {error}") from error


def digest(document: Document) -> str:
    """A name for what :func:`pdf` makes of a document: another as soon as content, look or typesetter is another."""
    return hashlib.sha256(TEMPLATE.read_bytes() + f"{version('typst')}{_content(document)}".encode()).hexdigest()


def _content(document: Document) -> str:
    return json.dumps(asdict(document), ensure_ascii=False, default=str)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
