# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The forms a table can be taken home in, their addresses, and the answer that carries the file."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from faglaert.published.files import Dimension, FileTable, excel_csv, file_name, json_stat, raw_csv, xlsx
from faglaert.published.store import Release
from faglaert.web.tables import Download


@dataclass(frozen=True)
class Cube:
    """A table with what JSON-stat must know of it: which columns are dimensions, and which are figures."""

    table: FileTable
    dimensions: tuple[Dimension, ...]
    measure: str = "value"
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One form: its name in the address, how it is made, and how it is offered to readers."""

    suffix: str
    content_type: str
    write: Callable[[Cube, str], bytes]
    title: str
    note: str
    extension: str
    name_suffix: str = ""


_ALL = (
    Form(
        "csv",
        "text/csv; charset=utf-8",
        lambda cube, language: excel_csv(cube.table, language),
        gettext_lazy("CSV til Excel"),
        gettext_lazy("semikolon og decimalkomma"),
        "csv",
    ),
    Form(
        "raa.csv",
        "text/csv; charset=utf-8",
        lambda cube, _language: raw_csv(cube.table),
        gettext_lazy("Rå CSV"),
        gettext_lazy("koder, komma og punktum"),
        "csv",
        "_raa",
    ),
    Form(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda cube, language: xlsx(cube.table, language),
        gettext_lazy("Excel"),
        gettext_lazy("med ark om tallene"),
        "xlsx",
    ),
    Form(
        "json",
        "application/json",
        lambda cube, language: json_stat(cube.table, cube.dimensions, cube.measure, language=language, more=cube.more),
        gettext_lazy("JSON-stat 2.0"),
        gettext_lazy("til programmer"),
        "json",
    ),
)
FORMS = {form.suffix: form for form in _ALL}


class FormConverter:
    """The part of an address that names a form."""

    regex = "|".join(sorted((suffix.replace(".", r"\.") for suffix in FORMS), key=len, reverse=True))

    def to_python(self, value: str) -> Form:
        """The form a suffix names."""
        return FORMS[value]

    def to_url(self, value: Form | str) -> str:
        """The suffix of a form."""
        return value if isinstance(value, str) else value.suffix


def downloads(view_name: str, *, area_code: str = "", query: str = "", **arguments: str) -> tuple[Download, ...]:
    """Links to every form of the file that ``view_name`` answers with, for an area or for a whole ``query``."""
    query = urlencode({"omraade": area_code}) if area_code else query
    rest = f"?{query}" if query else ""
    return tuple(
        Download(str(form.title), str(form.note), reverse(view_name, kwargs={**arguments, "form": form}) + rest)
        for form in FORMS.values()
    )


def file_response(cube: Cube, form: Form, release: Release, language: str) -> HttpResponse:
    """The file, named ``<table>_<build>_<local date>``; it may be read from other sites, as open data should."""
    day = timezone.localtime(release.built_at).date()
    name = file_name(cube.table.name + form.name_suffix, release.build_id, day, form.extension)
    response = HttpResponse(form.write(cube, language), content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
