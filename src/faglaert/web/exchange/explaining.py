# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What has to stand in the columns of a spreadsheet: on its page, and on sheets of their own in a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext

from faglaert.web.accounts.models import User
from faglaert.web.exchange.importing import MOST_ROWS
from faglaert.web.exchange.sheets import KEPT, Column, Sheet, new_form
from faglaert.web.workspace.sheets import Guide, Page

MOST_NAMED = 10
"""How many codes are named beside their column; of longer lists the sheet of codes tells."""


@dataclass(frozen=True)
class Explained:
    """A column in words, and its codes with what each means; no codes where anything may be written."""

    heading: str
    meaning: str
    need: str
    example: str
    codes: tuple[tuple[str, str], ...]
    is_list: bool

    @property
    def allowed(self) -> str:
        """The codes in words, or where they stand."""
        if len(self.codes) > MOST_NAMED:
            return gettext("koderne på arket «%s»") % codes_title()
        return "; ".join(f"{code} = {word}" for code, word in self.codes)


def explained(sheet: Sheet, user: User) -> list[Explained]:
    """Every column of a sheet, number and version too, as the form that checks a row takes it."""
    form = new_form(sheet, None, sheet.model(), user)
    return [_explained(each, form.fields.get(each.field)) for each in (*KEPT, *sheet.columns)]


def guide(sheet: Sheet, user: User) -> Guide:
    """The sheets that explain a workbook, and the choices of columns that hold one code."""
    columns = explained(sheet, user)
    headings = (
        *(gettext("Kolonne"), gettext("Hvad der skal stå")),
        *(gettext("Skal udfyldes"), gettext("Hvad der kan stå"), gettext("Eksempel")),
    )
    rows = [(each.heading, each.meaning, each.need, each.allowed, each.example) for each in columns]
    pages = [Page(gettext("Forklaring"), headings, rows)]
    codes = [(each.heading, *pair) for each in columns for pair in each.codes]
    if codes:
        pages.append(Page(codes_title(), (gettext("Kolonne"), gettext("Kode"), gettext("Betydning")), codes))
    choices = {
        place: [code for code, _ in each.codes]
        for place, each in enumerate(columns)
        if 0 < len(each.codes) <= MOST_NAMED and not each.is_list
    }
    return Guide(pages, choices, MOST_ROWS)


def codes_title() -> str:
    """The name of the sheet that lists codes."""
    return gettext("Koder")


def _explained(column: Column, field: forms.Field | None) -> Explained:
    codes = tuple(_codes(field))
    is_list = isinstance(field, forms.MultipleChoiceField)
    # a column without a field of the form is what the row belongs to
    is_required = field is None or field.required
    example = ", ".join(code for code, _ in codes[: 2 if is_list else 1])
    return Explained(
        column.heading,
        str(column.meaning),
        str(column.need) or (gettext("ja") if is_required else gettext("nej")),
        str(column.example) or example,
        codes,
        is_list,
    )


def _codes(field: forms.Field | None) -> Iterator[tuple[str, str]]:
    """Code and meaning of every choice but the empty one; a number before the meaning is the code again."""
    if isinstance(field, forms.ChoiceField):
        yield from ((str(code), str(word).removeprefix(f"{code}. ")) for code, word in field.choices if code)
