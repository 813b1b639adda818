# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Freezing dossiers, opening and closing a round, giving a ballot, looking back: each one transaction with its log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from faglaert.definitions.dossier import measures
from faglaert.errors import FaglaertError
from faglaert.published.dossier import dossier
from faglaert.published.store import Store
from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import record_event, writing
from faglaert.web.council.freezing import frozen_balance, frozen_lines
from faglaert.web.council.models import AgendaItem, Ballot, Criterion, Decision, FrozenDossier, LookBack, Meeting, Round
from faglaert.web.council.queries import question_of
from faglaert.web.council.weighing import result_of
from faglaert.web.workspace.records import StaleRecordError, add, change, remove


class CouncilError(FaglaertError):
    """What was asked for cannot be done now."""


@dataclass(frozen=True)
class Named:
    """A criterion to be: a measure of the dossiers, or by a title the members' own judgement."""

    measure_id: str = ""
    title: str = ""


@writing()
def freeze_dossiers(item: AgendaItem, codes: Iterable[str], *, store: Store, by: User) -> int:
    """Put the dossiers of programmes under an item as the store has them now; how many were added.

    One that stands there already stays as it was frozen. Raises :class:`CouncilError` once they are being weighed.
    """
    AgendaItem.objects.select_for_update().get(pk=item.pk)
    if Round.objects.filter(item=item).exists():
        raise CouncilError("the dossiers of this item are being weighed")
    known = set(item.dossiers.values_list("programme_code", flat=True))
    new = [code for code in dict.fromkeys(codes) if code not in known]
    for code in new:
        found = dossier(store, code)
        add(
            FrozenDossier(
                item=item,
                programme_code=code,
                build_id=found.release.build_id,
                built_at=found.release.built_at,
                lines=frozen_lines(found),
                balance=frozen_balance(store),
            ),
            by=by,
        )
    return len(new)


@writing()
def take_dossier_away(frozen: FrozenDossier, *, by: User, version: int) -> None:
    """Take a dossier from an item. Raises :class:`CouncilError` once it was weighed or decided on."""
    item = AgendaItem.objects.select_for_update().get(pk=frozen.item_id)
    if hasattr(item, "round") or hasattr(item, "decision"):
        raise CouncilError("the dossier has been weighed or decided on")
    remove(frozen, by=by, version=version)


@writing()
def open_round(found: Round, criteria: Sequence[Named], *, by: User) -> Round:
    """Let members weigh ``criteria`` over the dossiers of the item.

    Raises :class:`CouncilError` without dossiers, and when the item has a round.
    """
    AgendaItem.objects.select_for_update().get(pk=found.item_id)
    if Round.objects.filter(item=found.item_id).exists():
        raise CouncilError("the item has a round")
    if not found.item.dossiers.exists():
        raise CouncilError("there are no dossiers to weigh")
    add(found, by=by)
    Criterion.objects.bulk_create(
        Criterion(
            round=found,
            position=position,
            measure_id=each.measure_id,
            title=each.title,
            direction=measures()[each.measure_id].direction if each.measure_id else "more",
        )
        for position, each in enumerate(criteria, start=1)
    )
    record_event("opened", found, by=by, after={"criteria": [each.measure_id or each.title for each in criteria]})
    return found


@writing()
def give_ballot(ballot: Ballot, *, by: User, version: int) -> Ballot:
    """Save the member's own ballot. Raises :class:`CouncilError` when the round is closed, and StaleRecordError."""
    if Round.objects.select_for_update().get(pk=ballot.round_id).is_closed:
        raise CouncilError("the round is closed")
    if ballot._state.adding:
        there = Ballot.objects.filter(round=ballot.round_id, member=ballot.member_id).first()
        if there is not None:
            raise StaleRecordError(there)
        return add(ballot, by=by)
    return change(ballot, by=by, version=version)


@writing()
def close_round(found: Round, *, by: User, version: int) -> Round:
    """End the weighing and write its result. Raises :class:`CouncilError` without a ballot, and StaleRecordError."""
    stored = Round.objects.select_for_update().get(pk=found.pk)
    if stored.is_closed:
        raise CouncilError("the round is closed")
    question = question_of(stored)
    if not question.ballots:
        raise CouncilError("nobody has weighed yet")
    found.result, found.is_closed = result_of(question, found.top), True
    return change(found, by=by, version=version)


@writing()
def keep_look_back(look_back: LookBack, *, store: Store, by: User) -> LookBack:
    """Save what became of a decision, with the figures of the day beside the frozen ones.

    Raises :class:`CouncilError` when somebody else has looked back.
    """
    Decision.objects.select_for_update().get(pk=look_back.decision_id)
    if LookBack.objects.filter(decision=look_back.decision_id).exists():
        raise CouncilError("somebody has looked back")
    codes = look_back.decision.item.dossiers.values_list("programme_code", flat=True)
    look_back.build_id = store.release.build_id
    look_back.evidence = {code: frozen_lines(dossier(store, code)) for code in codes}
    return add(look_back, by=by)


@writing()
def publish_agenda(meeting: Meeting, *, by: User, version: int) -> Meeting:
    """Let the members see a meeting. Raises StaleRecordError."""
    meeting.is_draft = False
    return change(meeting, by=by, version=version)
