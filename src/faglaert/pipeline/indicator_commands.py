# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert indicators``: the published indicators on the command line."""

from typing import Annotated, Any

import typer

from faglaert import display
from faglaert.definitions.classifications import area_names
from faglaert.definitions.indicators import Baseline
from faglaert.errors import UsageError
from faglaert.pipeline.output import print_json, print_table
from faglaert.published.store import IndicatorSummary, Observation, Store, open_store
from faglaert.settings import load_settings

BASELINES = "programme_document"
"""The source whose figures set the baselines."""

app = typer.Typer(no_args_is_help=True, help="Published indicators.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Language = Annotated[str, typer.Option("--language", "-l", help="da or en.")]


@app.command("list")
def list_indicators(as_json: AsJson = False, language: Language = "da") -> None:
    """List every indicator with its newest figure, baseline and change."""
    _require_language(language)
    store = open_store(load_settings().paths)
    if as_json:
        print_json([describe(store, summary, summary.latest, language) for summary in store.summaries()])
        return
    print_table(
        f"Faglært · {store.release.build_id}",
        ("id", "goal", "title", "now", "period", "baseline", "change"),
        [_row(summary, language) for summary in store.summaries()],
    )


@app.command("show")
def show_indicator(
    indicator_id: Annotated[str, typer.Argument(metavar="ID")],
    area: Annotated[
        str | None, typer.Option(help="Area code, such as 101; the indicator's own area if left out.")
    ] = None,
    as_json: AsJson = False,
    language: Language = "da",
) -> None:
    """Show one indicator with its whole series for an area."""
    _require_language(language)
    store = open_store(load_settings().paths)
    summary = _summary(store, indicator_id)
    area_code = area or summary.indicator.area_code
    series = store.observations(indicator_id, area_code)
    if not series:
        known = sorted({each.area_code for each in store.observations(indicator_id)})
        raise UsageError(f"{indicator_id} has no figures for area {area_code!r}; it has {', '.join(known)}")
    content = describe(store, summary, series[-1], language)
    content["series"] = [{"period": each.period, "value": each.value, "status": each.status} for each in series]
    if as_json:
        print_json(content)
        return
    unit = summary.indicator.unit
    print_table(
        f"{content['title']} · {area_names(language).get(area_code, area_code)}",
        ("period", "value", "status", "source"),
        [
            (each.period, display.value_with_unit(each.value, unit, each.status, language), each.status, each.source_id)
            for each in series
        ],
    )


def describe(store: Store, summary: IndicatorSummary, latest: Observation, language: str) -> dict[str, Any]:
    """One indicator as the JSON object that commands print; ``change`` only for the baseline's own area."""
    indicator, base = summary.indicator, summary.indicator.baseline
    source = store.sources()[latest.source_id]
    is_own_area = latest.area_code == summary.latest.area_code
    return {
        "id": indicator.id,
        "track": indicator.track,
        "goal": indicator.goal,
        "title": indicator.title[language],
        "unit": indicator.unit,
        "direction": indicator.direction,
        "value": latest.value,
        "period": latest.period,
        "area": latest.area_code,
        "baseline": base and _baseline(store, indicator.id, base),
        "change": summary.change if is_own_area else None,
        "data_kind": latest.data_kind,
        "status": latest.status,
        "source": latest.source_id,
        "retrieved": source.retrieved_at and source.retrieved_at.isoformat(),
    }


def _baseline(store: Store, indicator_id: str, base: Baseline) -> dict[str, Any]:
    """The baseline as it was set, which figure set it, and what the sources of today say of its period.

    A revision changes ``as_now``, never ``value``.
    """
    vintage = store.sources()[BASELINES]
    now = [each for each in store.observations(indicator_id, base.area_code) if each.period == base.period]
    return {
        "value": base.value,
        "period": base.period,
        "area": base.area_code,
        "set_from": {"source": BASELINES, "figure": base.figure_id, "snapshot": vintage.snapshot_id},
        "as_now": now[0].value if now else None,
        "as_now_source": now[0].source_id if now else None,
    }


def _row(summary: IndicatorSummary, language: str) -> tuple[object, ...]:
    indicator, latest, base = summary.indicator, summary.latest, summary.indicator.baseline
    return (
        indicator.id,
        indicator.goal or "–",
        indicator.short_title[language],
        display.value_with_unit(latest.value, indicator.unit, latest.status, language),
        latest.period,
        base and f"{display.value_as_written(base.value, indicator.unit, language)} ({base.period})",
        None if summary.change is None else display.change(summary.change, indicator.unit, language),
    )


def _summary(store: Store, indicator_id: str) -> IndicatorSummary:
    try:
        return store.summary(indicator_id)
    except KeyError:
        known = ", ".join(each.indicator.id for each in store.summaries())
        raise UsageError(f"there is no indicator {indicator_id!r}; there are {known}") from None


def _require_language(language: str) -> None:
    if language not in {"da", "en"}:
        raise UsageError(f"language {language!r} is not known; use da or en")
