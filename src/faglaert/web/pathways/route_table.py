# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The typical routes of four years as a table and a file."""

from django.utils.translation import gettext

from faglaert import display
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.pathways import OTHER, Pathways, Route
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.words import about_pathways
from faglaert.web.tables import Cell, Heading, Table


def route_table(found: Pathways, language: str) -> Table | None:
    """The typical routes; None where none was taken by enough persons to be told."""
    routes = found.routes()
    if not routes:
        return None
    return Table(
        key="veje",
        caption=gettext("Typiske veje i de første fire år"),
        has_heading_above=True,
        headings=(Heading(gettext("Vej")), Heading(gettext("Andel af eleverne"), is_number=True)),
        rows=tuple((Cell(route_words(route)), Cell(display.share(route.share, language, 0))) for route in routes),
        downloads=downloads("pathways:routes_file"),
    )


def routes_cube(store: Store, found: Pathways, language: str) -> Cube:
    """The typical routes as a file."""
    table = FileTable(
        name="typiske-veje",
        title_da="Typiske veje i de første fire år",
        title_en="Typical routes of the first four years",
        columns=(
            Column("route", "Vej (kode og måneder)", "Route (codes and months)", "text"),
            Column("route_name", "Vej", "Route", "text"),
            Column("value", "Andel", "Share", "share"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(
            {"route": each.route, "route_name": route_words(each), "value": each.share, "status": each.status}
            for each in found.routes()
        ),
        about=about_pathways(store, found, found.meaning(OTHER), language),
    )
    return Cube(table, (Dimension("route", label_key="route_name"),))


def route_words(route: Route) -> str:
    """A route in the language of the page: each part with its months."""
    words = ", ".join(
        gettext("%(part)s (%(months)s\N{NO-BREAK SPACE}mdr.)") % {"part": _state_words(state), "months": months}
        for state, months in route.runs
    )
    return words[:1].upper() + words[1:]


def _state_words(state: str) -> str:
    return {
        "outside": gettext("uden for uddannelse"),
        "gf1": gettext("grundforløb 1"),
        "gf2": gettext("grundforløb 2"),
        "main": gettext("hovedforløb"),
        "eux_study": gettext("studieår på EUX"),
        "upper_secondary": gettext("gymnasial uddannelse"),
        "higher": gettext("videregående uddannelse"),
        "other_education": gettext("anden uddannelse"),
        "completed": gettext("færdiguddannet"),
    }[state]
