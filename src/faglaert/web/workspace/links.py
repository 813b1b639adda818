# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Names of records that others point at, as far as a person may see them."""

from collections.abc import Callable, Iterable, Mapping

from django.db.models import Model, QuerySet

from faglaert.web.accounts.models import Organisation, User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.council.models import AgendaItem, Meeting
from faglaert.web.council.models import Decision as CouncilDecision
from faglaert.web.council.models import Round as CouncilRound
from faglaert.web.council.queries import decisions_seen_by, items_seen_by, meetings_seen_by, rounds_seen_by
from faglaert.web.funding.models import Application, Round
from faglaert.web.funding.queries import visible_applications, visible_rounds
from faglaert.web.initiatives.models import Initiative
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.knowledge.models import Entry
from faglaert.web.knowledge.queries import all_entries

_Seen = Callable[[User], QuerySet]
Names = Mapping[tuple[type[Model], int], str]


def _by_council(seen: _Seen) -> _Seen:
    return lambda user: seen(user) if user.may(Capability.READ_COUNCIL) else seen(user).none()


_SEEN: Mapping[type[Model], _Seen] = {
    Organisation: lambda _: Organisation.objects.all(),
    User: lambda _: User.objects.all(),
    Initiative: visible_to,
    Entry: lambda _: all_entries(),
    Meeting: _by_council(meetings_seen_by),
    AgendaItem: _by_council(items_seen_by),
    CouncilRound: _by_council(rounds_seen_by),
    CouncilDecision: _by_council(decisions_seen_by),
    Round: visible_rounds,
    Application: visible_applications,
}
"""What a person sees of the kinds of records others point at; partners and colleagues are named to everybody here."""


def names_for(reader: User, wanted: Mapping[type[Model], Iterable[int]]) -> Names:
    """The names of those that still exist and ``reader`` may see: one question a kind of record, however many."""
    return {
        (model, each.pk): str(each)
        for model, numbers in wanted.items()
        if model in _SEEN
        for each in _SEEN[model](reader).filter(pk__in=set(numbers))
    }
