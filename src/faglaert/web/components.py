# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Template tags and filters that every template has; larger components are the partials in ``templates/parts``."""

from datetime import date, datetime

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from faglaert import display
from faglaert.definitions.reading import Text
from faglaert.web.frame import current_language
from faglaert.web.tables import Cell

register = template.Library()


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
def as_cell(cell: Cell) -> SafeString:
    """What stands in a cell of a table. A template for each cell took most of the time of a large table."""
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
