# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Numbers as Danish text: a full stop between thousands, a decimal comma, perhaps a per cent sign."""

import re

MINUS = "\N{MINUS SIGN}"
NO_VALUE = frozenset({"", "-", ".", "..", "*"})
_NUMBER = re.compile(r"[-\N{MINUS SIGN}]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})(?:,[0-9]{1,15})?(?:\s?%)?", re.ASCII)
_BLANKS = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", MINUS: "-"})
LONGEST = 40


def danish_number(text: str) -> float | None:
    """``2.351`` is 2351, ``7,3`` is 7.3, ``100,0 %`` is 100; a mark for "no figure" is None and never 0.

    Raises :class:`ValueError` for anything else: ``7.3`` is no Danish number, and is not read as one.
    """
    plain = text.translate(_BLANKS).strip()
    if plain in NO_VALUE:
        return None
    if len(plain) > LONGEST or not _NUMBER.fullmatch(plain):
        raise ValueError("is no Danish number; expected such as 2.351 or 7,3 or 100,0 %")
    return float(plain.rstrip("% ").replace(".", "").replace(",", "."))


def shown_number(value: object) -> float | None:
    """A figure as a JSON reply holds it: a number, Danish text, or nothing; raises :class:`ValueError` otherwise."""
    if value is None:
        return None
    if isinstance(value, str):
        return danish_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 1e15:
        raise ValueError("is no number")
    return float(value)
