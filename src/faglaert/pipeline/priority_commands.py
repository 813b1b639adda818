# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert priorities``: programmes ranked by weighed criteria, from the published store."""

import csv
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from faglaert.definitions.dossier import measures
from faglaert.errors import DataRefusedError, Finding
from faglaert.pipeline.output import print_json, print_table
from faglaert.published.dossier import dossier_programmes, dossiers
from faglaert.published.store import open_store
from faglaert.reports.priorities import Prioritisation, prioritise
from faglaert.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Which programmes come first when criteria are weighed.")

MEMBER = "member"
MOST_BYTES = 1_000_000


@app.command("measures")
def list_measures(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the measures that can be criteria: the headings of a file of weights."""
    rows = [(each.id, each.title["da"], each.unit, each.direction) for each in measures().values()]
    names = ("measure", "title", "unit", "better")
    if as_json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    print_table("Measures", names, rows)


@app.command("rank")
def rank_programmes(
    weights: Annotated[Path, typer.Argument(help="CSV: a member a row, a measure a column, weights from 0 upwards.")],
    top: Annotated[int, typer.Option(min=1, help="How many programmes are to be pointed out.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Rank programmes by the members' weights, and say how sure the order is."""
    criteria, given = read_weights(weights)
    found = prioritise(dossiers(open_store(load_settings().paths)), criteria, given, top=top)
    rows = _rows(found)
    if as_json:
        print_json(_data(found, rows))
        return
    print_table(f"Priorities, {len(given)} members", tuple(rows[0]), [tuple(map(_shown, row.values())) for row in rows])


def read_weights(path: Path) -> tuple[tuple[str, ...], list[list[float]]]:
    """The criteria and each member's weights from a CSV with comma, or with semicolon and decimal comma.

    Raises :class:`DataRefusedError` with every row and column that is wrong.
    """
    lines = _lines(path)
    heading, rows = lines[0], lines[1:]
    findings = [
        Finding(path.name, 1, name, "is no measure; `faglaert priorities measures` lists them")
        for name in heading[1:]
        if name not in measures()
    ]
    if heading[0] != MEMBER or len(heading) < 2 or len(set(heading)) != len(heading):
        findings.append(Finding(path.name, 1, None, f"the headings are {MEMBER!r} and each measure once"))
    if not rows:
        findings.append(Finding(path.name, None, None, "has no member"))
    weights = []
    for number, row in enumerate(rows, start=2):
        given = [_weight(cell) for cell in row[1:]]
        findings += [Finding(path.name, number, *problem) for problem in _wrong_in(row, given, heading)]
        weights.append([weight or 0.0 for weight in given])
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings)
    return tuple(heading[1:]), weights


def _wrong_in(row: list[str], given: list[float | None], heading: list[str]) -> Iterator[tuple[str | None, str]]:
    """Column and reason of everything wrong with a member's row."""
    if len(row) != len(heading):
        yield None, f"has {len(row)} fields, expected {len(heading)}"
        return
    for name, cell, weight in zip(heading[1:], row[1:], given, strict=True):
        if weight is None:
            yield name, f"{cell!r} is no weight; expected a number from 0 upwards"
    if not any(given):
        yield None, "gives no criterion any weight"


def _lines(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DataRefusedError(f"{path.name} is larger than {MOST_BYTES} bytes; that is no file of weights")
        text = path.read_text(encoding="utf-8-sig")
        separator = ";" if ";" in text.partition("\n")[0] else ","
        rows = [
            [cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=separator, strict=True)
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataRefusedError(f"{path.name} cannot be read as CSV in UTF-8: {error}") from error
    rows = [row for row in rows if any(row)]
    if not rows:
        raise DataRefusedError(f"{path.name} is empty")
    return rows


def _weight(cell: str) -> float | None:
    try:
        weight = float(cell.replace(",", "."))
    except ValueError:
        return None
    return weight if math.isfinite(weight) and weight >= 0 else None


def _rows(found: Prioritisation) -> list[dict[str, Any]]:
    """One programme a row, the highest score first; no score stands last."""
    ranking, differ = found.ranking, found.disagreement
    order = sorted(range(len(ranking.alternatives)), key=lambda each: (ranking.rank[each] or math.inf, each))
    return [
        {
            "programme": ranking.alternatives[each],
            "name": dossier_programmes()[ranking.alternatives[each]].name_da,
            "rank": int(ranking.rank[each]) or None,
            "score": None if math.isnan(ranking.score[each]) else float(ranking.score[each]),
            "low": float(ranking.low[each]),
            "high": float(ranking.high[each]),
            "best_rank": int(ranking.best_rank[each]),
            "worst_rank": int(ranking.worst_rank[each]),
            "evidence": float(ranking.evidence_share[each]),
            f"top_{found.top}": float(found.top_around[each]),
            f"top_{found.top}_at_least": float(found.top_at_least[each]),
            f"top_{found.top}_at_most": float(found.top_at_most[each]),
            f"top_{found.top}_any_weights": float(found.top_uniform[each]),
            "members_best": int(differ.best_rank[each]),
            "members_worst": int(differ.worst_rank[each]),
        }
        for each in order
    ]


def _data(found: Prioritisation, rows: list[dict[str, Any]]) -> dict[str, Any]:
    differ = found.disagreement
    return {
        "criteria": [
            {"measure": name, "lowest": float(low), "mean": float(mean), "highest": float(high)}
            for name, low, mean, high in zip(
                found.criteria, differ.lowest_weight, differ.mean_weight, differ.highest_weight, strict=True
            )
        ],
        "concordance": differ.concordance,
        "ranking": rows,
        "uncertain_pairs": [
            {"first": pair.first, "second": pair.second, "at_least": pair.at_least, "at_most": pair.at_most}
            for pair in found.uncertain
        ],
        "without_evidence": list(found.left_out),
    }


def _shown(cell: object) -> object:
    return f"{cell:.2f}" if isinstance(cell, float) else cell
