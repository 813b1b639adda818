# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of a round: opening it, one's own ballot, closing it, and its result."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.council import actions
from faglaert.web.council.forms import BallotForm, RoundForm, programme_name
from faglaert.web.council.item_views import item_step
from faglaert.web.council.models import Round
from faglaert.web.council.queries import ballot_of, items_seen_by, question_of, rounds_seen_by
from faglaert.web.council.result_tables import (
    evidence_table,
    pairs_table,
    result_table,
    tells_extremes,
    weights_table,
)
from faglaert.web.council.views import council_crumbs, form_page
from faglaert.web.council.weighing import FEWEST_FOR_EXTREMES, own_order
from faglaert.web.frame import Head, current_language
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.records import StaleRecordError


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def round_new(request: HttpRequest, item_id: int) -> HttpResponse:
    """Open a round over the dossiers of an item."""
    found = get_object_or_404(items_seen_by(request.user), pk=item_id)
    if hasattr(found, "round"):
        return redirect("council:round", found.round.pk)
    form = RoundForm(request.POST or None, instance=Round(item=found))
    if form.is_valid():
        try:
            opened = actions.open_round(form.instance, form.criteria, by=request.user)
        except actions.CouncilError:
            words = gettext("Læg dossierer ved først: det er dem, der prioriteres imellem.")
            if found.dossiers.exists():
                words = gettext("En anden har ændret det imens. Se på det igen.")
            messages.warning(request, words)
            return redirect("council:item", found.pk)
        messages.success(request, gettext("Medlemmerne kan nu veje kriterierne."))
        return redirect("council:round", opened.pk)
    return form_page(request, gettext("Ny prioritering"), form, item_step(found))


@require_safe
@requires(Capability.READ_COUNCIL)
def round_page(request: HttpRequest, round_id: int) -> HttpResponse:
    """A round: the evidence, one's own order while it is open, and the result when it is closed."""
    found = get_object_or_404(rounds_seen_by(request.user), pk=round_id)
    own, language, result = ballot_of(found, request.user), current_language(), found.result
    question = question_of(found, only=own)
    title = gettext("Prioritering")
    context = {
        "page": Head(title, crumbs=council_crumbs(item_step(found.item), (title, ""))),
        "round": found,
        "evidence": evidence_table(question, language),
        "ballot_count": found.ballots.count(),
        "own": [(programme_name(code), rank) for code, rank in own_order(question)] if own.pk else [],
        "result": result,
        "concordance": _concordance(result) if result else "",
        "order": result_table(result, question.criteria, language) if result else None,
        "weights": weights_table(result, question.criteria, language) if result else None,
        "fewest": FEWEST_FOR_EXTREMES if result and not tells_extremes(result) else None,
        "pairs": pairs_table(result, language) if result else None,
        "may_weigh": request.user.may(Capability.WEIGH) and not found.is_closed,
        "may_close": request.user.may(Capability.DECIDE) and not found.is_closed,
    }
    return render(request, "council/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WEIGH)
def ballot(request: HttpRequest, round_id: int) -> HttpResponse:
    """The member's own ballot."""
    found = get_object_or_404(rounds_seen_by(request.user), pk=round_id)
    if found.is_closed:
        messages.warning(request, gettext("Prioriteringen er afsluttet."))
        return redirect("council:round", found.pk)
    codes = list(found.item.dossiers.values_list("programme_code", flat=True))
    form = BallotForm(
        request.POST or None, ballot=ballot_of(found, request.user), criteria=list(found.criteria.all()), codes=codes
    )
    if form.is_valid() and _is_stored(request, form):
        return redirect("council:round", found.pk)
    step = (gettext("Prioritering"), reverse("council:round", args=[found.pk]))
    title = gettext("Min vægtning")
    head = Head(title, crumbs=council_crumbs(item_step(found.item), step, (title, "")))
    context = {"page": head, "form": form, "round": found, "fewest": FEWEST_FOR_EXTREMES}
    return render(request, "council/ballot.html", context)


@require_POST
@requires(Capability.DECIDE)
def round_close(request: HttpRequest, round_id: int) -> HttpResponse:
    """End the weighing and work out the result."""
    found = get_object_or_404(rounds_seen_by(request.user), pk=round_id)
    try:
        actions.close_round(found, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Se på det igen."))
    except actions.CouncilError:
        messages.warning(request, gettext("Der er ingen stemmesedler endnu, eller prioriteringen er afsluttet."))
    else:
        messages.success(request, gettext("Prioriteringen er afsluttet."))
    return redirect("council:round", found.pk)


def _is_stored(request: HttpRequest, form: BallotForm) -> bool:
    try:
        is_stored = form.store(request.user)
    except actions.CouncilError:
        messages.warning(request, gettext("Prioriteringen blev afsluttet, mens du skrev. Din vægtning er ikke med."))
        return True
    if is_stored:
        messages.success(request, gettext("Din vægtning er gemt."))
    return is_stored


def _concordance(result: dict) -> str:
    """How far the members agree on the order, in words; Kendall's W is a number few know."""
    value = result["concordance"]
    if value is None:
        return gettext("Der er kun én rangorden at sammenligne.")
    if value >= 0.9:
        return gettext("Medlemmernes vægte fører næsten til samme rangorden.")
    if value >= 0.6:
        return gettext("Medlemmernes vægte fører til rangordener, der ligner hinanden.")
    return gettext("Medlemmernes vægte fører til meget forskellige rangordener.")
