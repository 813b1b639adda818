# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Made-up work in every table of the workspace, in bulk: a little of it, or as much as a programme of five years has.

What belongs to a record is made for every record there is, so that pages of one grow as lists do. Money is in DKK.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import Model
from django.utils.timezone import localdate, now

from faglaert.published.dossier import dossier_programmes
from faglaert.web.accounts.models import Organisation, OrganisationKind, RoleGrant, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import FIRST, digest_of
from faglaert.web.audit.models import AuditEvent
from faglaert.web.council import models as council
from faglaert.web.funding import models as funding
from faglaert.web.funding.queries import ASSESSORS
from faglaert.web.initiatives.models import Evidence, Initiative, Milestone, Phase, Risk
from faglaert.web.knowledge.models import Entry, EntryFile
from faglaert.web.mentors.models import Agreements, Goal, Mentor, Offer
from faglaert.web.programme.models import Partnership
from faglaert.web.status.models import Course, FrozenFigure, Progress, Status

FIRST_DAY = date(2021, 7, 1)
DAY = timedelta(days=1)
TEXT = "Mange elever falder fra mellem grundforløb 2 og hovedforløbet, og for få finder en læreplads i tide. " * 5
FILE = {"media_type": "application/pdf", "size_bytes": 5, "sha256": "0" * 64, "content": b"%PDF-"}


@dataclass(frozen=True)
class Size:
    """Initiatives, parts of each record, half-years of statuses, and records of every other kind."""

    initiatives: int
    parts: int
    halves: int
    others: int


FEW = Size(initiatives=4, parts=2, halves=2, others=3)
FULL = Size(initiatives=200, parts=10, halves=10, others=20)
"""200 initiatives with 2,000 milestones, and statuses of five years."""


def tables() -> list[type[Model]]:
    """Every table of the workspace's own apps."""
    return [each for each in apps.get_models() if each.__module__.startswith("faglaert.web.")]


def fill(size: Size) -> None:
    """Make work of a size beside what there is."""
    people = _people(size)
    _initiatives(size, people)
    _statuses(size)
    _rounds(size, people)
    _meetings(size, people)
    _knowledge(size)
    _apprenticeships(size)
    _history(size)


def _made(rows: Iterable[Model]) -> list[Model]:
    """Rows of one kind in one go; those that are there already by their own rule of uniqueness are left out."""
    found = list(rows)
    return type(found[0])._default_manager.bulk_create(found, ignore_conflicts=True)


def _days(number: int) -> dict[str, date]:
    start = FIRST_DAY + 7 * number * DAY
    return {"starts_on": start, "ends_on": start + 1500 * DAY}


def _codes(count: int) -> list[str]:
    return sorted(dossier_programmes())[:count]


def _people(size: Size) -> list[User]:
    """Organisations of every kind with one person each; the people, each with a role and sessions."""
    first, kinds = Organisation.objects.count(), list(OrganisationKind)
    numbers = range(first, first + size.others)
    _made(Organisation(name=f"Eksempel {number}", kind=kinds[number % len(kinds)]) for number in numbers)
    _made(
        User(email=f"person{each.pk}@example.dk", full_name=f"Person {each.pk}", organisation=each)
        for each in Organisation.objects.filter(name__startswith="Eksempel")
    )
    people = list(User.objects.filter(email__startswith="person").order_by("pk"))
    _made(RoleGrant(user=each, role=role) for each in people for role in (Role.READER, Role.COUNCIL_MEMBER))
    _made(
        UserSession(user=each, ip="127.0.0.1", session_key=f"{first}-{each.pk}-{number}", user_agent="Eksempel")
        for each in User.objects.all()
        for number in range(size.parts)
    )
    return people


def _initiatives(size: Size, people: list[User]) -> None:
    organisations, phases = list(Organisation.objects.order_by("pk")), list(Phase)
    _made(
        Initiative(
            title=f"Eksempel på et initiativ med et navn af almindelig længde {number}",
            track=number % 3 + 1,
            phase=phases[number % len(phases)],
            organisation=organisations[number % len(organisations)],
            responsible=people[number % len(people)],
            is_draft=number % 20 == 19,
            indicator_id="neet_share",
            **dict.fromkeys(("problem", "target_group", "activities", "outputs", "outcome"), TEXT),
            **(_days(number) if number % 20 else {}),
        )
        for number in range(size.initiatives)
    )
    found = list(Initiative.objects.all())
    each_part = [(each, number) for each in found for number in range(size.parts)]
    _made(
        Milestone(initiative=each, title=f"Milepæl {number}", due_on=FIRST_DAY + 150 * number * DAY)
        for each, number in each_part
    )
    _made(Evidence(initiative=each, phase=phases[number % len(phases)], text=TEXT) for each, number in each_part)
    _made(Risk(initiative=each, text="Få pladser", likelihood=2, consequence=3, response=TEXT) for each, _ in each_part)
    _made(
        Partnership(initiative=each, organisation=organisations[number % len(organisations)], role="takes_part")
        for each, number in each_part
    )
    schools = organisations[: size.parts]
    through = Initiative.schools.through
    _made(through(initiative=each, organisation=school) for each in found for school in schools)


