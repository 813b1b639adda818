# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Commands on the workspace's database. ``faglaert`` starts this module: the web layer is above the command line.

Exit codes as of ``faglaert``: 0 done, 1 failed, 2 called wrongly, 3 data refused.
"""

import json
import logging
import os
import sys
from contextlib import redirect_stdout
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from faglaert.errors import FaglaertError

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
log = logging.getLogger(__name__)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command("migrate")
def migrate() -> None:
    """Bring the workspace's database into line with the program."""
    from faglaert.web import database

    database.migrate()
    log.info("The database is current.")


@app.command("demo-users")
def make_demo_users(as_json: AsJson = False) -> None:
    """Make one user of each role, and print their passwords once."""
    from faglaert.web import database
    from faglaert.web.accounts.demo import demo_users

    database.ready_to_serve()
    users = demo_users()
    _say([vars(each) for each in users], as_json)


@app.command("load-plan")
def load_plan() -> None:
    """Add the printed action plan as initiatives, and what was granted in 2021 to the accounts."""
    from faglaert.web import database
    from faglaert.web.funding.actions import load_first_grants
    from faglaert.web.initiatives.actions import load_action_plan

    database.ready_to_serve()
    log.info("Added %s initiatives of the action plan.", load_action_plan(by=None))
    log.info("Added %s lines to the accounts.", load_first_grants(by=None))


@app.command("reminders")
def reminders(
    send: Annotated[bool, typer.Option("--send")] = False,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    as_json: AsJson = False,
) -> None:
    """List statuses, reports and instalments that are due or late; with ``--send`` write to those responsible."""
    from django.utils.timezone import localdate

    from faglaert.web import database
    from faglaert.web.funding.reminding import owed_of_grants
    from faglaert.web.status.actions import owed_statuses
    from faglaert.web.workspace.reminders import remind

    database.ready_to_serve()
    today = as_of.date() if as_of else localdate()
    # Without a mail server Django prints the e-mails: beside the result, not in it.
    with redirect_stdout(sys.stderr):
        found = remind([*owed_statuses(today), *owed_of_grants()], today=today, is_sent=send)
    _say([vars(each) for each in found], as_json)


@app.command("delete-expired")
def delete_expired_mentors() -> None:
    """Delete the mentors whose consent has run out."""
    from django.utils.timezone import localdate

    from faglaert.web import database
    from faglaert.web.mentors.actions import delete_expired

    database.ready_to_serve()
    log.info("Deleted %s mentors whose consent has run out.", delete_expired(localdate(), by=None))


@app.command("recorded")
def recorded_work(as_of: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"])], language: str = "da") -> None:
    """What people recorded until a day, as JSON: for the status report."""
    from django.utils import translation

    from faglaert.web import database
    from faglaert.web.status.report import recorded

    database.ready_to_serve()
    with translation.override(language):
        found = recorded(as_of.date())
    typer.echo(json.dumps(asdict(found), ensure_ascii=False))


@app.command("audit-verify")
def verify_audit_log(known_head: Annotated[str, typer.Argument()] = "", as_json: AsJson = False) -> None:
    """Walk the chain of the audit log."""
    from faglaert.web import database
    from faglaert.web.audit.chain import verify

    database.ready_to_serve()
    found = verify(known_head)
    _say([{"events": found.count, "head": found.head}], as_json)


def main() -> None:
    """Run a command; an error a user can mend becomes a message and an exit code."""
    import django

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faglaert.web.settings")
    try:
        django.setup()
        app()
    except FaglaertError as error:
        log.error("faglaert: %s", error)
        sys.exit(error.exit_code)


def _say(rows: list[dict[str, object]], as_json: bool) -> None:
    """Rows on standard output, as JSON or as words in columns."""
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        typer.echo("  ".join(f"{value!s:<24}" for value in row.values()).rstrip())


if __name__ == "__main__":
    main()
