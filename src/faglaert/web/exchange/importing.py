# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Taking a spreadsheet in: every row is checked by the form that checks it on its page, and all are saved or none.

A row without a number is new. One with a number changes that record, if nobody changed it since the file was made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.forms import model_to_dict
from django.utils.translation import gettext

from faglaert.errors import DataRefusedError, Finding
from faglaert.published.files import unguarded
from faglaert.sources.file_cells import open_cells
from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import writing
from faglaert.web.exchange.sheets import NUMBER, VERSION, Sheet, new_form
from faglaert.web.initiatives.models import Initiative
from faglaert.web.workspace.forms import whole_number
from faglaert.web.workspace.records import Record

MOST_ROWS = 2000
_LISTS = frozenset({"programme_codes", "municipality_codes"})

Row = Mapping[str, str]


@dataclass(frozen=True)
class Imported:
    """What an import came to; a dry run would have come to."""

    added: int
    changed: int


def import_sheet(sheet: Sheet, path: Path, *, name: str, by: User, dry_run: bool) -> Imported:
    """Save every row of a file, or with ``dry_run`` say what would be saved.

    Raises :class:`DataRefusedError` with file, row, column and reason of every refused row; nothing is saved then.
    """
    findings: list[Finding] = []
    counts = {True: 0, False: 0}
    with writing():
        for number, row in _rows(sheet, path, name):
            problems = [Finding(name, number, column, reason) for column, reason in _store(sheet, row, by)]
            findings += problems
            counts[not row[NUMBER]] += not problems
        if findings or dry_run:
            transaction.set_rollback(True)
    if findings:
        raise DataRefusedError(gettext("Intet er gemt."), findings)
    return Imported(counts[True], counts[False])


def _rows(sheet: Sheet, path: Path, name: str) -> Iterator[tuple[int, Row]]:
    cells = open_cells(path, name=name)
    rows = list(cells.rows)
    missing = [each for each in sheet.headings if each not in cells.headings]
    if missing:
        problem = gettext("Kolonnen mangler.")
        raise DataRefusedError(gettext("Intet er gemt."), [Finding(name, 1, each, problem) for each in missing])
    if len(rows) > MOST_ROWS:
        problem = gettext("Der er flere end %(count)s rækker.") % {"count": MOST_ROWS}
        raise DataRefusedError(gettext("Intet er gemt."), [Finding(name, None, None, problem)])
    for number, texts in rows:
        filled = dict(zip(cells.headings, [*texts, *[""] * len(cells.headings)], strict=False))
        yield number, {heading: unguarded(filled[heading].strip()) for heading in sheet.headings}


def _store(sheet: Sheet, row: Row, by: User) -> Iterator[tuple[str | None, str]]:
    """Save one row; column and reason of what is wrong with it."""
    record = _record(sheet, row)
    if record is None:
        yield NUMBER, gettext("Nummeret findes ikke.")
        return
    if sheet.slug == "milepaele" and not _belongs(record, row["initiativ"]):
        yield "initiativ", gettext("Nummeret findes ikke, eller milepælen hører til et andet initiativ.")
        return
    form = new_form(sheet, _data(sheet, row, record), record, by)
    if form.is_valid() and form.store(by):
        return
    headings = {each.field: each.heading for each in sheet.columns}
    for field, errors in form.errors.items():
        for error in errors:
            yield headings.get(field, VERSION if form.differences else None), str(error)


def _record(sheet: Sheet, row: Row) -> Record | None:
    if not row[NUMBER]:
        return sheet.model()
    return sheet.model._default_manager.filter(pk=whole_number(row[NUMBER])).first()


def _belongs(record: Record, number: str) -> bool:
    """Give a new milestone its initiative; an old one stays where it is."""
    found = whole_number(number)
    if not record._state.adding:
        return record.initiative_id == found
    record.initiative = Initiative.objects.filter(pk=found).first()
    return record.initiative is not None


def _data(sheet: Sheet, row: Row, record: Record) -> dict[str, object]:
    """What the form is filled in with: the columns of the row, and for the rest what the record holds."""
    kept = {
        name: [each.pk for each in value] if isinstance(value, list) and value and hasattr(value[0], "pk") else value
        for name, value in model_to_dict(record).items()
    }
    given = {each.field: _given(each.field, row[each.heading]) for each in sheet.columns}
    return {name: value for name, value in {**kept, **given}.items() if value is not None} | {"version": row[VERSION]}


def _given(field: str, text: str) -> object:
    return [each.strip() for each in text.split(",") if each.strip()] if field in _LISTS else text
