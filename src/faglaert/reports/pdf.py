# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Sets a document as tagged PDF that declares PDF/UA-1; the typesetter refuses what the standard does not allow.

The document reaches the typesetter as data, never as markup: nothing in a text can become a command.
"""

import hashlib
import json
import unicodedata
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from faglaert.errors import FaglaertError
from faglaert.reports.document import Document
from faglaert.reports.fonts import font_folder, signs

LACKING = "?"
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
            sys_inputs={"document": json.dumps(_settable(json.loads(_content(document))), ensure_ascii=False)},
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


def _settable(value: Any) -> Any:
    """The same without signs that the fonts lack: a single one would leave the whole paper unset."""
    if isinstance(value, str):
        return "".join(map(_sign, unicodedata.normalize("NFC", value)))
    if isinstance(value, dict):
        return {name: _settable(each) for name, each in value.items()}
    return [_settable(each) for each in value] if isinstance(value, list) else value


@cache
def _sign(sign: str) -> str:
    """A sign as it can be set: itself, its letter without accents, a space, nothing for what is not seen, or a mark."""
    if sign == "\n" or ord(sign) in signs():
        return sign
    if sign.isspace() or unicodedata.category(sign) == "Cf":
        return " " if sign.isspace() else ""
    letter = unicodedata.normalize("NFKD", sign)[0]
    return letter if ord(letter) in signs() else LACKING


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
