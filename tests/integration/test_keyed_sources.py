# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fetching from the two providers that ask for a key: pages, quirks, snapshots, discovery, and where the key goes."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from faglaert.definitions.sources import Source, sources
from faglaert.errors import SourceError, UsageError
from faglaert.settings import Settings
from faglaert.sources.discovery import catalogue_file, discover, discover_jobindsats
from faglaert.sources.fetching import fetch, load_frame
from faglaert.sources.snapshots import current_snapshot
from tests.integration.replay.jobindsats import COLUMNS, PERIOD, TITLE, VACANCIES, JobindsatsReplay
from tests.integration.replay.keyed import KEY
from tests.integration.replay.uddannelsesstatistik import AREA, DATA, YEAR, UddannelsesstatistikReplay

PROFILE, JOBS = "uvm_profilmodel", "job_vacancies"
ALL_FIGURES = 30 * 14


def asking(source_id: str, **changes: Any) -> Source:
    """The source with another request."""
    source = sources()[source_id]
    part = "uddannelsesstatistik" if source.uddannelsesstatistik else "jobindsats"
    return source.model_copy(update={part: getattr(source, part).model_copy(update=changes)})


def profile(settings: Settings, **changes: Any) -> dict[tuple[str, str], float | None]:
    """The fetched profile model by area's name and year."""
    frame = load_frame(fetch(asking(PROFILE, **changes), settings).snapshot)
    return {(row[AREA], row[YEAR]): row["INDHOLD"] for row in frame.iter_rows(named=True)}


@pytest.mark.parametrize("page_size", [100_000, 100, 58, 14])
@pytest.mark.parametrize(("first_page", "page_zero"), [(0, "empty"), (1, "empty"), (1, "refused"), (1, "first")])
def test_every_page_is_taken_once_wherever_pages_begin(
    first_page: int,
    page_zero: Any,
    page_size: int,
    uddannelsesstatistik: UddannelsesstatistikReplay,
    keyed_settings: Settings,
) -> None:
    uddannelsesstatistik.first_page, uddannelsesstatistik.page_zero = first_page, page_zero
    found = profile(keyed_settings, page_size=page_size)
    assert (len(found), found["Hele landet", "2023"], found["København", "2010"]) == (ALL_FIGURES, 84.0462, 76.5)
    assert None not in found.values()


