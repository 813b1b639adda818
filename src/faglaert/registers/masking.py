# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What may be said of a refused cell: never a person number nor a name, also when it stands in a wrong column."""

import re

import polars as pl

LONGEST_SHOWN = 10
MOST_DIGITS = 8  # a date has eight; a person number that lost its leading zero has nine
PERSON_NUMBER = re.compile(r"(?<![0-9])[0-9]{5,6}[-+ ]?[0-9A-Za-z]{4}(?![0-9A-Za-z])|[0-9]{9,}")
_CODE_FORM = r"^[0-9 .,:/+-]*(?:[A-ZÆØÅ]{0,5}|[A-Za-zÆØÅæøå]{1,3})[0-9 .,:/+-]*$"


def shown(text: pl.Expr) -> pl.Expr:
    """The cell in quotation marks when it has the form of a code, number or date; else only how long it is.

    At most ten characters, eight digits and one run of five capitals (three letters) are shown: room for every code and
    date, not for a person number, a pseudonym or a name.
    """
    short = text.str.len_chars() <= LONGEST_SHOWN
    few_digits = text.str.count_matches("[0-9]") <= MOST_DIGITS
    harmless = short & few_digits & text.str.contains(_CODE_FORM)
    length = pl.format("a text of {} characters", text.str.len_chars())
    return pl.when(harmless).then(pl.format("«{}»", text)).otherwise(length)


def mask_numbers(text: str) -> str:
    """``text`` with everything that could be a person number replaced by ``#``; for names of files and columns."""
    return PERSON_NUMBER.sub("#", text)
