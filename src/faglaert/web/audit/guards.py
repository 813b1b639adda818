# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Triggers that refuse to change or delete an event, whoever asks: the program, or somebody at the database.

On SQLite ``INSERT OR REPLACE`` deletes without asking the trigger for deletions, so a number that is taken is refused.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL = "the audit log is append-only"
_SQLITE = {
    f"audit_refuses_{name}": f"CREATE TRIGGER IF NOT EXISTS audit_refuses_{name} BEFORE {event} BEGIN "
    f"SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for name, event in {
        "update": "UPDATE ON audit_auditevent",
        "delete": "DELETE ON audit_auditevent",
        "replace": "INSERT ON audit_auditevent WHEN EXISTS "
        "(SELECT 1 FROM audit_auditevent WHERE number = NEW.number OR id = NEW.id)",
    }.items()
}
_POSTGRESQL_ON = (
    "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE OR REPLACE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE ON audit_auditevent "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuses()",
    "CREATE OR REPLACE TRIGGER audit_refuses_truncate BEFORE TRUNCATE ON audit_auditevent "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()",
)
_POSTGRESQL_OFF = (
    "DROP TRIGGER IF EXISTS audit_refuses_change ON audit_auditevent",
    "DROP TRIGGER IF EXISTS audit_refuses_truncate ON audit_auditevent",
    "DROP FUNCTION IF EXISTS audit_refuses()",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place. A migration that makes the table anew on SQLite has to do it again."""
    _run(connection, _POSTGRESQL_ON if connection.vendor == "postgresql" else tuple(_SQLITE.values()))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for going back behind the migration that made them, and for tests that empty tables."""
    off = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE)
    _run(connection, _POSTGRESQL_OFF if connection.vendor == "postgresql" else off)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
