# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Papers say what the store says, in the same words, as tagged PDF, whole or not at all."""

import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from faglaert import display
from faglaert.errors import FaglaertError
from faglaert.paths import Paths
from faglaert.pipeline.cli import app
from faglaert.published.dossier import dossier
from faglaert.published.store import Store, open_store, open_store_as_of
from faglaert.reports import pdf as setting
from faglaert.reports.document import Column, Document, Paragraph, Table
from faglaert.reports.dossier import dossier_document
from faglaert.reports.fonts import FOLDER, font_folder
from faglaert.reports.pdf import pdf
from faglaert.reports.status import Deviation, InitiativeStatus, MoneyStatus, Recorded, status_report
from faglaert.reports.status_paper import status_document
from faglaert.settings import Settings
from tests.small_world.dossier_files import ELECTRICIAN, GLAZIER, dossier_installation

pytestmark = pytest.mark.skipif(
    not any(FOLDER.glob("*.woff2")), reason="the fonts have not been made: run `./dev up`, or faglaert.web.assets"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with figures of programmes."""
    return dossier_installation(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def store(home: Settings) -> Store:
    """Its store."""
    return open_store(home.paths)


def paper(store: Store, code: str = ELECTRICIAN, language: Any = "da") -> Document:
    return dossier_document(store, dossier(store, code), language)


def catalog(content: bytes) -> Any:
    return PdfReader(io.BytesIO(content)).trailer["/Root"]


def said(content: bytes) -> str:
    """The text of all pages, blanks and line breaks as one blank."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(" ".join(pages).split())


def elements(node: Any) -> Iterator[Any]:
    """Every element of a structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    for child in node if isinstance(node, list) else []:
        yield from elements(child)
    if isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def run(home: Settings, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setenv("FAGLAERT_HOME", str(home.home))
    return CliRunner().invoke(app, ["report", *arguments])


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_paper_is_tagged_and_says_so(store: Store, language: str) -> None:
    root = catalog(pdf(paper(store, language=language)))
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", root["/Metadata"].get_data().decode())


def test_a_paper_has_title_headings_and_headed_tables(store: Store) -> None:
    content = pdf(paper(store))
    kinds = [element["/S"] for element in elements(catalog(content)["/StructTreeRoot"])]
    assert PdfReader(io.BytesIO(content)).metadata["/Title"] == "Elektriker"
    assert kinds.count("/Title") == 1
    assert kinds.count("/H1") == 8
    assert kinds.count("/Table") == kinds.count("/THead") == kinds.count("/Caption") == 10


def test_every_figure_of_the_dossier_stands_in_the_paper(store: Store) -> None:
    text = said(pdf(paper(store)))
    for shown in ("70,0 %", "66,7 %", "3,8", "1 stillingsbetegnelse", "27,6 %", "Omfattende mangel på arbejdskraft"):
        assert shown in text.replace(display.NO_BREAK_SPACE, " ")


def test_hidden_and_missing_stand_with_the_words_of_the_pages(store: Store) -> None:
    text = said(pdf(paper(store, GLAZIER)))
    assert f".. ({display.status_words('suppressed', 'da')})" in text
    assert ": (ingen oplysning)" in text


def test_english_papers_are_english(store: Store) -> None:
    text = said(pdf(paper(store, language="en")))
    assert "Have an apprenticeship at the end of basic course 2" in text
    assert "70.0%" in text
    assert "Kilde" not in text


def test_the_same_figures_give_the_same_bytes(store: Store) -> None:
    assert pdf(paper(store)) == pdf(paper(store))


def test_the_fonts_are_those_of_the_pages(store: Store) -> None:
    (page, *_) = PdfReader(io.BytesIO(pdf(paper(store)))).pages
    names = {font["/BaseFont"].partition("+")[2] for font in page["/Resources"]["/Font"].values()}
    assert names
    assert all(name.startswith("IBMPlexSans") for name in names)


def test_nothing_in_a_text_becomes_a_command(store: Store) -> None:
    text = '#panic("stop") $x$ [a] *b* _c_ \\ <label> @ref'
    document = paper(store)
    table = Table(text, (Column(text),), ((text,),))
    made = pdf(Document(**vars(document) | {"title": text, "blocks": (Paragraph(text), table)}))
    assert said(made).count('#panic("stop") $x$ [a] *b* _c_ \\ <label> @ref') == 5


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("Škoda og Łódź", "Skoda og ?ódz"),
        ("ja \N{GRINNING FACE} 漢字", "ja ? ??"),
        ("a\x01b\N{RIGHT-TO-LEFT OVERRIDE}c", "a?bc"),
        ("1\N{NARROW NO-BREAK SPACE}000", "1 000"),
        ("Gra\N{COMBINING RING ABOVE}sten", "Gråsten"),
    ],
)
def test_a_sign_the_fonts_lack_leaves_no_paper_unset(store: Store, text: str, set_as: str) -> None:
    document = paper(store)
    made = pdf(Document(**vars(document) | {"title": text, "blocks": (Paragraph(f"Her: {text}!"),)}))
    assert f"Her: {set_as}!" in said(made)


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="every row has 1 cells"):
        Table("caption", (Column("one"),), (("a", "b"),))


def test_without_fonts_it_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(FaglaertError, match="dev up"):
        font_folder(tmp_path)


def test_what_cannot_be_set_is_an_error_that_names_the_paper(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#unknown", encoding="utf-8")
    monkeypatch.setattr(setting, "TEMPLATE", broken)
    with pytest.raises(FaglaertError, match="Elektriker"):
        pdf(paper(store))


def test_the_command_writes_the_paper_and_prints_its_data(
    home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "elektriker.pdf"
    result = run(home, monkeypatch, "dossier", "--programme", ELECTRICIAN, "--out", str(out), "--json")
    figures = {(each["measure"], each["area"]): each for each in json.loads(result.stdout)["figures"]}
    assert result.exit_code == 0
    assert figures["apprenticeship", "084"]["shown"] in said(out.read_bytes()).replace(" %", "\N{NO-BREAK SPACE}%")
    assert figures["employment", ""]["status_words"] == "ingen oplysning"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    "arguments",
    [
        ("dossier", "--programme", "99999999", "--json"),
        ("dossier", "--programme", ELECTRICIAN),
        ("dossier", "--programme", ELECTRICIAN, "--out", "/nowhere/a.pdf"),
        ("dossier", "--programme", ELECTRICIAN, "--out", "/"),
        ("status", "--json", "--language", "de"),
    ],
)
def test_what_makes_no_sense_is_called_wrongly(
    home: Settings, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    result = run(home, monkeypatch, *arguments)
    assert getattr(result.exception, "exit_code", result.exit_code) == 2


def test_a_paper_that_fails_leaves_the_old_one(home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    out.write_bytes(b"the one before")
    monkeypatch.setattr(setting, "TEMPLATE", Path(__file__))
    result = run(home, monkeypatch, "dossier", "--programme", ELECTRICIAN, "--out", str(out))
    assert isinstance(result.exception, FaglaertError)
    assert (out.read_bytes(), list(tmp_path.iterdir())) == (b"the one before", [out])


def test_a_status_leaves_out_periods_that_had_not_ended(store: Store) -> None:
    early, late = (status_report(store, date(year, 12, 31)) for year in (2020, 2026))
    found = [
        {each.indicator.id: each for track in report.tracks for each in track.indicators} for report in (early, late)
    ]
    assert all(each.latest is None or each.latest.period[:4] <= "2020" for each in found[0].values())
    assert (found[0]["shortage_titles"].latest, found[0]["shortage_titles"].course) == (None, "no_newer")
    assert (found[1]["shortage_titles"].change, found[1]["shortage_titles"].course) == (-17, "better")


def test_a_status_says_when_its_figures_are_newer_than_the_day(store: Store) -> None:
    before = store.release.built_date - timedelta(days=1)
    assert status_report(store, before).is_build_later
    assert not status_report(store, store.release.built_date).is_build_later
    assert "Udgaven er nyere" in said(pdf(status_document(store, status_report(store, before), "da")))


def test_a_status_is_from_the_newest_build_of_the_day(home: Settings, store: Store) -> None:
    assert open_store_as_of(home.paths, store.release.built_date).path == store.path
    assert open_store_as_of(home.paths, date(2020, 1, 1)).path == store.path


def test_older_builds_answer_for_their_time_and_are_opened_once(store: Store, tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    shutil.copytree(store.path.parent, paths.published)
    for year in (2021, 2023):
        with duckdb.connect(shutil.copy(store.path, paths.published / f"published_{year}.duckdb")) as connection:
            connection.execute("UPDATE release SET built_at = ?", [f"{year}-06-01T12:00:00+00:00"])
    days = {
        day: open_store_as_of(paths, day).path.stem for day in (date(2021, 6, 1), date(2024, 1, 1), date(2020, 1, 1))
    }
    assert list(days.values()) == ["published_2021", "published_2023", store.path.stem]
    assert open_store_as_of(paths, date(2024, 1, 1)) is open_store_as_of(paths, date(2025, 1, 1))


def test_a_status_without_records_says_so(store: Store) -> None:
    text = said(pdf(status_document(store, status_report(store, date(2026, 1, 1)), "da")))
    for words in ("Der er ikke registreret initiativer.", "Der er ikke registreret bevillinger.", "20 mio. kr."):
        assert words in text


def test_what_people_record_stands_in_the_status(store: Store) -> None:
    recorded = Recorded(
        (InitiativeStatus("Mentorordning", "Programkontoret", "Igangsæt", "Fortsæt"),),
        (MoneyStatus("Første pulje", 4.6, 2.0),),
        (Deviation("For få ansøgere", "Fristen forlænges"),),
    )
    text = said(pdf(status_document(store, status_report(store, date(2026, 1, 1), recorded), "da")))
    for words in ("Mentorordning Programkontoret Igangsæt Fortsæt", "4,6 mio. kr.", "For få ansøgere"):
        assert words in text


def test_the_status_command_prints_what_it_writes(
    home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "status.pdf"
    result = run(home, monkeypatch, "status", "--as-of", "2026-06-30", "--out", str(out), "--json")
    data = json.loads(result.stdout)
    (titles,) = (each for track in data["tracks"] for each in track["indicators"] if each["id"] == "shortage_titles")
    assert (data["as_of"], data["initiatives"], data["frame_million_dkk"]) == ("2026-06-30", [], 20)
    assert (titles["value"], titles["course"]) == (2, "better")
    assert "30. juni 2026" in said(out.read_bytes()).replace(display.NO_BREAK_SPACE, " ")


def test_a_status_without_a_day_is_of_the_build(home: Settings, monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    data = json.loads(run(home, monkeypatch, "status", "--json").stdout)
    assert data["as_of"] == store.release.built_date.isoformat()
    assert data["is_build_later"] is False
