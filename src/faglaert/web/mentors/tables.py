# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Mentors, offers, goals and agreements as tables."""

from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.figures import published_figures
from faglaert.definitions.indicators import indicators
from faglaert.definitions.parameters import disclosure_rule
from faglaert.published.dossier import DossierLine, dossier_programmes, headlines
from faglaert.published.store import Store
from faglaert.reports.dossier_text import area_text, figure_text, period_text, source_text, status_text
from faglaert.web.accounts.models import User
from faglaert.web.mentors.models import Agreements, Goal, Kept, Mentor, Offer
from faglaert.web.mentors.queries import may_edit, may_see_counts, may_see_person
from faglaert.web.tables import Cell, Heading, Table, danish_order

AnyOffered = TypeVar("AnyOffered", Offer, Agreements)

_COUNTRY = "apprenticeship_share"
"""The indicator of the whole country, whose aim is that of every programme."""


def mentors_table(mentors: Iterable[Mentor], user: User, language: str) -> Table:
    """One mentor a row; who it is stands there for those alone who may see it."""
    rows = [
        (
            Cell(_person(each, user), address=_address(each, user, "mentorer"), note=_contact(each, user)),
            Cell(each.organisation.name),
            Cell(", ".join(sorted(map(programme_name, each.programme_codes), key=danish_order))),
            Cell(each.offers),
            Cell(display.long_date(each.delete_on, language) if may_edit(user, each) else ""),
        )
        for each in mentors
    ]
    headings = (
        *(gettext("Mentor"), gettext("Organisation"), gettext("Uddannelser")),
        *(gettext("Kan hjælpe med"), gettext("Slettes")),
    )
    return _table("mentorer", gettext("Mentorer"), headings, rows)


def offers_table(offers: Iterable[Offer], user: User, language: str) -> Table:
    """One offer a row."""
    rows = [
        (
            Cell(programme_name(each.programme_code), address=_address(each, user, "tilbud"), note=each.text),
            Cell(each.get_kind_display()),
            Cell(each.organisation.name),
            Cell(display.number(each.places, language)),
            Cell(display.long_date(each.starts_on, language) if each.starts_on else ""),
        )
        for each in _by_programme(offers)
    ]
    headings = (gettext("Uddannelse"), gettext("Slags"), gettext("Organisation"), gettext("Pladser"), gettext("Fra"))
    return _table("tilbud", gettext("Virksomhedernes tilbud"), headings, rows)


def goals_table(goals: Iterable[Goal], user: User, language: str) -> Table:
    """One goal a row, with what is left."""
    rows = [
        (
            Cell(each.organisation.name, address=_address(each, user, "maal")),
            Cell(programme_name(each.programme_code)),
            Cell(str(each.year)),
            Cell(display.number(each.goal, language)),
            *_reached_cells(each, language, is_open=may_see_counts(user, each)),
        )
        for each in goals
    ]
    headings = (
        *(gettext("Organisation"), gettext("Uddannelse"), gettext("År")),
        *(gettext("Mål"), gettext("Lærlinge nu"), gettext("Mangler endnu")),
    )
    return _table("maal", gettext("Mål for egne lærlinge"), headings, rows)


def agreements_table(found: Iterable[Agreements], user: User, language: str, store: Store | None) -> Table:
    """One programme at one school in a year a row, held against the aim and beside what is published of the programme.

    Few pupils are hidden from others. ``store`` is None before anything is published.
    """
    rows, published = [], headlines(store, "apprenticeship") if store else {}
    for each in _by_programme(found):
        share, against = _agreement_words(each, language, is_open=may_see_counts(user, each))
        address = _address(each, user, "aftaler")
        name = programme_name(each.programme_code)
        school, year = Cell(each.organisation.name), Cell(str(each.year))
        beside = _published_cell(published.get(each.programme_code), store, language)
        rows.append((Cell(name, address=address), school, year, share, against, beside))
    headings = (
        *(gettext("Uddannelse"), gettext("Skole"), gettext("År")),
        *(gettext("Med uddannelsesaftale"), gettext("Mod målet"), gettext("Offentliggjort for uddannelsen")),
    )
    return _table("aftaler", gettext("Uddannelsesaftaler"), headings, rows)


