# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fills the workspace with made-up work, and prints who may open which page. Run by the benchmark, in its own home."""

import json
from datetime import date, timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from faglaert.web.accounts.models import User  # noqa: E402
from faglaert.web.initiatives.models import Initiative, Milestone, Phase  # noqa: E402
from faglaert.web.status.models import Course, Progress, Status  # noqa: E402
from tests.workspace.conftest import make_people  # noqa: E402
from tests.workspace.matrix import expected  # noqa: E402

INITIATIVES, MILESTONES, YEARS, SESSIONS = 200, 10, 5, 50
FIRST_DAY = date(2022, 1, 1)


def make_work() -> Initiative:
    """200 initiatives with ten milestones and ten statuses each; the last of them."""
    Initiative.objects.bulk_create(
        Initiative(
            title=f"Eksempel {number}",
            track=number % 3 + 1,
            phase=list(Phase)[number % 6],
            problem="Mange falder fra.",
            starts_on=FIRST_DAY + timedelta(days=number),
            ends_on=FIRST_DAY + timedelta(days=number + 1500),
        )
        for number in range(INITIATIVES)
    )
    found = list(Initiative.objects.all())
    Milestone.objects.bulk_create(
        Milestone(initiative=each, title=f"Milepæl {number}", due_on=FIRST_DAY + timedelta(days=150 * number))
        for each in found
        for number in range(MILESTONES)
    )
    words = {"progress": Progress.AS_PLANNED, "progress_text": "Det går.", "course": Course.GO_ON, "reasons": "Ja."}
    Status.objects.bulk_create(
        Status(initiative=each, year=FIRST_DAY.year + year, half=half, given_at=now(), **words)
        for each in found
        for year in range(YEARS)
        for half in (1, 2)
    )
    return found[-1]


def session_of(user: User) -> str:
    """The key of a session in which a person is logged in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def main() -> None:
    """Print every page of the matrix that is read, with sessions of a role that may."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    people, last = make_people(), make_work()
    routes = {name: route for name, route in expected().items() if route.method == "GET"}
    addresses = {
        name: (reverse(name, kwargs=route.arguments(people)), min(route.roles)) for name, route in routes.items()
    }
    addresses["initiatives:detail"] = (reverse("initiatives:detail", args=[last.pk]), "office")
    sessions = {role: [session_of(person) for _ in range(SESSIONS // 5)] for role, person in people.items()}
    pages = [{"name": name, "path": path, "role": role} for name, (path, role) in addresses.items()]
    print(json.dumps({"pages": pages, "sessions": sessions}))


main()
