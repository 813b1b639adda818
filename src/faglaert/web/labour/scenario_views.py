# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scenarios readers make themselves: the address is the scenario, so it can be shared, kept and asked for again."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from faglaert.published.balance import Balance
from faglaert.published.store import open_store
from faglaert.web.frame import Head, crumbs, current_language, full_address
from faglaert.web.jobs import QueueFullError, scenario_result
from faglaert.web.labour.group_page import break_even_words
from faglaert.web.labour.levers import MOST_OTHERS, QUERY_KEYS, VARIANT, WITH, Choice, LeverForm, choice_from, choice_of
from faglaert.web.labour.parts import Frame, frame_of
from faglaert.web.labour.scenario_page import Trial, chain_table, comparison, differences
from faglaert.web.labour.views import above, published
from faglaert.web.tables import Table

SECONDS_BETWEEN = 3
LONGEST_ADDRESS = 1200


@dataclass(frozen=True)
class Outcome:
    """What a reader asked for: tables once everything is computed."""

    choices: tuple[Choice, ...]
    tables: tuple[Table, ...]
    permalink: str
    compare_with: str
    failed: tuple[str, ...]
    break_even: tuple[str, ...]


@require_safe
def scenario(request: HttpRequest) -> HttpResponse:
    """The form; with levers turned, the result, or a page that says it is being computed and asks again."""
    found = published(open_store(settings.FAGLAERT.paths))
    asked = len(request.META.get("QUERY_STRING", "")) <= LONGEST_ADDRESS
    values = {name: request.GET[name].strip() for name in QUERY_KEYS if name != WITH and request.GET.get(name)}
    form = LeverForm(values if asked else None) if values else LeverForm({})
    others = _others(request) if asked else ()
    frame = frame_of(found, "scenario")
    if not form.is_valid() or not asked:
        return _page(request, frame, form, others=others)
    own = choice_of(form)
    choices = tuple(dict.fromkeys(each for each in (own, *others) if each.turned))
    if not own.turned:
        return _page(request, frame, form, others=others)
    try:
        results = [scenario_result(f"{each.id}-{found.run.digest}", each.scenario()) for each in choices]
    except QueueFullError:
        response = _page(request, frame, form, others=others, is_full=True)
        response["Retry-After"] = "60"
        return response
    trials = tuple(Trial(choice, result) for choice, result in zip(choices, results, strict=True) if result is not None)
    if len(trials) < len(choices):
        return _waiting(request, frame, choices)
    return _page(request, frame, form, others=others, outcome=_outcome(found, choices, trials))


scenario.query_keys = QUERY_KEYS  # type: ignore[attr-defined]  # read by query_of


def _others(request: HttpRequest) -> tuple[Choice, ...]:
    """Scenarios to compare with; what is none of ours is left out."""
    found = (choice_from(slug) for slug in request.GET.getlist(WITH)[:MOST_OTHERS])
    return tuple(each for each in found if each is not None)


def _outcome(found: Balance, choices: tuple[Choice, ...], trials: tuple[Trial, ...]) -> Outcome:
    language = current_language()
    done = tuple(each for each in trials if not each.has_failed)
    tables = [differences(done, language), comparison(done, language)] if done else []
    tables += [chain_table(each, language) for each in done if each.result["chain"]]
    others = "".join(f"&{WITH}={each.slug}" for each in choices[1:])
    return Outcome(
        choices=choices,
        tables=tuple(tables),
        permalink=full_address(f"{reverse('labour:scenario')}?{choices[0].query}{others}"),
        compare_with="" if len(choices) > MOST_OTHERS else choices[0].slug,
        failed=tuple(each.choice.id for each in trials if each.has_failed),
        break_even=break_even_words(found, language) if any(each.result.get("chain") for each in done) else (),
    )


def _page(
    request: HttpRequest,
    frame: Frame,
    form: LeverForm,
    *,
    others: tuple[Choice, ...],
    outcome: Outcome | None = None,
    is_full: bool = False,
) -> HttpResponse:
    context = {
        "page": _head(gettext("Regn selv")),
        "balance": frame,
        "form": form,
        "others": others,
        "outcome": outcome,
        "is_full": is_full,
        "presets": _presets(),
    }
    status = 503 if is_full else 400 if form.errors else 200
    response = render(request, "labour/scenario.html", context, status=status)
    response["Cache-Control"] = "public, max-age=60" if outcome is not None else "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _waiting(request: HttpRequest, frame: Frame, choices: tuple[Choice, ...]) -> HttpResponse:
    """A short page that the browser asks for again by itself, without any script."""
    context = {"page": _head(gettext("Scenariet beregnes")), "balance": frame, "choices": choices}
    response = render(request, "labour/waiting.html", context, status=202)
    response["Refresh"] = str(SECONDS_BETWEEN)
    response["Retry-After"] = str(SECONDS_BETWEEN)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _presets() -> tuple[tuple[str, str], ...]:
    """Scenarios to begin with: title and address."""
    address = reverse("labour:scenario")
    return (
        (gettext("En tredjedel færre tabte"), f"{address}?faerre_tabt=33"),
        (gettext("500 flere faglærte om året"), f"{address}?flere_faglaerte=500"),
        (gettext("Flere seniorer i arbejde"), f"{address}?seniorer=3"),
        (gettext("Lav vækst"), f"{address}?{VARIANT}=lav"),
        (gettext("Uændret uddannelsesbehov i brancherne"), f"{address}?mix=0"),
    )


def _head(title: str) -> Head:
    return Head(title, gettext("Skru på forudsætningerne, og se, hvad det flytter."), crumbs(*above(), (title, "")))
