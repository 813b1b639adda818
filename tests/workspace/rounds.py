# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Rounds and applications at every stage, as the tests need them. Money is in DKK."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate, now

from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.funding import actions
from faglaert.web.funding.models import (
    Application,
    Assessment,
    AssessmentState,
    Attachment,
    BudgetLine,
    Criterion,
    Decision,
    Question,
    Round,
)
from faglaert.web.workspace.records import add
from tests.workspace.conftest import People

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
DAY = timedelta(days=1)


def open_round(**fields: object) -> Round:
    """A published round that is open, with two criteria (3 to 1) and a question."""
    moments = {"opens_at": now() - DAY, "closes_at": now() + DAY}
    values = {"title": "Runden", "call_text": "Søg nu.", "kinds": ["school"], "amount_dkk": 1_000_000, **moments}
    found = add(Round(**{**values, "is_published": True, **fields}), by=None)
    for title, weight in (("Effekt", 3), ("Samarbejde", 1)):
        add(Criterion(round=found, title=title, weight=weight), by=None)
    add(Question(round=found, text="Hvad vil I?"), by=None)
    return found


def close(found: Round) -> Round:
    """Let the time of the round be over."""
    Round.objects.filter(pk=found.pk).update(opens_at=now() - 2 * DAY, closes_at=now() - DAY)
    found.refresh_from_db()
    return found


def company(name: str = "Tømrerne", cvr: str = "12345678") -> Organisation:
    """An organisation of another kind."""
    return add(Organisation(name=name, kind=OrganisationKind.COMPANY, cvr=cvr), by=None)


def draft(people: People, found: Round | None = None, **fields: object) -> Application:
    """A draft of the partner's school that lacks nothing: 300,000 of which others pay 100,000."""
    found = found or open_round()
    values = {
        "round": found,
        "organisation": people[Role.PARTNER].organisation,
        "title": "Mentorer",
        "summary": "Kort.",
    }
    answers = {str(each.pk): "Flere skal blive." for each in found.questions.all()}
    made = add(Application(**{**values, "answers": answers, **fields}), by=None)
    add(BudgetLine(application=made, text="Løn", amount_dkk=300_000, cofinancing_dkk=100_000), by=None)
    return made


def submitted(people: People, found: Round | None = None, **fields: object) -> Application:
    """An application that was handed in, in a round that has closed."""
    made = draft(people, found, **fields)
    actions.submit(made, by=people[Role.PARTNER], version=made.version)
    close(made.round)
    return Application.objects.select_related("round").get(pk=made.pk)


def assessor(application: Application, who: User, points: tuple[int, int] | None = None) -> Assessment:
    """Somebody who is asked to assess, and has done so where points are given."""
    asked = actions.assign(application, who, by=who)
    if points is None:
        return asked
    asked.state, asked.comment = AssessmentState.IN, f"Derfor {points}."
    criteria = application.round.criteria.all()
    asked.scores = {str(each.pk): point for each, point in zip(criteria, points, strict=True)}
    return actions.hand_in_assessment(asked, by=who, version=asked.version)


def assessed(people: People, found: Round | None = None, **fields: object) -> Application:
    """A submitted application with both assessments in: 100 and 40 of 100."""
    made = submitted(people, found, **fields)
    assessor(made, people[Role.OFFICE], (5, 5))
    assessor(made, people[Role.COUNCIL_MEMBER], (2, 2))
    return made


def decision(application: Application, **fields: object) -> Decision:
    """A decision to be, a grant of 150,000 unless told otherwise."""
    values = {"is_grant": True, "amount_dkk": 150_000, "reasons": "Et godt projekt.", "decided_on": localdate()}
    return Decision(application=application, **{**values, **fields})


def granted(people: People, found: Round | None = None, **fields: object) -> Application:
    """An application that got 150,000."""
    made = assessed(people, found, **fields)
    actions.decide(decision(made), by=people[Role.OFFICE], version=made.version)
    return made


def upload(name: str = "budget.pdf", content: bytes = PDF, content_type: str = "application/pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type)


def attached(application: Application, **file: object) -> Attachment:
    """A file of an application."""
    found = Attachment(application=application)
    found.take(upload(**file))
    return add(found, by=None)


def archive(**members: str) -> bytes:
    """A zip archive of members by name; a double underscore in a name stands for a slash, three for a dot."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as written:
        for name, content in members.items():
            written.writestr(name.replace("___", ".").replace("__", "/"), content)
    return buffer.getvalue()
