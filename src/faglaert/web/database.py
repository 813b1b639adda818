# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The workspace's database: one SQLite file in the home folder, or PostgreSQL where an address is set."""

import secrets
from typing import Any

import dj_database_url

from faglaert.errors import FaglaertError, UsageError
from faglaert.settings import Settings

BUSY_SECONDS = 20
"""How long a writer waits for another one before it gives up."""

CACHE_TABLE = "workspace_cache"
"""Counts log-in attempts, so that all processes of the server know of each other's."""


def databases(installation: Settings) -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES``; raises :class:`UsageError` when the address is no PostgreSQL."""
    if installation.database_url is None:
        return {"default": _sqlite(installation)}
    address = installation.database_url.get_secret_value()
    if not address.startswith(("postgresql://", "postgres://")):
        raise UsageError("database_url has to begin with postgresql://; leave it out to use SQLite")
    return {"default": {**dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)}}


def _sqlite(installation: Settings) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": installation.paths.workspace,
        "OPTIONS": {
            # A transaction takes the right to write when it begins: two writers wait for each other instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL;",
        },
    }


def migrate() -> None:
    """Bring the database into line with the models; does nothing when it is."""
    from django.conf import settings
    from django.core.management import call_command

    settings.FAGLAERT.paths.home.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def ready_to_serve() -> None:
    """Make the SQLite file current; on PostgreSQL say what to run, since that is for who administers it to decide.

    Raises :class:`FaglaertError` when the PostgreSQL database lacks a migration.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if connection.vendor == "sqlite":
        migrate()
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise FaglaertError("the database is older than the program: run `faglaert migrate`")


def kept_secret_key(installation: Settings) -> str:
    """The key of an installation that is not in production, made once and kept readable for its owner alone."""
    path = installation.paths.secret_key
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")
