# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the rounds, their ranking, and the accounts against the frame."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.audit.queries import history_of
from faglaert.web.audit.tables import events_table
from faglaert.web.frame import Head, current_language
from faglaert.web.funding import actions, tables
from faglaert.web.funding.accounts_page import accounts_page
from faglaert.web.funding.crumbs import funding_crumbs, round_crumbs
from faglaert.web.funding.forms import AccountEntryForm, RoundForm
from faglaert.web.funding.models import AccountEntry, Round
from faglaert.web.funding.part_views import has_not_opened
from faglaert.web.funding.queries import may_apply, visible_applications, visible_rounds, with_sums
from faglaert.web.funding.ranked import ranked_for, ranking_rows, ranking_table
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError
from faglaert.web.workspace.sheets import sheet_answer

EVENTS_SHOWN = 20
ROWS_A_PAGE = 50


@require_safe
@requires(Capability.READ_PROGRAMME)
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round the person may see."""
    title = gettext("Midler")
    context = {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "table": tables.rounds_table(visible_rounds(request.user), current_language()),
        "may_manage": request.user.may(Capability.MANAGE_FUNDING),
        "may_see_applications": request.user.may(Capability.OPEN_APPLICATIONS),
    }
    return render(request, "funding/rounds.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def round_page(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round: the call, what it asks for, and what one can do."""
    return _round(request, get_object_or_404(visible_rounds(request.user), pk=round_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def round_new(request: HttpRequest) -> HttpResponse:
    """Describe a new round."""
    return _edit_round(request, Round(), gettext("Ny ansøgningsrunde"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def round_edit(request: HttpRequest, round_id: int) -> HttpResponse:
    """Change a round; the history tells what was changed after it opened."""
    found = get_object_or_404(Round, pk=round_id)
    return _edit_round(request, found, found.title)


@require_POST
@requires(Capability.MANAGE_FUNDING)
def round_publish(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show a round to those who may apply, or say what it lacks."""
    found = get_object_or_404(Round, pk=round_id)
    try:
        actions.publish(found, by=request.user, version=posted_version(request))
    except actions.NotPossibleError as error:
        return _round(request, found, problems=error.reasons, status=409)
    except StaleRecordError:
        return _round(request, found, problems=[changed_meanwhile()], status=409)
    messages.success(request, gettext("Runden er offentliggjort."))
    return redirect("funding:round", found.pk)


@require_safe
@requires(Capability.READ_APPLICATIONS)
def ranking(request: HttpRequest, round_id: int) -> HttpResponse:
    """The applications of a round by their weighed scores."""
    found = get_object_or_404(visible_rounds(request.user), pk=round_id)
    title = gettext("Rangliste")
    everything = ranked_for(request.user, found)
    rows = Paginator(everything, ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": Head(title, crumbs=round_crumbs(found, title)),
        "table": ranking_table(found, rows, current_language()),
        "rows": rows,
    }
    return render(request, "funding/ranking.html", context)


@require_safe
@requires(Capability.READ_APPLICATIONS)
def ranking_file(request: HttpRequest, round_id: int, file_format: str) -> HttpResponse:
    """The same as a file."""
    found = get_object_or_404(visible_rounds(request.user), pk=round_id)
    headings, rows = ranking_rows(ranked_for(request.user, found))
    return sheet_answer(f"ansoegninger_{found.pk}", file_format, headings, rows)


@require_safe
@requires(Capability.READ_PROGRAMME)
def accounts(request: HttpRequest) -> HttpResponse:
    """What was granted and paid, against the frame."""
    title = gettext("Regnskab mod rammen")
    may_manage = request.user.may(Capability.MANAGE_FUNDING)
    context = {
        "page": Head(title, crumbs=funding_crumbs((title, ""))),
        "view": accounts_page(current_language(), is_editable=may_manage),
        "may_manage": may_manage,
    }
    return render(request, "funding/accounts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def entry_new(request: HttpRequest) -> HttpResponse:
    """Add a line to the accounts."""
    return _edit_entry(request, AccountEntry(), gettext("Ny regnskabspost"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def entry_edit(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Change a line of the accounts."""
    entry = get_object_or_404(AccountEntry, pk=entry_id)
    return _edit_entry(request, entry, entry.title)


def changed_meanwhile() -> str:
    """What is said to the second of two."""
    return gettext("En anden har ændret det imens. Se på det igen.")


def _round(request: HttpRequest, found: Round, *, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
    user, language = request.user, current_language()
    may_manage = user.may(Capability.MANAGE_FUNDING)
    mine = with_sums(visible_applications(user).filter(round=found, organisation=user.organisation_id))
    context = {
        "page": Head(found.title, crumbs=funding_crumbs((found.title, ""))),
        "round": found,
        "facts": tables.round_facts(found, language),
        "criteria": tables.criteria_table(found, language, is_editable=may_manage and has_not_opened(found)),
        "questions": tables.questions_table(found, is_editable=may_manage and has_not_opened(found)),
        "own": tables.applications_table(mine, language) if user.may(Capability.APPLY) else None,
        "may_manage": may_manage,
        "may_change_parts": may_manage and has_not_opened(found),
        "may_rank": user.may(Capability.READ_APPLICATIONS),
        "may_apply": may_apply(user, found),
        "history": events_table(
            history_of(found)[:EVENTS_SHOWN], reader=request.user, caption=gettext("Hvad der er ændret")
        ),
        "problems": problems or [],
    }
    return render(request, "funding/round.html", context, status=status)


def _edit_round(request: HttpRequest, found: Round, title: str) -> HttpResponse:
    form = RoundForm(request.POST or None, instance=found)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Runden er gemt."))
        return redirect("funding:round", form.instance.pk)
    context = {"page": Head(title, crumbs=funding_crumbs((title, ""))), "form": form}
    return render(request, "funding/edit.html", context)


def _edit_entry(request: HttpRequest, entry: AccountEntry, title: str) -> HttpResponse:
    form = AccountEntryForm(request.POST or None, instance=entry)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Regnskabsposten er gemt."))
        return redirect("funding:accounts")
    crumbs = funding_crumbs((gettext("Regnskab mod rammen"), reverse("funding:accounts")), (title, ""))
    return render(request, "funding/edit.html", {"page": Head(title, crumbs=crumbs), "form": form})
