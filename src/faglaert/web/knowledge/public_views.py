# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What everybody may read, without log-in and without a cookie.

These are the only public pages that ask the workspace's database: an entry is to be found the moment the office lets
it out, and gone the moment it is taken back, which a copy beside the published store would not give. They ask at most
:data:`faglaert.web.knowledge.search.MOST_FOUND` rows by an index, a fixed number of questions a page, and caches may
keep the answer for a minute. They never ask for a session.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from faglaert.web.frame import Head, crumbs
from faglaert.web.knowledge.page import list_context, programme_names
from faglaert.web.knowledge.queries import public_entries, public_files
from faglaert.web.page_cache import MAX_AGE_SECONDS, depends_on
from faglaert.web.workspace.files import file_answer

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def kept_for_a_minute(view: View[P]) -> View[P]:
    """Let caches keep an answer as long as those of the other public pages."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
        return response

    return keeping


@require_safe
@kept_for_a_minute
@depends_on("soeg", "slags", "side")
def entries(request: HttpRequest) -> HttpResponse:
    """Everything public, or what a question finds."""
    title = gettext("Viden og værktøjer")
    description = gettext("Erfaringer, metoder og værktøjer fra arbejdet med de faglærte uddannelser.")
    context = list_context(request, public_entries(), route="public_knowledge:detail")
    head = Head(title, description, crumbs((title, "")))
    return render(request, "knowledge/public_list.html", {"page": head, **context})


@require_safe
@kept_for_a_minute
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One public entry; whom to ask is left out."""
    found = get_object_or_404(public_entries(), pk=entry_id)
    step = (gettext("Viden og værktøjer"), reverse("public_knowledge:list"))
    context = {
        "page": Head(found.title, crumbs=crumbs(step, (found.title, ""))),
        "entry": found,
        "programmes": programme_names(found),
        "files": found.files.defer("content"),
        "file_route": "public_knowledge:file",
    }
    return render(request, "knowledge/public_detail.html", context)


@require_safe
@kept_for_a_minute
def file(request: HttpRequest, file_id: int) -> HttpResponse:  # noqa: ARG001 (a view is given the request)
    """A file of a public entry."""
    return file_answer(get_object_or_404(public_files(), pk=file_id))
