# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fills the workspace with made-up work, and prints who may open which page. Run by the benchmark, in its own home."""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402

from faglaert.web.accounts.models import User  # noqa: E402
from faglaert.web.initiatives.models import Initiative  # noqa: E402
from faglaert.web.status.halves import half_of  # noqa: E402
from tests.workspace.conftest import make_people  # noqa: E402
from tests.workspace.full_size import FULL, fill  # noqa: E402
from tests.workspace.matrix import expected  # noqa: E402

SESSIONS_A_ROLE = 50


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
    people = make_people()
    routes = {name: route for name, route in expected().items() if route.method == "GET"}
    addresses = {
        name: (reverse(name, kwargs=route.arguments(people)), "office" if "office" in route.roles else min(route.roles))
        for name, route in routes.items()
    }
    fill(FULL)
    pages = [{"name": name, "path": path, "role": role} for name, (path, role) in addresses.items()]
    sessions = {role: [session_of(person) for _ in range(SESSIONS_A_ROLE)] for role, person in people.items()}
    print(json.dumps({"pages": pages, "sessions": sessions, "forms": forms()}))


def forms() -> list[dict[str, str]]:
    """The forms of every initiative that people write in at all times."""
    half = half_of(localdate())
    return [
        {
            "status": reverse("status:edit", args=[each, half.year, half.number]),
            "edit": reverse("initiatives:edit", args=[each]),
            "milestone": reverse("initiatives:part_new", args=[each, "milepaele"]),
        }
        for each in Initiative.objects.values_list("pk", flat=True)
    ]


main()
