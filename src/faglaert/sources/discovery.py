# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Discovery: what a provider says it has, written down as a catalogue from which a definition can be filled in."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from faglaert.atomic import write_file
from faglaert.errors import SourceError, UsageError
from faglaert.paths import Paths
from faglaert.settings import Settings
from faglaert.sources.access import Access
from faglaert.sources.jobindsats import jobindsats_catalogue
from faglaert.sources.uddannelsesstatistik import PROVIDER, ask_schema

MEASURE_KEYS = ("nøgletal",)
DETAIL_KEYS = ("detaljer", "detaljering")


def discover(settings: Settings, area: str) -> dict[str, Any]:
    """Every cube of one område of uddannelsesstatistik.dk with its measures and details, written to ``catalogues/``.

    The catalogue: ``provider``, ``area``, ``retrieved_at``, ``cubes``; a cube has the ids and names of subject and
    subsubject, ``measures``, ``details`` (name and number of members) and ``reports``. Raises :class:`UsageError` for
    an område the provider does not have, and :class:`SourceError`; the catalogue before then stands.
    """
    with Access(PROVIDER, settings) as access:
        areas = _list(ask_schema(access), "områder")
        if area not in {each["id"] for each in areas}:
            raise UsageError(f"{PROVIDER.name} has no område {area}; it has {', '.join(each['id'] for each in areas)}")
        cubes = [
            _cube(access, area, subject, subsubject)
            for subject in _list(ask_schema(access, område=area), area)
            for subsubject in _list(ask_schema(access, område=area, emne=subject["id"]), f"{area}/{subject['id']}")
        ]
    catalogue = {"provider": PROVIDER.name, "area": area, "retrieved_at": _now(), "cubes": cubes}
    _write(settings.paths, f"uddannelsesstatistik-{area}", catalogue)
    return catalogue


def discover_jobindsats(settings: Settings) -> dict[str, Any]:
    """The subjects and tables of Jobindsats as delivered, written to ``catalogues/``; raises :class:`SourceError`."""
    catalogue = {"provider": "Jobindsats", "retrieved_at": _now(), **jobindsats_catalogue(settings)}
    _write(settings.paths, "jobindsats", catalogue)
    return catalogue


def catalogue_file(paths: Paths, name: str) -> Path:
    """Where a catalogue is kept; the name holds no part of a path."""
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in name)
    return paths.catalogues / f"{safe}.json"


def _cube(access: Access, area: str, subject: dict[str, str], subsubject: dict[str, str]) -> dict[str, Any]:
    place = f"{area}/{subject['id']}/{subsubject['id']}"
    found = ask_schema(access, område=area, emne=subject["id"], underemne=subsubject["id"])
    measures = _part(found, MEASURE_KEYS, place)
    details = _part(found, DETAIL_KEYS, place)
    return {
        "cube": place,
        "subject": subject,
        "subsubject": subsubject,
        "measures": [_bare(str(each)) for each in measures],
        "details": [
            {"name": str(each.get("name")), "count": each.get("count")} if isinstance(each, dict) else {"name": each}
            for each in details
        ],
        "reports": found.get("rapporter") or [],
    }


def _part(found: object, keys: tuple[str, ...], place: str) -> list[Any]:
    part = next((found[key] for key in keys if key in found), None) if isinstance(found, dict) else None
    if not isinstance(part, list):
        raise _changed(place, f"expected a list of {keys[0]}")
    return part


def _list(found: object, place: str) -> list[dict[str, str]]:
    """A list of ``{ID, Name}`` as ids and names."""
    if not isinstance(found, list) or not all(isinstance(each, dict) and each.get("ID") for each in found):
        raise _changed(place, "expected a list of ID and Name")
    return [{"id": str(each["ID"]), "name": str(each.get("Name", ""))} for each in found]


def _bare(measure: str) -> str:
    """``[Measures].[X]`` as data are asked for: ``X``."""
    return measure.removeprefix("[Measures].[").removesuffix("]") if measure.startswith("[Measures].[") else measure


def _changed(place: str, problem: str) -> SourceError:
    return SourceError(
        f"{PROVIDER.name} answered about {place} in a form that is not as agreed: {problem}; "
        "the interface may have changed"
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _write(paths: Paths, name: str, catalogue: dict[str, Any]) -> None:
    path = catalogue_file(paths, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, (json.dumps(catalogue, ensure_ascii=False, indent=2) + "\n").encode())
