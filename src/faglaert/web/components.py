# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Template tags and filters that every template has; larger components are the partials in ``templates/parts``."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from faglaert import display
from faglaert.definitions.reading import Text
from faglaert.web.accounts.devices import program_words
from faglaert.web.frame import current_language
from faglaert.web.tables import Cell, Heading, Table

register = template.Library()
register.filter(program_words)


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the design system's sprite, hidden from screen readers: the words stand beside it."""
    return format_html(
        '<svg class="icon-svg {}" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        classes,
        static("vendor/dkfds/img/icons.svg"),
        name,
    )


@register.filter
def said(text: Text) -> str:
    """A text of the definitions in the language of the page."""
    return text[current_language()]


@register.filter
def long_day(day: date) -> str:
    """A date in words; a moment is taken at the site's local time."""
    local = timezone.localtime(day).date() if isinstance(day, datetime) else day
    return display.long_date(local, current_language())


_CONTROL_CLASSES = {"checkbox": "form-checkbox", "select": "form-select", "radio": "form-radio"}
_GROUPS = {"checkboxselectmultiple": "checkbox", "radioselect": "radio"}


@register.inclusion_tag("parts/field.html")
def form_field(field: BoundField) -> dict[str, object]:
    """A field of a form with label, hint and errors, in the markup of the design system."""
    kind = field.widget_type
    group = _GROUPS.get(kind)
    shared = {"field": field, "kind": kind, "group": group}
    if group is None:
        return {**shared, "control": field.as_widget(attrs={"class": _CONTROL_CLASSES.get(kind, "form-input")})}
    field.field.widget.attrs["class"] = _CONTROL_CLASSES[group]
    return {**shared, "items": field.subwidgets}


@register.filter
def as_rows(table: Table) -> SafeString:
    """The body of a table. Nodes of a template for each cell took most of the time of a large page."""
    role = format_html(' role="{}"', "row") if table.stacks else ""
    rows = (
        format_html(
            "<tr{}{}>{}</tr>",
            role,
            format_html(' class="{}"', "ff-selected") if _is_selected(table, row) else "",
            SafeString("".join(_parts(table, row))),
        )
        for row in table.rows
    )
    return SafeString("".join(rows))


def _is_selected(table: Table, row: tuple[Cell, ...]) -> bool:
    return bool(table.selected_row) and row[0].text == table.selected_row


def _parts(table: Table, row: tuple[Cell, ...]) -> Iterator[SafeString]:
    yield format_html(
        '<th scope="row"{}>{}</th>', SafeString(' role="rowheader"') if table.stacks else "", as_cell(row[0])
    )
    for cell, heading in zip(row[1:], table.headings[1:], strict=True):
        is_empty = not cell.text and not cell.note
        yield _opening(heading, table.stacks, is_empty, cell.is_hatched) + as_cell(cell) + SafeString("</td>")


@lru_cache(maxsize=512)
def _opening(heading: Heading, stacks: bool, is_empty: bool, is_hatched: bool) -> SafeString:
    """The tag that begins a cell. Where rows become lists on narrow screens, it carries the heading of its column."""
    looks = {"ff-number": heading.is_number, "ff-empty": is_empty, "ff-hatched": is_hatched}
    classes = " ".join(name for name, is_so in looks.items() if is_so)
    return format_html(
        "<td{}{}{}>",
        SafeString(' role="cell"') if stacks else "",
        format_html(' class="{}"', classes) if classes else "",
        format_html(' data-heading="{}"', heading.text) if stacks else "",
    )


@register.filter
def as_cell(cell: Cell) -> SafeString:
    """What stands in a cell of a table."""
    language = format_html(' lang="{}"', cell.language) if cell.language else ""
    note = format_html('<span class="ff-note"{}>{}</span>', language, cell.note) if cell.note else ""
    if cell.address:
        return format_html('<a href="{}">{}</a>{}', cell.address, cell.text, note)
    if cell.words:
        symbol = '<span aria-hidden="true">{}</span><span class="sr-only">{}</span>{}'
        return format_html(symbol, cell.text, cell.words, note)
    if cell.language:
        return format_html("<span{}>{}</span>{}", language, cell.text, note)
    return format_html("{}{}", cell.text, note)


@register.filter
def drawing(svg: str) -> SafeString:
    """An SVG our own chart functions drew, put into the page as it is."""
    return mark_safe(svg)  # noqa: S308 (made by faglaert.charts from numbers and fixed words, never from input)
