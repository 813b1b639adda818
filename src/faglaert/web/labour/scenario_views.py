# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scenarios readers make themselves: the address is the scenario, so it can be shared, kept and asked for again."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page  # pages of the store are compressed where they are kept
from django.views.decorators.http import require_safe

from faglaert.published.balance import Balance
from faglaert.published.store import Store, open_store
from faglaert.web.file_forms import Cube, Form, file_response
from faglaert.web.frame import Head, crumbs, current_language, full_address
from faglaert.web.jobs import QueueFullError, scenario_result
from faglaert.web.labour.group_page import break_even_words
from faglaert.web.labour.levers import MOST_OTHERS, QUERY_KEYS, VARIANT, Asked, Choice, asked_of, query_for
from faglaert.web.labour.parts import Frame, frame_of
from faglaert.web.labour.scenario_page import Trial, chain_table, comparison, differences, trial_words, trials_of
from faglaert.web.labour.views import above, published
from faglaert.web.tables import Table

SECONDS_BETWEEN = 3
SECONDS_WHEN_FULL = 60
LONGEST_ADDRESS = 1200


@dataclass(frozen=True)
class Outcome:
    """What a reader asked for: tables once everything is computed."""

    told: tuple[tuple[Trial, str], ...]
    tables: tuple[Table, ...]
    permalink: str
    compare_with: str
    failed: tuple[str, ...]
    break_even: tuple[str, ...]


@gzip_page
@require_safe
def scenario(request: HttpRequest) -> HttpResponse:
    """The form; with levers turned, the result, or a page that says it is being computed and asks again."""
    found = published(open_store(settings.FAGLAERT.paths))
    asked, frame = _asked(request), frame_of(found, "scenario", current_language())
    try:
        trials = _tried(asked.choices, found)
    except QueueFullError:
        return _full(_page(request, frame, asked, is_full=True))
    if trials is None:
        return _waiting(request, frame, asked.choices)
    return _page(request, frame, asked, outcome=_outcome(found, trials) if trials else None)


scenario.query_keys = QUERY_KEYS  # type: ignore[attr-defined]  # read by query_of


def file_view(cube: Callable[[Store, Balance, tuple[Trial, ...], str], Cube]) -> Callable[..., HttpResponse]:
    """A view that gives the scenarios of an address as a file; 404 where there is nothing to give."""

    @gzip_page
    @require_safe
    def view(request: HttpRequest, form: Form) -> HttpResponse:
        store = open_store(settings.FAGLAERT.paths)
        found, language = published(store), current_language()
        try:
            trials = _tried(_asked(request).choices, found)
        except QueueFullError:
            return _full(HttpResponse(_full_words(), content_type="text/plain; charset=utf-8"))
        if trials is None:
            words = gettext("Scenariet beregnes. Det tager nogle sekunder; siden spørger selv igen.")
            return _asking_again(HttpResponse(words, content_type="text/plain; charset=utf-8", status=202))
        done = tuple(each for each in trials if not each.has_failed)
        made = cube(store, found, done, language) if done else None
        if made is None or not made.table.rows:
            raise Http404("no scenario was asked for that has such a table, or none could be computed")
        return _marked(file_response(made, form, store.release, language), "public, max-age=60")

    return view


def _asked(request: HttpRequest) -> Asked:
    is_short = len(request.META.get("QUERY_STRING", "")) <= LONGEST_ADDRESS
    return asked_of(request.GET if is_short else QueryDict())


def _tried(choices: tuple[Choice, ...], found: Balance) -> tuple[Trial, ...] | None:
    """What came of each; None while one is being computed. Raises :class:`QueueFullError`."""
    results = [scenario_result(f"{each.id}-{slugify(found.run.run)}", each.scenario()) for each in choices]
    kept = [each for each in results if each is not None]
    return trials_of(choices, kept) if len(kept) == len(choices) else None


def _outcome(found: Balance, trials: tuple[Trial, ...]) -> Outcome:
    language = current_language()
    done = tuple(each for each in trials if not each.has_failed)
    tables = [differences(done, language), comparison(done, language)] if done else []
    tables += [chain_table(each, language) for each in done if each.result["chain"]]
    choices = trials[0].asked
    return Outcome(
        told=tuple((each, trial_words(each, language)) for each in trials),
        tables=tuple(tables),
        permalink=full_address(f"{reverse('labour:scenario')}?{query_for(choices)}"),
        compare_with="" if len(choices) > MOST_OTHERS else choices[0].slug,
        failed=tuple(each.name for each in trials if each.has_failed),
        break_even=break_even_words(found, language) if any(each.result.get("chain") for each in done) else (),
    )


def _page(
    request: HttpRequest, frame: Frame, asked: Asked, *, outcome: Outcome | None = None, is_full: bool = False
) -> HttpResponse:
    context = {
        "page": _head(gettext("Regn selv")),
        "balance": frame,
        "form": asked.form,
        "others": asked.others,
        "outcome": outcome,
        "full": _full_words() if is_full else "",
        "presets": _presets(),
    }
    response = render(request, "labour/scenario.html", context, status=400 if asked.form.errors else 200)
    return _marked(response, "no-store" if outcome is None else "public, max-age=60")


def _waiting(request: HttpRequest, frame: Frame, choices: tuple[Choice, ...]) -> HttpResponse:
    """A short page that the browser asks for again by itself, without any script."""
    context = {"page": _head(gettext("Scenariet beregnes")), "balance": frame, "choices": choices}
    return _asking_again(render(request, "labour/waiting.html", context, status=202))


def _asking_again(response: HttpResponse) -> HttpResponse:
    response["Refresh"] = response["Retry-After"] = str(SECONDS_BETWEEN)
    return _marked(response, "no-store")


def _full(response: HttpResponse) -> HttpResponse:
    response.status_code = 503
    response["Retry-After"] = str(SECONDS_WHEN_FULL)
    return _marked(response, "no-store")


def _full_words() -> str:
    return gettext("Der venter for mange beregninger lige nu. Prøv igen om et minut; adressen er den samme.")


def _marked(response: HttpResponse, kept: str) -> HttpResponse:
    """How long an answer is kept, and that search engines leave it: there is no end of scenarios."""
    response["Cache-Control"] = kept
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
