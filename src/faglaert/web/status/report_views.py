# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The status report as page and as PDF: both are the one document that ``faglaert report status`` writes."""

from datetime import date

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from faglaert.published.files import file_name
from faglaert.published.store import Store, open_store_as_of
from faglaert.reports import document
from faglaert.reports.status import status_report
from faglaert.reports.status_paper import status_document
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Head, current_language
from faglaert.web.status.report import recorded
from faglaert.web.tables import Cell, Heading, Table
from faglaert.web.workspace.frame import workspace_crumbs


@require_safe
@requires(Capability.READ_PROGRAMME)
def report(request: HttpRequest) -> HttpResponse:
    """The report of a day as page."""
    day = _day(request)
    found = _document(open_store_as_of(settings.FAGLAERT.paths, day), day)
    overview = (gettext("Status"), reverse("status:overview"))
    context = {
        "page": Head(found.title, crumbs=workspace_crumbs(overview, (gettext("Statusrapport"), ""))),
        "document": found,
        "blocks": [_shown(number, block) for number, block in enumerate(found.blocks)],
        "day": day.isoformat(),
        "today": localdate().isoformat(),
    }
    return render(request, "status/report.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def report_file(request: HttpRequest) -> HttpResponse:
    """The same as accessible PDF."""
    day = _day(request)
    store = open_store_as_of(settings.FAGLAERT.paths, day)
    response = HttpResponse(_paper(_document(store, day)), content_type="application/pdf")
    name = file_name("statusrapport", store.release.build_id, day, "pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _day(request: HttpRequest) -> date:
    """The day asked for; today for none, for what is no day, and for days to come."""
    try:
        asked = date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return localdate()
    return min(asked, localdate())


def _document(store: Store, day: date) -> document.Document:
    return status_document(store, status_report(store, day, recorded(day)), current_language())


def _paper(found: document.Document) -> bytes:
    """The document as PDF; set once, since most of the time of this page is the typesetter's."""
    from faglaert.reports.pdf import digest, pdf  # the typesetter is large: only who asks for a paper waits for it

    return caches["papers"].get_or_set(digest(found), lambda: pdf(found))


def _shown(number: int, block: document.Block) -> document.Block | Table:
    """A block as the page's template knows it: tables as the pages' tables."""
    if not isinstance(block, document.Table):
        return block
    return Table(
        key=f"tabel-{number}",
        caption=block.caption,
        stacks=True,
        headings=tuple(Heading(each.heading, is_number=each.is_number) for each in block.columns),
        rows=tuple(tuple(Cell(cell) for cell in row) for row in block.rows),
    )
