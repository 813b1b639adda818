# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the lists of both sides show: the public one and the workspace's."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from faglaert.published.dossier import dossier_programmes
from faglaert.web.knowledge.models import Entry, EntryKind
from faglaert.web.knowledge.queries import entries_of
from faglaert.web.knowledge.search import LONGEST_QUESTION
from faglaert.web.knowledge.tables import entries_table
from faglaert.web.tables import danish_order

ROWS_A_PAGE = 25


def list_context(request: HttpRequest, entries: QuerySet[Entry], *, route: str) -> dict[str, object]:
    """A page of the entries that a question and a kind leave; what is no kind filters nothing."""
    question, kind = request.GET.get("soeg", "").strip()[:LONGEST_QUESTION], request.GET.get("slags", "")
    kind = kind if kind in EntryKind.values else ""
    found = entries_of(entries, question=question, kind=kind)
    rows = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    return {
        "question": question,
        "kind": kind,
        "kinds": EntryKind.choices,
        "count": len(found),
        "rows": rows,
        "query": f"{urlencode({'soeg': question, 'slags': kind})}&" if question or kind else "",
        "table": entries_table(rows, route),
    }


def programme_names(entry: Entry) -> str:
    """The programmes of an entry, in Danish order."""
    known = dossier_programmes()
    return ", ".join(sorted((known[code].name_da for code in entry.programme_codes if code in known), key=danish_order))
