# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Client of uddannelsesstatistik.dk: data page by page, and what cubes there are.

The contract is the provider's own (https://api.uddannelsesstatistik.dk/swagger/v1/swagger.json). Everything is asked by
POST with JSON and a key. Names of cubes, measures and details come from definitions alone; a discovery run finds them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faglaert.definitions.sources import CubeRequest
from faglaert.errors import DataRefusedError, Finding, SourceError
from faglaert.settings import Settings
from faglaert.sources.access import Access, Provider, keep
from faglaert.sources.uddannelsesstatistik_replies import Row, read_page

PROVIDER = Provider(
    "Uddannelsesstatistik.dk",
    "uddannelsesstatistik",
    "A key is free and made on the spot at https://api.uddannelsesstatistik.dk/GetStarted",
)
DATA, SCHEMA = "Api/v1/statistik", "Api/v1/skema"
MOST_PAGES = 1000

Heard = Callable[[int], None]


def cube_question(request: CubeRequest, *, page: int, totals: bool) -> dict[str, Any]:
    """The body that asks for one page; with ``totals`` the details of ``totals_over`` are left out."""
    details = [each for each in request.details if not (totals and each in request.totals_over)]
    return {
        "område": request.area,
        "emne": request.subject,
        "underemne": request.subsubject,
        "nøgletal": list(request.measures),
        "detaljering": details,
        "filtre": {name: list(members) for name, members in request.filters.items()},
        "indlejret": False,
        "tomme_rækker": False,
        "formattering": "json",
        "side": page,
        "side_størrelse": request.page_size,
    }


def download_cube(
    request: CubeRequest, settings: Settings, folder: Path, *, on_page: Heard
) -> tuple[list[Path], list[dict[str, Any]], str]:
    """Write the pages of a cube to ``folder`` as delivered; returns the files, the bodies sent, and the address.

    ``on_page`` is told how many bytes have come. Raises :class:`SourceError`, and :class:`DataRefusedError` for a page
    that is none, or that repeats another.
    """
    files, bodies, received = [], [], 0
    with Access(PROVIDER, settings) as access:
        for totals in (False, True) if request.totals_over else (False,):
            for page, body, content in _pages(access, request, totals=totals):
                path = folder / f"{'total' if totals else 'data'}-{page:04}.json"
                keep(path, content)
                received += len(content)
                on_page(received)
                files.append(path)
                bodies.append(body)
        return files, bodies, access.base_url + DATA


def _pages(access: Access, request: CubeRequest, *, totals: bool) -> Iterator[tuple[int, dict[str, Any], bytes]]:
    """The pages from the first to the last. A page that is not full is the last."""
    asked: dict[int, _Page] = {}
    start = _first_page(access, request, asked, totals=totals) if request.page_start is None else request.page_start
    before: list[Row] = []
    for number in range(start, MOST_PAGES):
        page = asked.get(number) or _ask(access, request, number, totals=totals)
        if not page.rows:
            if before:
                _refuse_unless_last(access, request, page.body)
            return
        if page.rows == before:
            raise _wrong_page(number, "repeats the page before it")
        yield number, page.body, page.content
        if len(page.rows) < request.page_size:
            return
        before = page.rows
    raise _wrong_page(MOST_PAGES, "comes after more pages than there should be")


@dataclass(frozen=True)
class _Page:
    """One page: what was sent, what came, and the rows in it."""

    body: dict[str, Any]
    content: bytes
    rows: list[Row]


def _ask(access: Access, request: CubeRequest, number: int, *, totals: bool, may_be_refused: bool = False) -> _Page:
    body = cube_question(request, page=number, totals=totals)
    content = _page(access, request, body, may_be_refused=may_be_refused)
    return _Page(body, content, _rows(content, body))


def _first_page(access: Access, request: CubeRequest, asked: dict[int, _Page], *, totals: bool) -> int:
    """The number of the first page, 0 or 1, where it is not known; what was asked to find out is kept in ``asked``.

    An interface that counts from 1 answers 0 with nothing, with an error, or with page 1.
    """
    asked[0] = _ask(access, request, 0, totals=totals, may_be_refused=True)
    if 0 < len(asked[0].rows) < request.page_size:
        return 0
    asked[1] = _ask(access, request, 1, totals=totals)
    if not asked[1].rows or asked[0].rows not in ([], asked[1].rows):
        return 0
    _refuse_unless_first(access, request, asked[1].body, asked[1].rows)
    return 1


def _refuse_unless_first(access: Access, request: CubeRequest, body: dict[str, Any], rows: list[Row]) -> None:
    """Page 1 is the first only if half as large a page 1 holds its first half: otherwise a page has been lost."""
    half = max(1, request.page_size // 2)
    smaller = body | {"side_størrelse": half}
    if _rows(_page(access, request, smaller), smaller) != rows[:half]:
        raise _wrong_page(1, "repeats page 0, or page 0 is lost; if the provider counts from 1, write page_start = 1")


def _refuse_unless_last(access: Access, request: CubeRequest, body: dict[str, Any]) -> None:
    """An empty page ends the data only if the page after it is empty as well."""
    after = body | {"side": body["side"] + 1}
    if _rows(_page(access, request, after, may_be_refused=True), after):
        raise _wrong_page(body["side"], "is empty, and the page after it is not")


def _rows(content: bytes, body: dict[str, Any]) -> list[Row]:
    rows = read_page(content, name=f"side {body['side']}")
    if len(rows) > body["side_størrelse"]:
        raise _wrong_page(body["side"], f"holds {len(rows)} rows; at most {body['side_størrelse']} were asked for")
    return rows


def _page(access: Access, request: CubeRequest, body: dict[str, Any], *, may_be_refused: bool = False) -> bytes:
    about = f"{request.cube}, side {body['side']}"
    try:
        return access.read(DATA, about=about, question=body)
    except SourceError as error:
        if may_be_refused and "HTTP 400" in str(error):
            return b"[]"
        raise


def _wrong_page(page: int, problem: str) -> DataRefusedError:
    name = f"side {page}"
    return DataRefusedError(f"{name} was refused", [Finding(name, None, None, problem)])


def ask_schema(access: Access, **names: str) -> Any:
    """What is below an område, emne or underemne; the seven områder when none is named.

    A reply may be JSON within a JSON text. Raises :class:`SourceError`.
    """
    about = "/".join(names.values()) or "områder"
    found: Any = json.loads(access.read(SCHEMA, about=about, question=names))
    try:
        return json.loads(found) if isinstance(found, str) else found
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"{PROVIDER.name} answered about {about} with a text that is no JSON; the interface may have changed"
        ) from error