def _statuses(size: Size) -> None:
    texts = {"progress_text": TEXT, "obstacles": TEXT, "reasons": TEXT}
    _made(
        Status(
            initiative=each,
            year=FIRST_DAY.year + (number + 1) // 2,
            half=2 - number % 2,
            progress=list(Progress)[number % 3],
            course=list(Course)[number % 3],
            given_at=now(),
            **texts,
        )
        for each in Initiative.objects.all()
        for number in range(size.halves)
    )
    words = {"area_code": "084", "unit": "share", "period": "2022", "value": 0.1, "status": "shown"}
    origin = {"build_id": "gammel", "built_at": now(), "source_id": "dst_neet3"}
    _made(FrozenFigure(of=each, indicator_id="neet_share", **words, **origin) for each in Status.objects.all())


def _rounds(size: Size, people: list[User]) -> None:
    window = {"opens_at": now() - 30 * DAY, "closes_at": now() - DAY, "is_published": True}
    _made(
        funding.Round(title=f"Eksempelrunde {number}", call_text=TEXT, kinds=["school"], amount_dkk=1, **window)
        for number in range(size.others)
    )
    rounds = list(funding.Round.objects.all())
    parts = range(size.parts)
    _made(funding.Criterion(round=each, title=f"Kriterium {number}", weight=1) for each in rounds for number in parts)
    _made(funding.Question(round=each, text=f"Spørgsmål {number}") for each in rounds for number in parts)
    _made(
        funding.Application(
            round=each,
            organisation=people[number % len(people)].organisation,
            title=f"Ansøgning {number}",
            summary=TEXT,
            state="granted" if number % 2 and each.title.startswith("Eksempel") else "submitted",
            submitted_at=now() - 2 * DAY,
        )
        for each in rounds
        if each.is_published
        for number in parts
    )
    _made(
        funding.AccountEntry(title=f"Post {number}", year=2022, kind="paid", amount_dkk=1)
        for number in range(size.others)
    )
    _applications(size, people)


def _applications(size: Size, people: list[User]) -> None:
    criteria: dict[int, dict[str, int]] = {}
    for criterion in funding.Criterion.objects.all():
        criteria.setdefault(criterion.round_id, {})[str(criterion.pk)] = 3
    found = list(funding.Application.objects.all())
    few = range(min(size.parts, 4))
    _made(
        funding.BudgetLine(application=each, text=f"Løn {number}", amount_dkk=1_000) for each in found for number in few
    )
    _made(funding.Attachment(application=each, name=f"{number}.pdf", **FILE) for each in found for number in few)
    _made(
        funding.Assessment(application=each, assessor=assessor, state="in", comment=TEXT)
        for each in funding.Application.objects.filter(round__title__startswith="Eksempel", assessments=None)
        for assessor in people[:ASSESSORS]
    )
    handed_in = list(funding.Assessment.objects.filter(state="in").select_related("application"))
    for each in handed_in:
        each.scores = criteria[each.application.round_id]
    funding.Assessment.objects.bulk_update(handed_in, ["scores"], batch_size=500)
    granted = [each for each in found if each.state == funding.ApplicationState.GRANTED]
    due = FIRST_DAY + 400 * DAY
    _made(
        funding.Decision(application=each, is_grant=True, amount_dkk=1_000, reasons=TEXT, decided_on=FIRST_DAY)
        for each in granted
    )
    _made(
        funding.Instalment(application=each, amount_dkk=100, due_on=due, paid_on=due) for each in granted for _ in few
    )
    _made(
        funding.GrantReport(
            application=each, title=f"Rapport {number}", due_on=due, received_on=due if each.pk % 10 else None
        )
        for each in granted
        for number in few
    )