def country_words(store: Store | None, language: str) -> str:
    """The newest share of the whole country over all programmes, with period and source; empty where there is none."""
    series = [each for each in store.observations(_COUNTRY) if each.value is not None] if store else []
    if not series:
        return ""
    newest = series[-1]
    pages = {each.period: each.source_url for each in published_figures() if each.indicator_id == _COUNTRY}
    return gettext("I hele landet var det %(share)s for alle uddannelser under ét (%(period)s; %(source)s).") % {
        "share": display.share(newest.value, language),
        "period": display.period(newest.period, language),
        "source": urlsplit(pages.get(newest.period, "")).hostname or gettext("ingen oplysning"),
    }


def aim() -> float:
    """The share the programme aims at."""
    target = indicators()[_COUNTRY].target
    return target.value if target else 0.0


def programme_name(code: str) -> str:
    """The name of a programme, or its code when it is no longer offered."""
    found = dossier_programmes().get(code)
    return found.name_da if found else code


def _by_programme(records: Iterable[AnyOffered]) -> list[AnyOffered]:
    """In Danish order of the programmes' names; within a programme as they come."""
    return sorted(records, key=lambda each: danish_order(programme_name(each.programme_code)))


def _agreement_words(each: Agreements, language: str, *, is_open: bool) -> tuple[Cell, Cell]:
    if each.completed == 0:
        return _symbol("not_applicable", language), Cell("")
    if not is_open and _is_revealing(each):
        return _symbol("suppressed", language), Cell("")
    share = each.with_agreement / each.completed
    counts = gettext("%(count)s af %(all)s") % {"count": each.with_agreement, "all": each.completed}
    against = gettext("nået") if share >= aim() else display.points(share - aim(), language)
    return Cell(display.share(share, language), note=counts), Cell(against)


def _published_cell(line: DossierLine | None, store: Store | None, language: str) -> Cell:
    if line is None or store is None:
        return Cell(gettext("ingen oplysning"))
    where = (area_text(line, language), period_text(line, language), source_text(store, line, language))
    words = status_text(line, language) if display.status_symbol(line.status) else ""
    return Cell(figure_text(line, language), words=words, note="; ".join(filter(None, where)))


def _is_revealing(each: Agreements) -> bool:
    """Whether a share would tell of few: the rule of the published shares, without its intervals."""
    rule = disclosure_rule(localdate())
    parts = (each.with_agreement, each.completed - each.with_agreement)
    is_small = any(0 < part < rule.smallest_count for part in parts)
    return is_small or each.completed < rule.smallest_denominator_without_interval


def _symbol(status: str, language: str) -> Cell:
    return Cell(display.status_symbol(status), display.status_words(status, language))


def _reached_cells(each: Goal, language: str, *, is_open: bool) -> tuple[Cell, Cell]:
    """Apprentices and what is left to the goal; of few neither is told to others, for one gives the other."""
    if each.reached is None:
        return Cell(""), Cell("")
    if not is_open and 0 < each.reached < disclosure_rule(localdate()).smallest_count:
        return _symbol("suppressed", language), Cell("")
    return Cell(display.number(each.reached, language)), Cell(_left(each, language))


def _left(each: Goal, language: str) -> str:
    return display.number(each.goal - each.reached, language) if each.reached < each.goal else gettext("nået")


def _person(mentor: Mentor, user: User) -> str:
    return mentor.full_name if may_see_person(user, mentor) else str(mentor)


def _contact(mentor: Mentor, user: User) -> str:
    return ", ".join(each for each in (mentor.email, mentor.phone) if each) if may_see_person(user, mentor) else ""


def _address(record: Kept, user: User, slug: str) -> str:
    return reverse("mentors:edit", args=[slug, record.pk]) if may_edit(user, record) else ""


def _table(key: str, caption: str, headings: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Table:
    return Table(
        key=key,
        caption=caption,
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(rows),
    )
