# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert fetch`` and ``faglaert sources``: get the sources and see how old they are."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from faglaert.definitions.figures import series_files
from faglaert.definitions.sources import Source, sources
from faglaert.errors import FaglaertError, SourceError, UsageError
from faglaert.paths import Paths
from faglaert.pipeline.output import messages, print_json, print_table, step_progress
from faglaert.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="Sources and their snapshots.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def fetch_sources(
    source_ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Ids as `sources status` shows them; every source with an open interface if left out.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fetch sources. A reply that is not as agreed leaves the last good snapshot in force."""
    settings = load_settings()
    chosen = _chosen(source_ids or [])
    outcomes: list[dict[str, str]] = []
    with step_progress(len(chosen), quiet=as_json) as progress:
        for source in chosen:
            progress(source.id)
            outcomes.append(_fetch_one(source, settings))
    if as_json:
        print_json(outcomes)
    else:
        print_table(
            "Fetched",
            ("source", "result", "message"),
            [(each["id"], each["result"], each["message"]) for each in outcomes],
        )
    failed = [each["id"] for each in outcomes if each["result"] == "failed"]
    if failed:
        raise SourceError(
            f"{len(failed)} of {len(outcomes)} sources failed: {', '.join(failed)}; their last good snapshot stands"
        )
    messages().print("Run `faglaert build` to publish what was fetched.", markup=False)


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """Each source's age, rows and where it comes from."""
    paths = load_settings().paths
    described = [describe(source, paths, datetime.now(UTC).date()) for source in sources().values()]
    if as_json:
        print_json(described)
        return
    print_table(
        "Sources",
        ("id", "origin", "table", "rows", "retrieved", "age (days)", "updated at source"),
        [
            tuple(each[key] for key in ("id", "origin", "table", "rows", "retrieved", "age_days", "updated"))
            for each in described
        ],
    )


def describe(source: Source, paths: Paths, today: date) -> dict[str, Any]:
    """One source as ``sources status`` prints it."""
    from faglaert.sources.snapshots import current_snapshot  # loads the libraries of a build

    snapshot = current_snapshot(paths, source.id)
    if snapshot is not None:
        retrieved: date | None = snapshot.retrieved_at.date()
        origin, rows, updated = "fetched", snapshot.rows, snapshot.updated
        table: str | None = snapshot.table
    else:
        dates = [each.retrieved_date for each in series_files() if each.source_id == source.id]
        retrieved = max(dates, default=source.keyed_date)
        origin, rows, updated = "embedded" if retrieved else "absent", None, None
        table = (source.statbank.table or source.statbank.table_pattern) if source.statbank else None
    return {
        "id": source.id,
        "title": source.title.da,
        "origin": origin,
        "table": table,
        "rows": rows,
        "retrieved": retrieved and retrieved.isoformat(),
        "age_days": retrieved and (today - retrieved).days,
        "updated": updated,
        "snapshot": snapshot and snapshot.snapshot_id,
        "cadence": source.cadence,
        "licence": source.licence.da,
        "credit": source.credit.da,
    }


def _chosen(source_ids: list[str]) -> list[Source]:
    fetchable = {source.id: source for source in sources().values() if source.kind == "statbank"}
    unknown = [each for each in source_ids if each not in sources()]
    if unknown:
        raise UsageError(f"unknown source {', '.join(unknown)}; there are {', '.join(sources())}")
    keyed = [each for each in source_ids if each not in fetchable]
    if keyed:
        raise UsageError(
            f"{', '.join(keyed)} is keyed from documents and cannot be fetched; fetch {', '.join(fetchable)}"
        )
    return [fetchable[each] for each in source_ids] or list(fetchable.values())


def _fetch_one(source: Source, settings: Settings) -> dict[str, str]:
    from faglaert.sources.fetching import fetch  # loads the libraries of a build

    try:
        result = fetch(source, settings)
    except FaglaertError as error:
        return {"id": source.id, "result": "failed", "message": str(error), "snapshot": ""}
    return {"id": source.id, "result": result.kind, "message": result.message, "snapshot": result.snapshot.snapshot_id}
