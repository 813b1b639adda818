# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Commands on the workspace. The web layer is above this one: it is started as a program of its own."""

import json
import os
import subprocess
import sys
from datetime import date
from typing import Annotated

import typer

from faglaert.errors import FaglaertError
from faglaert.reports.status import Deviation, InitiativeStatus, MoneyStatus, Recorded
from faglaert.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]

app = typer.Typer(no_args_is_help=True, help="The log of changes in the workspace.")
initiatives_app = typer.Typer(no_args_is_help=True, help="The initiatives of the programme.")


def migrate() -> None:
    """Prepare the workspace's database, or bring it into line with the program."""
    _become("migrate")


def demo_users(as_json: AsJson = False) -> None:
    """Make one user of each role for trying out, and print their passwords once; never in production."""
    _become("demo-users", as_json=as_json)


@initiatives_app.command("load-plan")
def load_plan() -> None:
    """Add the printed action plan as initiatives, and the first grants; what is there already stays as it is."""
    _become("load-plan")


def reminders(
    send: Annotated[bool, typer.Option("--send", help="Write to those who are responsible.")] = False,
    as_of: Annotated[
        str, typer.Option(metavar="DATE", help="The day to reckon from, YYYY-MM-DD; today if left out.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List statuses, reports of grants and instalments due or late; with ``--send`` remind those responsible."""
    _become("reminders", *(["--send"] if send else []), *(["--as-of", as_of] if as_of else []), as_json=as_json)


def delete_expired() -> None:
    """Delete the mentors whose consent has run out; to be run once a day."""
    _become("delete-expired")


@app.command("verify")
def verify(
    head: Annotated[str, typer.Option(help="A digest that was printed before and has to be in the log.")] = "",
    as_json: AsJson = False,
) -> None:
    """Walk the chain of the audit log; name the first broken row, or print the digest to keep elsewhere."""
    _become("audit-verify", *([head] if head else []), as_json=as_json)


def recorded_work(settings: Settings, day: date, language: str) -> Recorded | None:
    """What people recorded in the workspace until a day; None where there is no workspace yet.

    Raises :class:`FaglaertError` with what the workspace says when it cannot be read.
    """
    if settings.database_url is None and not settings.paths.workspace.exists():
        return None
    program = [sys.executable, "-m", "faglaert.web.administration", "recorded", day.isoformat(), "--language", language]
    answer = subprocess.run(program, capture_output=True, text=True, check=False)  # noqa: S603  (own program, no shell)
    if answer.returncode:
        raise FaglaertError(f"the workspace cannot be read: {answer.stderr.strip()}")
    found = json.loads(answer.stdout)
    return Recorded(
        tuple(InitiativeStatus(**each) for each in found["initiatives"]),
        tuple(MoneyStatus(**each) for each in found["money"]),
        tuple(Deviation(**each) for each in found["deviations"]),
    )


def _become(*arguments: str, as_json: bool = False) -> None:
    options = ["--json"] if as_json else []
    program = [sys.executable, "-m", "faglaert.web.administration", *arguments, *options]
    os.execv(sys.executable, program)  # noqa: S606  (own program, no shell)
