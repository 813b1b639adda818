# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert fetch`` and ``faglaert sources``: get the sources and see how old they are."""

from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faglaert.definitions.figures import series_files
from faglaert.definitions.sources import Source, sources
from faglaert.errors import FaglaertError, SourceError, UsageError
from faglaert.paths import Paths
from faglaert.pipeline.output import messages, print_json, print_table, step_progress
from faglaert.settings import Settings, load_settings

if TYPE_CHECKING:
    from faglaert.sources.runs import FetchRun

app = typer.Typer(no_args_is_help=True, help="Sources and their snapshots.")

STATUS_COLUMNS = ("id", "origin", "table", "rows", "retrieved", "age_days", "last_change", "next_release")
MONTHS_BETWEEN = {"yearly": 12, "quarterly": 3, "monthly": 1}

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def fetch_sources(
    source_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Ids as `sources status` shows them; all if left out."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every source with an open interface.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch sources. A reply that is not as agreed leaves the last good snapshot in force.

    A fetch of all sources that was interrupted goes on where it stopped.
    """
    from faglaert.sources.runs import fetch_run  # loads the libraries of a build

    if everything and source_ids:
        raise UsageError("give either sources or --all")
    settings = load_settings()
    chosen = _chosen(source_ids or [])
    skipped = _without_key(chosen, settings, is_asked_for=bool(source_ids))
    ready = [source for source in chosen if source.id not in {each["id"] for each in skipped}]
    with nullcontext() if source_ids else fetch_run(settings.paths) as run:
        outcomes = [*fetch_together(ready, settings, quiet=as_json, run=run), *skipped]
    if as_json:
        print_json(outcomes)
    else:
        rows = [(each["id"], each["result"], each["message"]) for each in outcomes]
        print_table("Fetched", ("source", "result", "message"), rows)
    failed = [each["id"] for each in outcomes if each["result"] == "failed"]
    if failed:
        raise SourceError(
            f"{len(failed)} of {len(outcomes)} sources failed: {', '.join(failed)}; their last good snapshot stands"
        )
    messages().print("Run `faglaert build` to publish what was fetched.", markup=False)


def fetch_together(
    chosen: list[Source], settings: Settings, *, quiet: bool, run: "FetchRun | None" = None
) -> list[dict[str, str]]:
    """Fetch side by side; outcomes in the order asked for. What has arrived in ``run`` is not asked for again.

    When this is interrupted, what is under way is waited for and nothing more is begun.
    """
    with ThreadPoolExecutor(settings.http_connections) as pool, step_progress(len(chosen), quiet=quiet) as progress:
        waiting = {pool.submit(_fetch_one, source, settings, run): source.id for source in chosen}
        done = {}
        try:
            for future in as_completed(waiting):
                done[waiting[future]] = future.result()
                progress(waiting[future])
        except KeyboardInterrupt:
            goes_on = "; the next `faglaert fetch --all` goes on from here" if run else ""
            messages().print(f"Interrupted: waiting for what is under way{goes_on}.", markup=False)
            raise
        finally:
            pool.shutdown(cancel_futures=True)
    return [done[source.id] for source in chosen]


@app.command("status")
def status(as_json: AsJson = False) -> None:
    """Each source's age, rows, last change, next expected release, and where it comes from."""
    paths = load_settings().paths
    described = [describe(source, paths, datetime.now(UTC).date()) for source in sources().values()]
    if as_json:
        print_json(described)
        return
    print_table(
        "Sources",
        ("id", "origin", "table", "rows", "retrieved", "age (days)", "last change", "next expected"),
        [tuple(each[key] for key in STATUS_COLUMNS) for each in described],
    )


@app.command("diff")
def diff(
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    most: Annotated[int, typer.Option(min=1, help="How many cells to list.")] = 50,
    as_json: AsJson = False,
) -> None:
    """What the newest snapshot of a source says otherwise than the one before: cells added, removed and revised."""
    from faglaert.sources.fetching import load_frame  # loads the libraries of a build
    from faglaert.sources.revisions import CHANGES, revisions
    from faglaert.sources.snapshots import snapshot_history

    _chosen([source_id])
    history = snapshot_history(load_settings().paths, source_id)
    if len(history) < 2:
        raise UsageError(f"{source_id} has {len(history)} snapshots; two are needed to compare. Run `faglaert fetch`")
    changed = revisions(load_frame(history[-2]), load_frame(history[-1]))
    counts = {change: changed.filter(change=change).height for change in CHANGES}
    old, new = history[-2].snapshot_id, history[-1].snapshot_id
    cells = changed.head(most).to_dicts()
    if as_json:
        print_json({"id": source_id, "old": old, "new": new, "counts": counts, "cells": cells})
        return
    summary = ", ".join(f"{count} {change}" for change, count in counts.items())
    print_table(f"{source_id}: {old} to {new}: {summary}", changed.columns, [tuple(cell.values()) for cell in cells])


@app.command("discover")
def discover(
    provider: Annotated[str, typer.Argument(help="uddannelsesstatistik or jobindsats.")],
    area: Annotated[str, typer.Argument(help="An område of uddannelsesstatistik.dk, such as EUD.")] = "EUD",
    as_json: AsJson = False,
) -> None:
    """Write down what a provider says it has, so that a source's definition can be filled in."""
    from faglaert.sources import discovery  # loads the libraries of a build

    settings = load_settings()
    if provider == "jobindsats":
        found, name = discovery.discover_jobindsats(settings), "jobindsats"
        rows = [(each, str(len(found[each]))) for each in ("subjects", "tables")]
        headings: tuple[str, ...] = ("list", "entries")
    elif provider == "uddannelsesstatistik":
        found, name = discovery.discover(settings, area), f"uddannelsesstatistik-{area}"
        rows = [(each["cube"], f"{len(each['measures'])} / {len(each['details'])}") for each in found["cubes"]]
        headings = ("cube", "measures / details")
    else:
        raise UsageError(f"{provider} has no discovery; there are uddannelsesstatistik and jobindsats")
    if as_json:
        print_json(found)
    else:
        print_table(found["provider"], headings, rows)
    messages().print(f"Written to {discovery.catalogue_file(settings.paths, name)}", markup=False)


def next_release(source: Source, last_change: date | None, today: date) -> str | None:
    """The month a source is next expected to come with new figures (``2027-06``).

    From the month of its definition; else the last change and the time between two releases, at the earliest this
    month. None where neither is known.
    """
    if source.release_month is not None:
        year = today.year + (source.release_month < today.month)
        return f"{year}-{source.release_month:02d}"
    step = MONTHS_BETWEEN.get(source.cadence)
    if last_change is None or step is None:
        return None
    month = max(last_change.year * 12 + last_change.month - 1 + step, today.year * 12 + today.month - 1)
    return f"{month // 12}-{month % 12 + 1:02d}"


def describe(source: Source, paths: Paths, today: date) -> dict[str, Any]:
    """One source as ``sources status`` prints it."""
    from faglaert.sources.snapshots import current_snapshot  # loads the libraries of a build

    snapshot = current_snapshot(paths, source.id)
    if snapshot is not None:
        retrieved: date | None = snapshot.retrieved_at.date()
        origin, rows, updated = "fetched", snapshot.rows, snapshot.updated
        # a provider that does not say when figures changed: they were found changed when this snapshot was made
        last_change = _day(updated) or retrieved
        table: str | None = snapshot.table
    else:
        dates = [each.retrieved_date for each in series_files() if each.source_id == source.id]
        retrieved = max(dates, default=source.keyed_date)
        origin, rows, updated, last_change = "embedded" if retrieved else "absent", None, None, None
        table = source.table_name
    return {
        "id": source.id,
        "title": source.title.da,
        "origin": origin,
        "table": table,
        "rows": rows,
        "retrieved": retrieved and retrieved.isoformat(),
        "age_days": retrieved and (today - retrieved).days,
        "updated": updated,
        "last_change": last_change and last_change.isoformat(),
        "snapshot": snapshot and snapshot.snapshot_id,
        "cadence": source.cadence,
        "next_release": next_release(source, last_change, today),
        "licence": source.licence.da,
        "credit": source.credit.da,
    }


def _day(updated: str | None) -> date | None:
    """The day of a provider's own time stamp; None where there is none, or none that can be read."""
    try:
        return date.fromisoformat((updated or "")[:10])
    except ValueError:
        return None


def _chosen(source_ids: list[str]) -> list[Source]:
    fetchable = {source.id: source for source in sources().values() if source.is_fetchable}
    unknown = [each for each in source_ids if each not in sources()]
    if unknown:
        raise UsageError(f"unknown source {', '.join(unknown)}; there are {', '.join(sources())}")
    keyed = [each for each in source_ids if sources()[each].kind == "keyed"]
    if keyed:
        raise UsageError(
            f"{', '.join(keyed)} is keyed from documents and cannot be fetched; fetch {', '.join(fetchable)}"
        )
    return [sources()[each] for each in source_ids] or list(fetchable.values())


def _without_key(chosen: list[Source], settings: Settings, *, is_asked_for: bool) -> list[dict[str, str]]:
    """Sources that cannot be asked yet: an error when the user named one, otherwise left out with the reason."""
    from faglaert.sources.fetching import refuse_unless_fetchable  # loads the libraries of a build

    skipped = []
    for source in chosen:
        try:
            refuse_unless_fetchable(source, settings)
        except UsageError as error:
            if is_asked_for:
                raise
            skipped.append(_outcome(source, "skipped", str(error)))
    return skipped


def _fetch_one(source: Source, settings: Settings, run: "FetchRun | None") -> dict[str, str]:
    from faglaert.sources.fetching import fetch  # loads the libraries of a build

    snapshot = run.arrived(source) if run else None
    if run and snapshot:
        message = f"arrived in the run of {run.begun:%H:%M} UTC, which was interrupted; not asked for again"
        return _outcome(source, "arrived", message, snapshot.snapshot_id)
    try:
        result = fetch(source, settings)
    except FaglaertError as error:
        return _outcome(source, "failed", str(error))
    if run:
        run.note(source, result.snapshot)
    return _outcome(source, result.kind, result.message, result.snapshot.snapshot_id)


def _outcome(source: Source, result: str, message: str, snapshot_id: str = "") -> dict[str, str]:
    return {"id": source.id, "result": result, "message": message, "snapshot": snapshot_id}