def _meetings(size: Size, people: list[User]) -> None:
    parts, codes = range(size.parts), _codes(size.parts)
    _made(
        council.Meeting(title=f"Møde {number}", held_on=FIRST_DAY + 60 * number * DAY) for number in range(size.others)
    )
    known = set(council.AgendaItem.objects.values_list("pk", flat=True))
    _made(
        council.AgendaItem(meeting=each, position=number + 2, title=f"Punkt {number}", text=TEXT)
        for each in council.Meeting.objects.all()
        for number in parts
    )
    items = list(council.AgendaItem.objects.all())
    new = [each for each in items if each.pk not in known]
    initiatives = list(Initiative.objects.all()[: size.parts])
    through = council.AgendaItem.initiatives.through
    _made(through(agendaitem=each, initiative=one) for each in items for one in initiatives)
    _made(council.Paper(item=each, name="bilag.pdf", **FILE) for each in items)
    dossier = {"build_id": "gammel", "built_at": now(), "lines": [], "digest": "0" * 64}
    _made(council.FrozenDossier(item=each, programme_code=code, **dossier) for each in items for code in codes)
    _made(council.Round(item=each) for each in new[::2])
    rounds = list(council.Round.objects.all())
    _made(
        council.Criterion(round=each, position=number, title=f"Kriterium {number}", direction="more")
        for each in rounds
        for number in parts
    )
    _made(council.Ballot(round=each, member=member) for each in rounds for member in people[: size.parts])
    _decisions(new[1::2], people[: size.parts])


def _decisions(items: list[council.AgendaItem], members: list[User]) -> None:
    days = {"decided_on": FIRST_DAY, "review_on": FIRST_DAY + 365 * DAY}
    _made(council.Decision(item=each, text=TEXT, reasons=TEXT, **days) for each in items)
    decisions = list(council.Decision.objects.all())
    _made(council.Dissent(decision=each, member=member, text=TEXT) for each in decisions for member in members)
    words = {"happened": TEXT, "learned": TEXT, "outcome": council.Outcome.values[0], "build_id": "ny", "evidence": []}
    _made(
        council.LookBack(decision=each, looked_on=days["review_on"], **words)
        for each in decisions
        if each.item in items[::2]
    )


def _knowledge(size: Size) -> None:
    owners = list(Organisation.objects.order_by("pk"))
    words = {"kind": "method", "what": TEXT, "lessons": TEXT, "words": "elev falder læreplads"}
    _made(
        Entry(title=f"Viden {number}", organisation=owners[number % len(owners)], programme_codes=_codes(3), **words)
        for number in range(size.others)
    )
    entries, initiatives = list(Entry.objects.all()), list(Initiative.objects.all()[: size.parts])
    _made(EntryFile(entry=each, name=f"{number}.pdf", **FILE) for each in entries for number in range(size.parts))
    _made(Entry.initiatives.through(entry=each, initiative=one) for each in entries for one in initiatives)


def _apprenticeships(size: Size) -> None:
    owners, codes = list(Organisation.objects.all()), _codes(size.parts)
    consent = {"consent_on": FIRST_DAY, "delete_on": localdate() + 300 * DAY}
    _made(Mentor(organisation=each, full_name=f"Mentor {each.pk}", programme_codes=codes, **consent) for each in owners)
    _made(Offer(organisation=each, kind="trial", programme_code=code, places=2) for each in owners for code in codes)
    _made(Goal(organisation=each, programme_code=code, year=2025, goal=4) for each in owners for code in codes)
    taken = {"year": 2025, "completed": 40, "with_agreement": 30}
    _made(Agreements(organisation=each, programme_code=code, **taken) for each in owners for code in codes)


def _history(size: Size) -> None:
    """Changes of every record whose history a page tells, chained as the log's own."""
    actors = list(User.objects.all()[: size.parts])
    shown = (Initiative, Status, Organisation, funding.Application, funding.Round, council.Decision)
    changed = [(model, pk) for model in shown for pk in model.objects.values_list("pk", flat=True)]
    last = AuditEvent.objects.order_by("-number").first()
    number, digest = (last.number, last.digest) if last else (0, FIRST)
    events = []
    for model, pk in changed * (size.parts // 2):
        number += 1
        event = AuditEvent(number=number, created_at=now(), actor=actors[number % len(actors)], action="changed")
        event.object_type, event.object_id = model._meta.label_lower, str(pk)
        event.before, event.after, event.previous_digest = '{"title": "Før"}', '{"title": "Efter"}', digest
        event.digest = digest = digest_of(event)
        events.append(event)
    _made(events)
