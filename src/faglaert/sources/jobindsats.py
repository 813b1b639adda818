# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Client of Jobindsats' API, version 3: subjects, tables, the description of a table, and data.

The contract is STAR's own (https://jobindsats.dk/api/kom-i-gang/brugervejledning-til-version-3/). Everything is asked
by GET with a bearer key. Version 2 has other paths and closed on 30 September 2026.
"""

import json
from pathlib import Path
from typing import Any

from faglaert.definitions.sources import JobindsatsRequest
from faglaert.errors import SourceError
from faglaert.settings import Settings
from faglaert.sources.access import Access, Provider, keep
from faglaert.sources.jobindsats_replies import check_request, read_description

PROVIDER = Provider(
    "Jobindsats",
    "jobindsats",
    "A key is given by Styrelsen for Arbejdsmarked og Rekruttering, one to an organisation, in about 14 days: "
    "see https://jobindsats.dk/api",
)
DESCRIPTION = "table.json"


def data_parameters(request: JobindsatsRequest) -> dict[str, str]:
    """The parameters that ask for the data of a table."""
    return {
        **{f"mgroup.{group}": measures for group, measures in request.measure_groups.items()},
        f"period.{request.period}": request.period_values,
        **{f"hierarchy.{name}": members for name, members in request.hierarchies.items()},
        "format": request.format,
    }


def download_table(
    request: JobindsatsRequest, settings: Settings, folder: Path
) -> tuple[list[Path], list[dict[str, Any]], str]:
    """Write description and data of a table to ``folder`` as delivered; returns data files, parameters and address.

    The description is read first. Raises :class:`DataRefusedError` when something that is asked for has gone, and
    :class:`SourceError`.
    """
    with Access(PROVIDER, settings) as access:
        described = access.read(f"table/{request.table}", about=request.table, parameters={"format": "json"})
        check_request(read_description(described, name=DESCRIPTION), request)
        keep(folder / DESCRIPTION, described)
        parameters, path = data_parameters(request), folder / f"data.{request.format}"
        is_json = request.format == "json"
        data = access.read(f"data/{request.table}", about=request.table, is_json=is_json, parameters=parameters)
        keep(path, data)
        return [path], [dict(parameters)], f"{access.base_url}data/{request.table}"


def jobindsats_catalogue(settings: Settings) -> dict[str, Any]:
    """The subjects and the tables there are, each a list as delivered; raises :class:`SourceError`."""
    found = {}
    with Access(PROVIDER, settings) as access:
        for name in ("subjects", "tables"):
            found[name] = json.loads(access.read(name, about=name, parameters={"format": "json"}))
            if not isinstance(found[name], list):
                raise SourceError(f"{PROVIDER.name} answered {name} with no list; the interface may have changed")
    return found
