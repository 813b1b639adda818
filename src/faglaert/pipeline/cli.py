# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The command line ``faglaert``. Exit codes: 0 ok, 1 failed, 2 usage, 3 data refused.

Commands import what they do when they are run: reading a figure must not wait for the libraries of a build.
"""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr

import faglaert
from faglaert.errors import DataRefusedError, FaglaertError
from faglaert.pipeline import (
    balance_commands,
    import_commands,
    indicator_commands,
    pathways_commands,
    priority_commands,
    register_commands,
    report_commands,
    source_commands,
    workspace_commands,
)
from faglaert.pipeline.output import messages, print_json, print_table, results, step_progress
from faglaert.settings import Settings, load_settings, origin

if TYPE_CHECKING:
    from faglaert.pipeline.build import Build

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The evidence system of Fremtidens Faglærte: from source to page, file and council paper.",
)
config_app = typer.Typer(no_args_is_help=True, help="Settings of this installation.")
app.add_typer(indicator_commands.app, name="indicators")
app.add_typer(source_commands.app, name="sources")
app.add_typer(register_commands.app, name="register")
app.add_typer(pathways_commands.app, name="pathways")
app.add_typer(priority_commands.app, name="priorities")
app.add_typer(report_commands.app, name="report")
app.add_typer(balance_commands.app, name="balance")
app.add_typer(import_commands.app, name="classifications")
app.add_typer(workspace_commands.app, name="audit")
app.add_typer(workspace_commands.initiatives_app, name="initiatives")
app.add_typer(config_app, name="config")
app.command("migrate")(workspace_commands.migrate)
app.command("demo-users")(workspace_commands.demo_users)
app.command("reminders")(workspace_commands.reminders)
app.command("delete-expired")(workspace_commands.delete_expired)
app.command("fetch")(source_commands.fetch_sources)
app.command("import")(import_commands.import_source)
app.command("import-template")(import_commands.import_template)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """The evidence system of Fremtidens Faglærte: from source to page, file and council paper."""
    if show:
        results().print(faglaert.__version__)
        raise typer.Exit


@app.command()
def build(
    accept_changes: Annotated[
        bool, typer.Option("--accept-changes", help="Publish although figures differ much from the build before.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the warehouse from definitions and snapshots, check it, and publish it."""
    from faglaert.pipeline import build as build_steps

    with step_progress(len(build_steps.STEPS), quiet=as_json) as progress:
        finished = build_steps.build(load_settings(), accept_changes=accept_changes, progress=progress)
    _report(finished, as_json)


@app.command()
def publish(as_json: AsJson = False) -> None:
    """Publish the current warehouse again, with today's disclosure rule and texts."""
    from faglaert.pipeline import build as build_steps

    with step_progress(3, quiet=as_json) as progress:
        finished = build_steps.publish_again(load_settings(), progress=progress)
    _report(finished, as_json)


@app.command()
def check(as_json: AsJson = False) -> None:
    """Check definitions, snapshots, warehouse and published store."""
    from faglaert.pipeline.checking import check_everything

    with step_progress(4, quiet=as_json) as progress:
        findings = check_everything(load_settings(), progress)
    if as_json:
        print_json([vars(finding) for finding in findings])
    if findings:
        raise DataRefusedError(f"{len(findings)} findings", [] if as_json else findings)
    messages().print("All is well.", markup=False)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Start the web server."""
    settings = load_settings()
    # The web layer is above this one: it is started as a program of its own and replaces this process.
    os.environ["FAGLAERT_HOST"] = host or settings.host
    os.environ["FAGLAERT_PORT"] = str(settings.port if port is None else port)
    os.execv(sys.executable, [sys.executable, "-m", "faglaert.web.server"])  # noqa: S606  (own program, no shell)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Say what is missing on this machine and how to get it."""
    from faglaert.pipeline.doctor import examine

    diagnoses = examine(load_settings())
    if as_json:
        print_json([vars(each) for each in diagnoses])
    else:
        rows = [(each.subject, each.state, each.found, "" if each.state == "ok" else each.advice) for each in diagnoses]
        print_table("Doctor", ("subject", "state", "found", "what to do"), rows)
    missing = [each.subject for each in diagnoses if each.state == "missing"]
    if missing:
        raise FaglaertError(f"missing: {', '.join(missing)}")


@config_app.command("show")
def config_show(as_json: AsJson = False) -> None:
    """Show every setting, its value and where it comes from; secrets are masked."""
    settings = load_settings()
    rows = [(name, _masked(getattr(settings, name)), origin(name)) for name in Settings.model_fields]
    if as_json:
        print_json([dict(zip(("name", "value", "origin"), row, strict=True)) for row in rows])
        return
    print_table("Settings", ("setting", "value", "from"), rows)


def main() -> None:
    """Run the command line; errors a user can mend become a message and an exit code."""
    try:
        app()
    except FaglaertError as error:
        messages().print(f"faglaert: {error}", markup=False, style="red")
        sys.exit(error.exit_code)


def _masked(value: object) -> str:
    return "********" if isinstance(value, SecretStr) else str(value)


def _report(finished: "Build", as_json: bool) -> None:
    publication = finished.publication
    if as_json:
        print_json(
            {
                "build_id": finished.build_id,
                "file": publication.path.name,
                "sha256": publication.sha256,
                "observations": publication.observation_count,
                "changes": publication.change_count,
            }
        )
        return
    results().print(
        f"Published {publication.observation_count} figures as build {finished.build_id}; "
        f"{publication.change_count} differ from the release before.",
        markup=False,
    )


if __name__ == "__main__":
    main()
