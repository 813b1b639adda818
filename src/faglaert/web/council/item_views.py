# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of one item of an agenda: its papers and its dossiers."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.published.dossier import dossier as published_dossier
from faglaert.published.dossier import dossier_programmes, skilled_balance
from faglaert.published.store import open_store
from faglaert.reports.dossier_text import balance_text
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.audit.queries import history_of
from faglaert.web.audit.tables import events_table
from faglaert.web.council import actions
from faglaert.web.council.forms import DossiersForm, ItemForm, programme_name
from faglaert.web.council.freezing import compared, thawed, thawed_balance
from faglaert.web.council.models import AgendaItem, FrozenDossier, Meeting, Paper
from faglaert.web.council.queries import initiatives_of, items_seen_by, meetings_seen_by, papers_seen_by
from faglaert.web.council.tables import compared_table, dossiers_table
from faglaert.web.council.views import council_crumbs, form_page
from faglaert.web.frame import Head, current_language
from faglaert.web.workspace.files import file_answer, upload_form
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.records import StaleRecordError, add, remove

EVENTS_SHOWN = 20


@require_safe
@requires(Capability.READ_COUNCIL)
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One item: what is to be discussed, papers, dossiers, priorities and decision."""
    found = get_object_or_404(items_seen_by(request.user), pk=item_id)
    meeting = found.meeting
    steps = ((meeting.title, reverse("council:meeting", args=[meeting.pk])), (str(found), ""))
    decision, user = getattr(found, "decision", None), request.user
    context = {
        "page": Head(str(found), crumbs=council_crumbs(*steps)),
        "item": found,
        "round": getattr(found, "round", None),
        "decision": decision,
        "dissents": decision.dissents.select_related("member") if decision else (),
        "look_back": getattr(decision, "look_back", None),
        "papers": found.papers.defer("content"),
        "initiatives": initiatives_of(found, user),
        "dossiers": dossiers_table(found.dossiers.all(), current_language()),
        "history": events_table(
            history_of(found)[:EVENTS_SHOWN], reader=request.user, caption=gettext("Hvad der er ændret")
        ),
        "may_prepare": user.may(Capability.PREPARE_COUNCIL),
        "may_weigh": user.may(Capability.WEIGH),
        "may_decide": user.may(Capability.DECIDE),
    }
    return render(request, "council/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def item_new(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Put an item on the agenda."""
    meeting = get_object_or_404(meetings_seen_by(request.user), pk=meeting_id)
    found = AgendaItem(meeting=meeting, position=meeting.items.count() + 1)
    return _edit(request, found, meeting, gettext("Nyt punkt"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def item_edit(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change an item."""
    found = get_object_or_404(items_seen_by(request.user), pk=item_id)
    return _edit(request, found, found.meeting, str(found))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def paper_new(request: HttpRequest, item_id: int) -> HttpResponse:
    """Hand in a paper."""
    found = get_object_or_404(items_seen_by(request.user), pk=item_id)
    paper = Paper(item=found)
    form = upload_form(request, paper)
    if form.is_valid():
        add(paper, by=request.user)
        messages.success(request, gettext("Bilaget er gemt."))
        return redirect("council:item", found.pk)
    return form_page(request, gettext("Nyt bilag"), form, item_step(found))


@require_safe
@requires(Capability.READ_COUNCIL)
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """A paper, to those who may see its meeting."""
    return file_answer(get_object_or_404(papers_seen_by(request.user), pk=paper_id))


@require_POST
@requires(Capability.PREPARE_COUNCIL)
def paper_delete(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Take a paper away."""
    found = get_object_or_404(papers_seen_by(request.user), pk=paper_id)
    item_id = found.item_id
    try:
        remove(found, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Se på det igen."))
    else:
        messages.success(request, gettext("Det er slettet."))
    return redirect("council:item", item_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def dossiers(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put dossiers under an item, as the figures are now."""
    found = get_object_or_404(items_seen_by(request.user), pk=item_id)
    form = DossiersForm(request.POST or None, item=found)
    if form.is_valid():
        store = open_store(settings.FAGLAERT.paths)
        try:
            actions.freeze_dossiers(found, form.cleaned_data["programmes"], store=store, by=request.user)
        except actions.CouncilError:
            messages.warning(request, gettext("Dossiererne vejes nu og kan ikke ændres."))
        else:
            messages.success(request, gettext("Dossiererne er lagt ved, som tallene er nu."))
        return redirect("council:item", found.pk)
    return form_page(request, gettext("Læg dossierer ved"), form, item_step(found))


@require_safe
@requires(Capability.READ_COUNCIL)
def dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """A frozen dossier beside today's figures."""
    found = _dossier(request, dossier_id)
    store, code = open_store(settings.FAGLAERT.paths), found.programme_code
    now = published_dossier(store, code).lines if code in dossier_programmes() else ()
    rows, title = compared(thawed(found.lines), now), programme_name(code)
    then, today, language = thawed_balance(found.balance), skilled_balance(store), current_language()
    context = {
        "page": Head(title, crumbs=council_crumbs(item_step(found.item), (title, "")), release=store.release),
        "dossier": found,
        "table": compared_table(rows, language),
        "balance": balance_text(then, language),
        "balance_today": balance_text(today, language) if today != then else "",
        "changed": sum(each.is_changed for each in rows) + len(set(then) - set(today)),
        "is_same_build": found.build_id == store.release.build_id,
        "may_prepare": request.user.may(Capability.PREPARE_COUNCIL),
    }
    return render(request, "council/dossier.html", context)


@require_POST
@requires(Capability.PREPARE_COUNCIL)
def dossier_delete(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Take a dossier from its item while nobody has weighed it."""
    found = _dossier(request, dossier_id)
    item_id = found.item_id
    try:
        actions.take_dossier_away(found, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Se på det igen."))
    except actions.CouncilError:
        messages.warning(request, gettext("Dossieret er indgået i en prioritering eller beslutning og bliver stående."))
    else:
        messages.success(request, gettext("Det er slettet."))
    return redirect("council:item", item_id)


def item_step(found: AgendaItem) -> tuple[str, str]:
    """The item as a step on the way to a page."""
    return str(found), reverse("council:item", args=[found.pk])


def _dossier(request: HttpRequest, dossier_id: int) -> FrozenDossier:
    seen = FrozenDossier.objects.filter(item__in=items_seen_by(request.user)).select_related("item__meeting")
    return get_object_or_404(seen, pk=dossier_id)


def _edit(request: HttpRequest, found: AgendaItem, meeting: Meeting, title: str) -> HttpResponse:
    form = ItemForm(request.POST or None, instance=found, user=request.user)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Punktet er gemt."))
        return redirect("council:item", form.instance.pk)
    return form_page(request, title, form, (meeting.title, reverse("council:meeting", args=[meeting.pk])))
