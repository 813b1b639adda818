# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert import``, ``import-template`` and ``classifications``: sources that come as files, and their codes."""

from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faglaert.atomic import write_file
from faglaert.definitions.code_lists import Coverage
from faglaert.definitions.sources import Source, sources
from faglaert.display import share
from faglaert.errors import DataRefusedError, Finding, UsageError
from faglaert.pipeline.output import messages, print_json, print_table, results
from faglaert.settings import load_settings

if TYPE_CHECKING:
    from faglaert.sources.code_check import UnknownCode
    from faglaert.sources.importing import ImportResult

app = typer.Typer(no_args_is_help=True, help="Code lists, and the codes that no list knows.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
SourceId = Annotated[str, typer.Argument(metavar="SOURCE", help="A source of kind file, as `sources status` shows it.")]
MOST_SHOWN = 20


def import_source(
    source_id: SourceId,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV (UTF-8 or Latin-1, ; or ,) or Excel (.xlsx).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check; store nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take in a source that comes as a file, all or nothing; every refused row is listed (exit 3)."""
    from faglaert.sources.importing import import_file  # loads the libraries of a build

    result = import_file(_source(source_id), file, load_settings().paths, dry_run=dry_run)
    if as_json:
        print_json(_described(source_id, result))
        return
    rows: list[tuple[str, object]] = [
        ("outcome", result.kind),
        ("rows", result.row_count),
        ("snapshot", result.snapshot and result.snapshot.snapshot_id),
        ("columns not used", ", ".join(result.ignored)),
        *((f"known by {each.code_list}", _words(each)) for each in result.coverages),
    ]
    print_table(source_id, ("what", "value"), [row for row in rows if row[1] not in (None, "")])
    for each in result.coverages:
        _tell_unknown(each)
    if result.kind == "new":
        messages().print("Run `faglaert build` to publish what was imported.", markup=False)


def import_template(
    source_id: SourceId,
    out: Annotated[Path | None, typer.Option("--out", help="Write the CSV here instead of printing it.")] = None,
) -> None:
    """Write a CSV with the headings of a source's file and no row, and explain its columns with an example."""
    from faglaert.sources.importing import request_of, template  # loads the libraries of a build

    source = _source(source_id)
    text = template(source)
    if out is None:
        results().print(text, markup=False, end="")
    else:
        write_file(out, text.encode("utf-8-sig"))
    for column in request_of(source).columns:
        need = "" if column.required else " (may be left out)"
        line = f"{column.name}: {column.meaning['da']} / {column.meaning['en']}{need} «{column.example}»"
        messages().print(line, markup=False)


@app.command("check")
def check(as_json: AsJson = False) -> None:
    """Find codes in the current snapshots that no list knows, or not for their period (exit 3 when there are any)."""
    from faglaert.sources.code_check import unknown_codes  # loads the libraries of a build

    found = unknown_codes(load_settings().paths)
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        columns = ("source", "column", "list", "code", "cells", "problem")
        print_table("Codes that no list knows", columns, [astuple(each) for each in found])
    if found:
        raise DataRefusedError(
            f"{len(found)} codes are in no list, or not valid in their period",
            [] if as_json else [_finding(each) for each in found[:MOST_SHOWN]],
        )


def _source(source_id: str) -> Source:
    if source_id not in sources():
        known = ", ".join(each.id for each in sources().values() if each.file is not None)
        raise UsageError(f"unknown source {source_id}; those that come as files are {known}")
    return sources()[source_id]


def _described(source_id: str, result: "ImportResult") -> dict[str, Any]:
    return {
        "id": source_id,
        "result": result.kind,
        "rows": result.row_count,
        "snapshot": result.snapshot and result.snapshot.snapshot_id,
        "columns_not_used": result.ignored,
        "coverage": [{**asdict(each), "share": each.share} for each in result.coverages],
    }


def _words(each: Coverage) -> str:
    total = each.known + len(each.unknown)
    return f"{each.known} of {total} ({share(each.share, 'en')})" if each.share is not None else "none"


def _tell_unknown(each: Coverage) -> None:
    if each.unknown:
        more = "" if len(each.unknown) <= MOST_SHOWN else f" and {len(each.unknown) - MOST_SHOWN} more"
        known = ", ".join(each.unknown[:MOST_SHOWN])
        messages().print(f"Not known by {each.code_list}: {known}{more}.", markup=False)


def _finding(each: "UnknownCode") -> Finding:
    mend = (
        "import the newest institutions_register" if each.code_list == "institutions" else f"add it to {each.code_list}"
    )
    problem = f"{each.code!r} is {each.problem}; {mend}, or correct the source"
    return Finding(each.source_id, None, each.column, problem)
