# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Migrations say what the models say, and lead forwards and backwards."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from faglaert.web.accounts.models import Organisation, OrganisationKind
from faglaert.web.audit.chain import verify
from faglaert.web.workspace.records import add

OURS = [name.rsplit(".", 1)[-1] for name in settings.INSTALLED_APPS if name.startswith("faglaert.web.")]


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.split("_")[0] in OURS}


def test_no_model_is_ahead_of_its_migrations(db: None) -> None:
    assert call_command("makemigrations", check=True, dry_run=True, verbosity=0) is None


def test_the_way_back_and_forth_again(committed: None) -> None:
    before = tables()
    for label in ("audit", "accounts"):
        call_command("migrate", label, "zero", verbosity=0)
    assert tables() == set()
    call_command("migrate", verbosity=0)
    assert tables() == before
    add(Organisation(name="Efter", kind=OrganisationKind.UNION), by=None)
    assert verify().count == 1
