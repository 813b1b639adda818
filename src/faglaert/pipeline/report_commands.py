# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert report``: papers from the published store, as PDF and as JSON."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from faglaert.atomic import write_file
from faglaert.errors import UsageError
from faglaert.pipeline.output import messages, print_json
from faglaert.pipeline.workspace_commands import recorded_work
from faglaert.published.dossier import dossier, dossier_programmes
from faglaert.published.store import open_store, open_store_as_of
from faglaert.reports.document import Document
from faglaert.reports.dossier import dossier_data, dossier_document
from faglaert.reports.status import status_report
from faglaert.reports.status_paper import status_data, status_document
from faglaert.reports.words import Language
from faglaert.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Papers from the published store.")

Out = Annotated[Path | None, typer.Option(help="PDF file to write.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the same data as JSON.")]
LanguageOption = Annotated[str, typer.Option("--language", "-l", help="da or en.")]


@app.command("dossier")
def dossier_command(
    programme: Annotated[str, typer.Option(help="Code of the vocational programme (DISCED-15, 8 digits).")],
    out: Out = None,
    as_json: AsJson = False,
    language: LanguageOption = "da",
) -> None:
    """Write the dossier of a vocational programme."""
    chosen = _read_options(out, as_json=as_json, language=language)
    if programme not in dossier_programmes():
        raise UsageError(f"there is no programme {programme!r}; codes stand in vocational_programmes.csv")
    store = open_store(load_settings().paths)
    found = dossier(store, programme)
    _deliver(dossier_document(store, found, chosen), out, dossier_data(store, found, chosen) if as_json else None)


@app.command("status")
def status_command(
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the report; the build's own if left out.")
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
    language: LanguageOption = "da",
) -> None:
    """Write the status of the programme on a day: periods that had ended, from the newest build until then."""
    chosen = _read_options(out, as_json=as_json, language=language)
    paths = load_settings().paths
    day: date | None = as_of.date() if as_of else None
    store = open_store_as_of(paths, day) if day else open_store(paths)
    day = day or store.release.built_date
    report = status_report(store, day, recorded_work(load_settings(), day, chosen))
    _deliver(status_document(store, report, chosen), out, status_data(report, chosen) if as_json else None)


def _read_options(out: Path | None, *, as_json: bool, language: str) -> Language:
    if out is None and not as_json:
        raise UsageError("say where the paper goes with --out FILE, or ask for the data with --json")
    if out is not None and not out.parent.is_dir():
        raise UsageError(f"there is no folder {out.parent}; make it first")
    if out is not None and out.is_dir():
        raise UsageError(f"{out} is a folder; --out names a file")
    if language == "da":
        return "da"
    if language == "en":
        return "en"
    raise UsageError(f"language {language!r} is not known; use da or en")


def _deliver(document: Document, out: Path | None, data: dict[str, Any] | None) -> None:
    """Write the paper whole or not at all, and print the data."""
    if out is not None:
        from faglaert.reports.pdf import pdf  # the typesetter is large and only needed here

        write_file(out, pdf(document))
        messages().print(f"Wrote {out}.", markup=False)
    if data is not None:
        print_json(data)