@pytest.mark.parametrize("first_page", [0, 1])
def test_pages_begin_where_the_definition_says(
    first_page: Any, uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    uddannelsesstatistik.first_page = first_page
    assert len(profile(keyed_settings, page_size=100, page_start=first_page)) == ALL_FIGURES
    assert uddannelsesstatistik.asked[0].sent["side"] == first_page


@pytest.mark.parametrize("kind", ["duplicate_page", "empty_page"])
@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_a_page_that_repeats_or_is_lost_is_noticed(
    page: int, kind: Any, uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    uddannelsesstatistik.misbehave(kind, times=1, after=page)
    if (kind, page) == ("duplicate_page", 0):
        assert len(profile(keyed_settings, page_size=100)) == ALL_FIGURES
        return
    with pytest.raises(SourceError, match=r"repeats|is lost|is empty, and the page after it is not"):
        profile(keyed_settings, page_size=100)
    assert current_snapshot(keyed_settings.paths, PROFILE) is None


def test_a_reply_inside_a_text_is_read(
    uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    uddannelsesstatistik.is_double_encoded = True
    assert len(profile(keyed_settings)) == ALL_FIGURES


def test_a_missing_row_is_hidden_and_not_zero(
    uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    uddannelsesstatistik.figures["155", "2015"] = None
    snapshot = fetch(sources()[PROFILE], keyed_settings).snapshot
    hidden = load_frame(snapshot).filter(is_hidden=True)
    assert hidden.select(AREA, YEAR, "INDHOLD").rows() == [("Dragør", "2015", None)]


def test_the_questions_are_as_agreed(
    uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    profile(keyed_settings)
    first, total = uddannelsesstatistik.asked
    assert first.path == DATA
    assert first.sent == {
        "område": "GS",
        "emne": "PROFMOD",
        "underemne": "PROFMOD",
        "nøgletal": ["Komp: Med mindst en ungdomsuddannelsekompetence"],
        "detaljering": [AREA, YEAR],
        "filtre": {},
        "indlejret": False,
        "tomme_rækker": False,
        "formattering": "json",
        "side": 0,
        "side_størrelse": 100_000,
    }
    assert total.sent["detaljering"] == [YEAR]


@pytest.mark.parametrize("file_format", ["json", "csv"])
def test_vacancies_are_the_published_ones(
    file_format: str, jobindsats: JobindsatsReplay, keyed_settings: Settings
) -> None:
    frame = load_frame(fetch(asking(JOBS, format=file_format), keyed_settings).snapshot)
    found: dict[str, list[float]] = {}
    for row in frame.iter_rows(named=True):
        assert (row["Periode"], row[COLUMNS[2]]) == (PERIOD, TITLE)
        found.setdefault(row["Område"], []).append(row["INDHOLD"])
    assert {name: tuple(values) for name, values in found.items()} == VACANCIES
    assert frame["MÅLING"].unique(maintain_order=True).to_list() == COLUMNS[3:]


def test_jobindsats_is_asked_as_agreed(jobindsats: JobindsatsReplay, keyed_settings: Settings) -> None:
    fetch(sources()[JOBS], keyed_settings)
    described, data = jobindsats.asked
    assert (described.path, described.sent) == ("/v3/table/y25i07", {"format": "json"})
    assert data.sent == {
        "mgroup.*": "*",
        "period.M": "latest:60",
        "hierarchy._nykom": "*",
        "hierarchy._esco_uri": "/",
        "format": "json",
    }


def test_a_figure_jobindsats_does_not_show_is_hidden(jobindsats: JobindsatsReplay, keyed_settings: Settings) -> None:
    jobindsats.figures["Sorø"] = (None, "2.127", 0)
    frame = load_frame(fetch(sources()[JOBS], keyed_settings).snapshot).filter(Område="Sorø")
    assert frame.select("INDHOLD", "is_hidden").rows() == [(None, True), (2127.0, False), (0.0, False)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period": "Q"}, "has no periods of the type Q; it has M"),
        ({"period_values": "2019M01|2026M08"}, "has no period 2019M01"),
        ({"hierarchies": {"_reko": "*"}}, "has no hierarchy _reko; it has _nykom, _region, _esco_uri"),
        ({"hierarchies": {"_nykom": "k0|k99"}}, "has no member of _nykom k99"),
    ],
)
def test_what_has_gone_is_named_before_data_are_asked_for(
    changes: Any, words: str, jobindsats: JobindsatsReplay, keyed_settings: Settings
) -> None:
    with pytest.raises(SourceError, match=re.escape(words)):
        fetch(asking(JOBS, **changes), keyed_settings)
    assert [each.path for each in jobindsats.asked] == ["/v3/table/y25i07"]


def test_a_refused_period_is_told_in_the_provider_s_words(
    jobindsats: JobindsatsReplay, keyed_settings: Settings
) -> None:
    with pytest.raises(SourceError, match=r"y25i07 \(HTTP 422\): Ugyldig periode\. Compare the source's definition"):
        fetch(asking(JOBS, period_values="l(m:12)"), keyed_settings)


def test_columns_written_in_the_definition_are_held(jobindsats: JobindsatsReplay, keyed_settings: Settings) -> None:
    assert fetch(asking(JOBS, columns=tuple(COLUMNS)), keyed_settings).kind == "new"
    with pytest.raises(SourceError, match="expected Periode, Kommune"):
        fetch(asking(JOBS, columns=("Periode", "Kommune")), keyed_settings)


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
def test_unchanged_figures_are_no_new_snapshot(
    source_id: str,
    uddannelsesstatistik: UddannelsesstatistikReplay,
    jobindsats: JobindsatsReplay,
    keyed_settings: Settings,
) -> None:
    first = fetch(sources()[source_id], keyed_settings)
    again = fetch(sources()[source_id], keyed_settings)
    assert (first.kind, again.kind, again.snapshot) == ("new", "unchanged", first.snapshot)
    uddannelsesstatistik.revise()
    jobindsats.revise()
    assert fetch(sources()[source_id], keyed_settings).kind == "new"


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
def test_a_snapshot_says_what_it_is(source_id: str, keyed_settings: Settings) -> None:
    snapshot = fetch(sources()[source_id], keyed_settings).snapshot
    manifest = json.loads((snapshot.folder / "snapshot.json").read_text(encoding="utf-8"))
    request = json.loads((snapshot.folder / "request.json").read_text(encoding="utf-8"))
    assert (manifest["updated"], manifest["credit"]["da"][:6], manifest["licence"]["da"][:4]) == (
        None,
        "Kilde:",
        "Fri ",
    )
    assert manifest["retrieved_at"][:4] == f"{snapshot.retrieved_at:%Y}"
    assert request["url"].startswith("http://127.0.0.1:")
    assert len(request["bodies"]) == len(snapshot.data_files)


def everything_written(home: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
@pytest.mark.parametrize("kind", [None, "wrong_key", "bad_question", "repeats_key", "server_error", "wrong_number"])
def test_the_key_is_shown_nowhere(
    kind: Any,
    source_id: str,
    uddannelsesstatistik: UddannelsesstatistikReplay,
    jobindsats: JobindsatsReplay,
    keyed_settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    said = ""
    if kind is not None:
        uddannelsesstatistik.misbehave(kind)
        jobindsats.misbehave(kind)
    try:
        fetch(sources()[source_id], keyed_settings)
    except SourceError as error:
        said = str(error)
    assert (said == "") == (kind is None)
    assert caplog.text != ""
    assert KEY not in said + caplog.text + everything_written(keyed_settings.home) + repr(keyed_settings)


def test_a_refused_key_says_how_to_get_one(jobindsats: JobindsatsReplay, keyed_settings: Settings) -> None:
    jobindsats.key = "en-anden-noegle"
    with pytest.raises(
        SourceError, match=r"refused the key \(HTTP 401\): Ugyldig nøgle: Bearer \*{8}\. A key is given"
    ):
        fetch(sources()[JOBS], keyed_settings)


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
def test_without_a_key_nobody_is_asked(
    source_id: str,
    uddannelsesstatistik: UddannelsesstatistikReplay,
    jobindsats: JobindsatsReplay,
    keyed_settings: Settings,
) -> None:
    none = keyed_settings.model_copy(update={"uddannelsesstatistik_key": None, "jobindsats_key": SecretStr(" ")})
    with pytest.raises(UsageError, match=r"there is no key to .* and put it in FAGLAERT_\w+_KEY, or in a file"):
        fetch(sources()[source_id], none)
    assert (uddannelsesstatistik.asked, jobindsats.asked) == ([], [])


@pytest.mark.parametrize("source_id", [each.id for each in sources().values() if not each.is_fetchable])
def test_a_source_nobody_can_ask_is_refused(source_id: str, keyed_settings: Settings) -> None:
    with pytest.raises(
        UsageError, match=r"not mapped until a discovery run fills it|keyed from documents|comes as a file"
    ):
        fetch(sources()[source_id], keyed_settings)


def test_discovery_writes_every_cube(
    uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    catalogue = discover(keyed_settings, "EUD")
    written = catalogue_file(keyed_settings.paths, "uddannelsesstatistik-EUD")
    assert json.loads(written.read_text(encoding="utf-8")) == catalogue
    assert [each["cube"] for each in catalogue["cubes"]] == ["EUD/PRAK/SØG"]
    assert catalogue["cubes"][0]["measures"] == list(
        sources()["uvm_apprenticeship_seekers"].uddannelsesstatistik.measures
    )  # type: ignore[union-attr]
    assert [each.sent for each in uddannelsesstatistik.asked][:2] == [{}, {"område": "EUD"}]
    assert KEY not in everything_written(keyed_settings.home)


def test_discovery_that_fails_leaves_the_catalogue_before(
    uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    discover(keyed_settings, "GS")
    before = everything_written(keyed_settings.home)
    uddannelsesstatistik.misbehave("cut", at="skema", after=2)
    with pytest.raises(SourceError, match="cut the connection"):
        discover(keyed_settings, "GS")
    assert everything_written(keyed_settings.home) == before


def test_discovery_names_the_areas_there_are(keyed_settings: Settings) -> None:
    with pytest.raises(UsageError, match=r"has no område \.\./X; it has EUD, GS, GYM"):
        discover(keyed_settings, "../X")


def test_an_area_of_another_form_is_no_traceback(keyed_settings: Settings) -> None:
    with pytest.raises(SourceError, match="refused the question about GYM/TRIV/INDIINST"):
        discover(keyed_settings, "GYM")


def test_the_lists_of_jobindsats_are_written(keyed_settings: Settings) -> None:
    catalogue = discover_jobindsats(keyed_settings)
    assert catalogue["tables"][0]["table_groups"][0]["tables"][0]["table_id"] == "y25i07"
    assert catalogue_file(keyed_settings.paths, "jobindsats").is_file()
