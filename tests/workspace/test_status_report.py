# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The status report holds what was recorded until its day, as page, as PDF and from the command line."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate
from pypdf import PdfReader
from typer.testing import CliRunner

from faglaert.errors import FaglaertError
from faglaert.pipeline.cli import app
from faglaert.pipeline.workspace_commands import recorded_work
from faglaert.settings import Settings
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.models import AuditEvent
from faglaert.web.database import databases
from faglaert.web.funding.actions import load_first_grants
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.models import Status
from faglaert.web.status.report import LONGEST_TEXT, recorded
from faglaert.web.workspace.records import add, change
from tests.workspace.conftest import ClientOf, People
from tests.workspace.rounds import granted

DAY = date(2026, 11, 23)
TEXTS = {"progress": "delayed", "progress_text": "Lidt.", "obstacles": "Få elever.", "reasons": "Skolerne mangler tid."}
REPORT = "/arbejdsrum/status/rapport"


def initiative(**fields: object) -> Initiative:
    return add(Initiative(**{"title": "Mentorer", "starts_on": date(2025, 1, 1), **fields}), by=None)


def given(found: Initiative, *, year: int, half: int, moment: str, **fields: object) -> Status:
    status = Status(initiative=found, year=year, half=half, **{"course": "adjust", **TEXTS, **fields})
    status.given_at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return add(status, by=None)


def test_it_holds_what_was_decided_until_the_day(db: None) -> None:
    found = initiative()
    given(found, year=2025, half=2, moment="2026-01-20")
    given(found, year=2026, half=1, moment="2026-07-20", course="stop")
    decisions = {day: recorded(day).initiatives[0].decision for day in (date(2026, 1, 19), date(2026, 1, 20), DAY)}
    assert list(decisions.values()) == ["ingen endnu", "justér (2. halvår 2025)", "stop (1. halvår 2026)"]


def test_phases_are_those_of_the_day(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = initiative()
    for moment, phase in (
        (datetime(2026, 3, 1, tzinfo=UTC), "collaborate"),
        (datetime(2026, 9, 1, tzinfo=UTC), "launch"),
    ):
        monkeypatch.setattr("faglaert.web.audit.actions.now", lambda moment=moment: moment)
        found.phase = phase
        change(found, by=None, version=found.version)
    assert AuditEvent.objects.count() == 3
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 8, 31), date(2026, 9, 1))
    words = [recorded(day).initiatives[0].phase for day in days]
    assert words == ["Kortlægge", "Skabe samarbejde", "Skabe samarbejde", "Igangsætte"]


def test_drafts_and_what_had_not_begun_are_left_out(db: None) -> None:
    initiative(title="Kladde", is_draft=True)
    initiative(title="Senere", starts_on=date(2026, 12, 1))
    assert recorded(DAY).initiatives == ()
    assert [each.title for each in recorded(date(2026, 12, 1)).initiatives] == ["Senere"]


def test_what_deviates_stands_with_what_is_done(db: None) -> None:
    found = initiative()
    given(found, year=2026, half=1, moment="2026-07-20", obstacles="Lang " * 200)
    given(initiative(title="Planmæssig"), year=2026, half=1, moment="2026-07-20", progress="as_planned")
    (one,) = recorded(DAY).deviations
    assert one.text.startswith("Mentorer (1. halvår 2026): forsinket.")
    assert len(one.text) <= LONGEST_TEXT
    assert one.text.endswith("Lang…")
    assert one.action == "Justér: Skolerne mangler tid."


def test_a_status_that_is_late_is_a_deviation(db: None) -> None:
    initiative()
    assert [each.text for each in recorded(DAY).deviations] == ["Mentorer mangler status for 1. halvår 2026."]
    assert recorded(date(2025, 6, 1)).deviations == ()


def test_money_is_that_of_the_day_in_millions(people: People) -> None:
    load_first_grants(by=None)
    granted(people)
    before, now = recorded(date(2021, 12, 31)), recorded(localdate())
    assert [(each.granted, each.spent) for each in before.money] == [(4.6, 0)]
    assert [(each.granted, each.spent) for each in now.money] == [(4.6, 0), (0.15, 0)]
    assert recorded(date(2020, 12, 31)).money == ()


def test_no_person_is_named(people: People) -> None:
    initiative(responsible=people[Role.OFFICE], organisation=people[Role.PARTNER].organisation)
    (one,) = recorded(DAY).initiatives
    assert one.responsible == "Skolen"


@pytest.fixture
def reader(client_of: ClientOf) -> Any:
    given(initiative(), year=2026, half=1, moment="2026-07-20")
    load_first_grants(by=None)
    return client_of(Role.READER)


def text_of(paper: bytes) -> str:
    pages = PdfReader(io.BytesIO(paper)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


@pytest.mark.parametrize("language", ["", "/en"])
def test_page_and_paper_say_the_same(reader: Any, language: str) -> None:
    query = "?dag=2026-11-23"
    html = reader.get(f"{language}{REPORT}/{query}").content.decode("utf-8")
    answer = reader.get(f"{language}{REPORT}.pdf{query}")
    paper = text_of(answer.content)
    for text in ("Mentorer", "Skolerne mangler tid.", "DKK 4.6 million" if language else "4,6 mio. kr."):
        assert text in paper
        assert text in html
    assert answer["Content-Disposition"].startswith('attachment; filename="statusrapport_')


def test_a_paper_is_set_once_until_what_stands_in_it_is_another(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = reader.get(f"{REPORT}.pdf").content
    with monkeypatch.context() as without_typesetter:
        without_typesetter.setattr("typst.compile", None)
        assert reader.get(f"{REPORT}.pdf").content == first
    given(initiative(title="Nyt"), year=2026, half=1, moment="2026-07-20")
    assert "Nyt" in text_of(reader.get(f"{REPORT}.pdf").content)


@pytest.mark.parametrize("asked", ["", "?dag=i-morgen", "?dag=2999-01-01", "?dag=<script>"])
def test_what_is_no_day_gives_that_of_today(reader: Any, asked: str) -> None:
    html = reader.get(f"{REPORT}/{asked}").content.decode("utf-8")
    assert f'name="dag" value="{localdate().isoformat()}"' in html
    assert "<script>" not in html.replace("<script src", "")


def test_without_a_workspace_nothing_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAGLAERT_DATABASE_URL", raising=False)
    assert recorded_work(Settings(home=tmp_path), DAY, "da") is None


def test_the_command_reads_a_workspace(tmp_path: Path, published: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "published").symlink_to(published.paths.published)
    for name in ("FAGLAERT_DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FAGLAERT_HOME", str(tmp_path))
    assert databases(Settings())["default"]["NAME"] == tmp_path / "workspace.sqlite3"
    Settings(home=tmp_path).paths.workspace.touch()
    result = CliRunner().invoke(app, ["report", "status", "--as-of", "2026-11-23", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["initiatives"] == []


def test_a_workspace_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAGLAERT_HOME", str(tmp_path))
    monkeypatch.delenv("FAGLAERT_DATABASE_URL", raising=False)
    (tmp_path / "workspace.sqlite3").write_text("no database at all, but long enough to be read as a header of one")
    with pytest.raises(FaglaertError, match="workspace cannot be read"):
        recorded_work(Settings(home=tmp_path), DAY, "da")
