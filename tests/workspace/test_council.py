# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The council: who sees what, evidence that stays frozen, weighing, deciding with dissent, looking back."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert import display
from faglaert.balance.outputs import current_results
from faglaert.balance.release import release_paths
from faglaert.dissemination.release import publish
from faglaert.pipeline.build import new_build_id
from faglaert.published.dossier import dossier, skilled_balance
from faglaert.published.store import Store, open_store
from faglaert.reports.dossier_text import balance_text
from faglaert.settings import Settings
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.council import actions
from faglaert.web.council.decision_views import year_after
from faglaert.web.council.freezing import compared, frozen_lines, thawed
from faglaert.web.council.models import AgendaItem, Ballot, Decision, Dissent, FrozenDossier, LookBack, Paper, Round
from faglaert.web.council.queries import due_decisions, items_seen_by, papers_seen_by
from faglaert.web.council.weighing import Question, result_of
from faglaert.web.workspace.records import StaleRecordError, add
from tests.small_world.dossier_files import COOK, ELECTRICIAN, GLAZIER, dossier_installation
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.routes.council import new_decision, new_dossier, new_item, new_meeting

COUNCIL = "/arbejdsrum/raadet/"
APPRENTICESHIP = "apprenticeship"


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with figures of three programmes; all rows are test data."""
    return dossier_installation(tmp_path_factory.mktemp("council"))


@pytest.fixture
def store(site: object, installation: Settings, settings: DjangoSettings) -> Store:
    """What the pages read."""
    settings.FAGLAERT = installation
    return open_store(installation.paths)


@pytest.fixture
def item(store: Store, people: People) -> AgendaItem:
    """An item with the dossiers of three programmes."""
    found = new_item()
    actions.freeze_dossiers(found, [ELECTRICIAN, GLAZIER, COOK], store=store, by=people[Role.OFFICE])
    return found


@pytest.fixture
def opened(item: AgendaItem, people: People) -> Round:
    """A round by two measures and one judgement."""
    named = [actions.Named(APPRENTICESHIP), actions.Named("shortage"), actions.Named(title="Grøn omstilling")]
    return actions.open_round(Round(item=item, top=1), named, by=people[Role.OFFICE])


def give(found: Round, member: User, points: tuple[int, int, int], judged: dict[str, int] | None = None) -> Ballot:
    first, second, third = found.criteria.all()
    weights = {str(each.pk): value for each, value in zip((first, second, third), points, strict=True)}
    ballot = Ballot(round=found, member=member, weights=weights, judgements={str(third.pk): judged or {}})
    return actions.give_ballot(ballot, by=member, version=0)


def test_a_draft_is_seen_by_those_who_prepare(people: People) -> None:
    new_item(meeting=new_meeting(is_draft=True))
    seen = {role: items_seen_by(people[role]).count() for role in Role}
    assert {role for role, count in seen.items() if count} == {Role.OFFICE, Role.COUNCIL_CHAIR}


@pytest.mark.parametrize(
    "path", ["punkter/{item}/", "bilag/{paper}/", "dossierer/{dossier}/", "prioriteringer/{round}/"]
)
def test_nothing_of_a_draft_is_found_by_a_member(client_of: ClientOf, store: Store, path: str) -> None:
    item = new_item(meeting=new_meeting(is_draft=True))
    known = {
        "item": item.pk,
        "paper": paper_of(item).pk,
        "dossier": new_dossier(item).pk,
        "round": add(Round(item=item), by=None).pk,
    }
    address = COUNCIL + path.format(**known)
    assert client_of(Role.COUNCIL_MEMBER).get(address).status_code == 404
    assert client_of(Role.COUNCIL_CHAIR).get(address).status_code == 200


def paper_of(item: AgendaItem) -> Paper:
    paper = Paper(item=item)
    paper.take(SimpleUploadedFile("notat.pdf", b"%PDF-1.7 notat"))
    return add(paper, by=None)


def test_the_office_shows_the_agenda_to_the_members(client_of: ClientOf, people: People) -> None:
    meeting = new_meeting(is_draft=True)
    address = f"{COUNCIL}{meeting.pk}/udsend/"
    office = client_of(Role.OFFICE)
    office.post(address, {"version": "nej"})
    assert client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}{meeting.pk}/").status_code == 404
    office.post(address, {"version": "1"})
    assert client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}{meeting.pk}/").status_code == 200


def test_a_paper_is_handed_in_and_handed_out(client_of: ClientOf, people: People) -> None:
    item = new_item()
    upload = SimpleUploadedFile("../<b>notat</b>.pdf", b"%PDF-1.7 notat", content_type="text/html")
    assert client_of(Role.OFFICE).post(f"{COUNCIL}punkter/{item.pk}/bilag/nyt/", {"file": upload}).status_code == 302
    paper = papers_seen_by(people[Role.COUNCIL_MEMBER]).get()
    answer = client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}bilag/{paper.pk}/")
    assert answer.content == b"%PDF-1.7 notat"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    client_of(Role.OFFICE).post(f"{COUNCIL}bilag/{paper.pk}/slet/", {"version": "1"})
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("notat.pdf", b"<script>alert(1)</script>"), ("a.svg", b"<svg onload=x>"), ("a.pdf", b"MZ\x90"), ("a.pdf", b"")],
)
def test_a_paper_is_what_its_content_says(client_of: ClientOf, people: People, name: str, content: bytes) -> None:
    item = new_item()
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    answer = client_of(Role.OFFICE).post(f"{COUNCIL}punkter/{item.pk}/bilag/nyt/", {"file": upload})
    assert answer.status_code == 200
    assert not Paper.objects.exists()


def test_a_paper_too_large_is_refused(client_of: ClientOf, people: People) -> None:
    item, upload = new_item(), SimpleUploadedFile("stor.pdf", b"%PDF-" + bytes(10 * 1024 * 1024))
    answer = client_of(Role.OFFICE).post(f"{COUNCIL}punkter/{item.pk}/bilag/nyt/", {"file": upload})
    assert "for stor" in answer.content.decode("utf-8")
    with pytest.raises(ValidationError, match="10 MB"):
        Paper(item=item).take(SimpleUploadedFile("stor.pdf", b"%PDF-" + bytes(10 * 1024 * 1024)))
    assert not Paper.objects.exists()


def test_a_frozen_dossier_holds_what_the_store_said(item: AgendaItem, store: Store) -> None:
    frozen = item.dossiers.get(programme_code=ELECTRICIAN)
    assert thawed(frozen.lines) == dossier(store, ELECTRICIAN).lines
    assert frozen.build_id == store.release.build_id
    line = next(each for each in thawed(frozen.lines) if each.measure.id == APPRENTICESHIP)
    assert (line.value, line.period, line.status) == (0.7, "2025", "shown")


def test_a_dossier_is_frozen_once(item: AgendaItem, store: Store, people: People) -> None:
    FrozenDossier.objects.filter(programme_code=COOK).update(build_id="gammel")
    assert actions.freeze_dossiers(item, [COOK, COOK], store=store, by=people[Role.OFFICE]) == 0
    assert item.dossiers.get(programme_code=COOK).build_id == "gammel"


def test_the_log_holds_the_digest_of_what_was_frozen(item: AgendaItem) -> None:
    frozen = item.dossiers.get(programme_code=COOK)
    event = AuditEvent.objects.get(object_type="council.frozendossier", object_id=str(frozen.pk))
    assert json.loads(event.after)["digest"] == frozen.digest
    verify()


def test_a_frozen_figure_stays_and_todays_stands_beside(client_of: ClientOf, store: Store, people: People) -> None:
    lines = frozen_lines(dossier(store, ELECTRICIAN))
    old = [line | {"value": 0.55} if line["measure"] == APPRENTICESHIP else line for line in lines]
    frozen = new_dossier(new_item(), ELECTRICIAN, old)
    html = client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}dossierer/{frozen.pk}/").content.decode("utf-8")
    assert "55,0" in html
    assert "70,0" in html
    assert "2 af tallene er ændret" in html


@pytest.fixture
def newer(installation: Settings, tmp_path: Path) -> Settings:
    """The same installation after a second build in which the balance says something else."""
    home = Settings(home=tmp_path / "home", contact_email=installation.contact_email)
    shutil.copytree(installation.home, home.home, symlinks=True)
    results = current_results(release_paths(home.paths)) / "balance.parquet"
    other = pl.when(pl.col("education") == "skilled").then(0.1).otherwise(pl.col("p_shortage"))
    pl.read_parquet(results).with_columns(other.alias("p_shortage")).write_parquet(results)
    publish(home.paths, new_build_id(datetime.now(UTC)), progress=lambda _step: None)
    return home


def test_a_frozen_balance_stays_when_a_new_build_says_otherwise(
    client_of: ClientOf, item: AgendaItem, store: Store, newer: Settings, settings: DjangoSettings
) -> None:
    frozen = item.dossiers.get(programme_code=COOK)
    address, member = f"{COUNCIL}dossierer/{frozen.pk}/", client_of(Role.COUNCIL_MEMBER)
    said = balance_text(skilled_balance(store), "da")
    before = member.get(address).content.decode("utf-8")
    assert display.share(0.1, "da", 0) not in said
    assert said in before
    assert "<strong>I dag:" not in before
    settings.FAGLAERT = newer
    assert open_store(newer.paths).release.build_id != store.release.build_id
    after = member.get(address).content.decode("utf-8")
    assert said in after
    assert "Der er kommet en ny udgave, og 2 af tallene er ændret. De frosne tal bliver stående." in after
    assert "<strong>I dag:" in after
    assert after.count(f"sandsynlighed for mangel {display.share(0.1, 'da', 0)}") == 2
    assert FrozenDossier.objects.get(pk=frozen.pk).digest == frozen.digest


def test_a_dossier_without_a_balance_says_so(client_of: ClientOf, store: Store) -> None:
    frozen = new_dossier(new_item(), COOK, frozen_lines(dossier(store, COOK)))
    html = client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}dossierer/{frozen.pk}/").content.decode("utf-8")
    assert "Den er ikke frosset med dossieret." in html
    assert balance_text(skilled_balance(store), "da") in html


def test_a_figure_nobody_changed_is_said_to_be_unchanged(client_of: ClientOf, item: AgendaItem) -> None:
    frozen = item.dossiers.first()
    html = client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}dossierer/{frozen.pk}/").content.decode("utf-8")
    assert "Det er stadig den nyeste udgave" in html


def test_a_figure_that_came_later_stands_beside_what_was_missing(store: Store) -> None:
    now = dossier(store, ELECTRICIAN).lines
    line = next(each for each in now if each.measure.id == APPRENTICESHIP)
    nothing = next(each for each in now if each.measure.id == "employment")
    absent = type(nothing)(line.measure, "", "", None, None, None, "missing", "official", "")
    (pair,) = compared([absent], now)
    assert (pair.now, pair.is_changed) == (line, True)
    (gone,) = compared([line], [])
    assert (gone.now, gone.is_changed) == (None, True)


def test_dossiers_are_fixed_once_they_are_weighed(opened: Round, store: Store, people: People) -> None:
    with pytest.raises(actions.CouncilError):
        actions.freeze_dossiers(opened.item, [ELECTRICIAN], store=store, by=people[Role.OFFICE])
    with pytest.raises(actions.CouncilError):
        actions.take_dossier_away(opened.item.dossiers.first(), by=people[Role.OFFICE], version=1)
    assert opened.item.dossiers.count() == 3


def test_a_dossier_can_be_taken_away_before(item: AgendaItem, people: People, client_of: ClientOf) -> None:
    address = f"{COUNCIL}dossierer/{item.dossiers.first().pk}/fjern/"
    assert client_of(Role.OFFICE).post(address).status_code == 302
    assert item.dossiers.count() == 3
    assert client_of(Role.OFFICE).post(address, {"version": "1"}).status_code == 302
    assert item.dossiers.count() == 2
    verify()


def test_a_round_needs_dossiers(client_of: ClientOf, store: Store, people: People) -> None:
    item = new_item()
    sent = {"top": "3", "measure_ids": ["shortage"], "judgements": ""}
    client_of(Role.OFFICE).post(f"{COUNCIL}punkter/{item.pk}/prioritering/ny/", sent)
    assert not Round.objects.exists()


def test_a_round_is_opened_by_measures_and_own_judgements(client_of: ClientOf, item: AgendaItem) -> None:
    address, office = f"{COUNCIL}punkter/{item.pk}/prioritering/ny/", client_of(Role.OFFICE)
    assert office.post(address, {"top": "2"}).status_code == 200
    sent = {"top": "2", "measure_ids": ["dropout_basic"], "judgements": "Grøn omstilling\r\n\r\n Grøn omstilling \r\n"}
    assert office.post(address, sent).status_code == 302
    named = [(each.measure_id, each.title, each.direction) for each in Round.objects.get().criteria.all()]
    assert named == [("dropout_basic", "", "less"), ("", "Grøn omstilling", "more")]


def test_a_ballot_is_the_members_own(client_of: ClientOf, opened: Round, people: People) -> None:
    first, second, third = opened.criteria.all()
    sent = {f"weight_{each.pk}": "10" for each in (first, second, third)}
    sent |= {f"judgement_{third.pk}_{COOK}": "5", "version": "1", "member": str(people[Role.COUNCIL_CHAIR].pk)}
    address = f"{COUNCIL}prioriteringer/{opened.pk}/stem/"
    assert client_of(Role.COUNCIL_MEMBER).post(address, sent).status_code == 302
    ballot = Ballot.objects.get()
    assert ballot.member == people[Role.COUNCIL_MEMBER]
    assert ballot.judgements == {str(third.pk): {COOK: 5}}
    assert AuditEvent.objects.filter(object_type="council.ballot", after__contains="weights").count() == 0


@pytest.mark.parametrize("points", ["-1", "101", "x", ""])
def test_points_are_from_0_to_100(client_of: ClientOf, opened: Round, points: str) -> None:
    sent = {f"weight_{each.pk}": points for each in opened.criteria.all()}
    assert client_of(Role.COUNCIL_MEMBER).post(f"{COUNCIL}prioriteringer/{opened.pk}/stem/", sent).status_code == 200
    assert not Ballot.objects.exists()


def test_all_nothing_is_no_ballot(client_of: ClientOf, opened: Round) -> None:
    sent = {f"weight_{each.pk}": "0" for each in opened.criteria.all()}
    html = client_of(Role.COUNCIL_MEMBER).post(f"{COUNCIL}prioriteringer/{opened.pk}/stem/", sent)
    assert "mindst ét kriterium point" in html.content.decode("utf-8")


def test_two_windows_of_one_member(client_of: ClientOf, opened: Round, people: People) -> None:
    give(opened, people[Role.COUNCIL_MEMBER], (50, 50, 0))
    actions.give_ballot(Ballot.objects.get(), by=people[Role.COUNCIL_MEMBER], version=1)
    sent = {f"weight_{each.pk}": "7" for each in opened.criteria.all()} | {"version": "1"}
    told = client_of(Role.COUNCIL_MEMBER).post(f"{COUNCIL}prioriteringer/{opened.pk}/stem/", sent)
    html = told.content.decode("utf-8")
    assert "i et andet vindue" in html
    assert 'value="7"' in html
    assert 'name="version" value="2"' in html
    assert set(Ballot.objects.get().weights.values()) == {50, 0}


def test_nobody_sees_the_ballots_of_others_while_the_round_is_open(
    client_of: ClientOf, opened: Round, people: People
) -> None:
    give(opened, people[Role.COUNCIL_CHAIR], (87, 13, 0))
    html = client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}prioriteringer/{opened.pk}/").content.decode("utf-8")
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)  # chance may put any digits there
    assert "87" not in html
    assert "Rangorden efter din vægtning" not in html
    assert "har vejet kriterierne: 1" in html


def test_the_order_follows_the_weights(opened: Round, people: People) -> None:
    give(opened, people[Role.COUNCIL_MEMBER], (0, 0, 10), {COOK: 5, GLAZIER: 3, ELECTRICIAN: 1})
    closed = actions.close_round(opened, by=people[Role.COUNCIL_CHAIR], version=1)
    assert [row["programme"] for row in closed.result["rows"]] == [COOK, GLAZIER, ELECTRICIAN]
    assert closed.result["rows"][0]["first"] == 1
    assert closed.result["uncertain"] == []


def test_missing_evidence_stays_missing(opened: Round, people: People) -> None:
    give(opened, people[Role.COUNCIL_MEMBER], (10, 0, 0))
    rows = {row["programme"]: row for row in actions.close_round(opened, by=None, version=1).result["rows"]}
    first = str(opened.criteria.first().pk)
    assert first in rows[GLAZIER]["missing"]  # hidden in the published store
    assert (rows[GLAZIER]["rank"], rows[GLAZIER]["evidence_share"]) == (0, 0)
    assert (rows[GLAZIER]["best_rank"], rows[GLAZIER]["worst_rank"]) == (1, 3)
    assert rows[ELECTRICIAN]["missing"] == [str(opened.criteria.last().pk)]


def test_disagreement_is_shown(opened: Round, people: People, client_of: ClientOf) -> None:
    judged = {COOK: 5, GLAZIER: 3, ELECTRICIAN: 1}
    give(opened, people[Role.COUNCIL_MEMBER], (0, 0, 10), judged)
    give(opened, people[Role.COUNCIL_CHAIR], (100, 0, 0))
    give(opened, make_person(Role.COUNCIL_MEMBER, name="third member"), (50, 0, 50), judged)
    result = actions.close_round(opened, by=None, version=1).result
    by_code = {row["programme"]: (row["members_best"], row["members_worst"]) for row in result["rows"]}
    assert by_code[ELECTRICIAN] == (1, 3)
    assert [(each["low"], each["high"]) for each in result["criteria"]] == [(0, 1), (0, 0), (0, 1)]
    html = client_of(Role.ANALYST).get(f"{COUNCIL}prioriteringer/{opened.pk}/").content.decode("utf-8")
    assert "Er medlemmerne enige?" in html
    assert "Grøn omstilling" in html
    assert "Højest" in html


@pytest.mark.parametrize("is_of_before", [False, True])
def test_lowest_and_highest_of_one_or_two_members_are_told_nowhere(
    opened: Round, people: People, client_of: ClientOf, is_of_before: bool
) -> None:
    """Neither stored nor shown; a result that was stored with them before is shown without them."""
    give(opened, people[Role.COUNCIL_MEMBER], (13, 0, 87))
    give(opened, people[Role.COUNCIL_CHAIR], (87, 0, 13))
    closed = actions.close_round(opened, by=None, version=1)
    assert [sorted(each) for each in closed.result["criteria"]] == [["id", "mean"]] * 3
    if is_of_before:
        rows = [{**each, "low": 0.13, "high": 0.87} for each in closed.result["criteria"]]
        Round.objects.update(result={**closed.result, "criteria": rows})
    html = client_of(Role.ANALYST).get(f"{COUNCIL}prioriteringer/{opened.pk}/").content.decode("utf-8")
    weights = html[html.index("Er medlemmerne enige?") : html.index("Par, der ikke kan skilles")]
    assert "50" in weights
    assert "når mindst 3 medlemmer har vejet" in weights
    assert not [
        each for each in ("Højest", "Lavest", "13\N{NO-BREAK SPACE}%", "87\N{NO-BREAK SPACE}%") if each in weights
    ]


def test_the_ballot_says_what_is_shown_of_it(client_of: ClientOf, opened: Round) -> None:
    html = client_of(Role.COUNCIL_MEMBER).get(f"{COUNCIL}prioriteringer/{opened.pk}/stem/").content.decode("utf-8")
    assert "fra 3 medlemmer også den laveste og den højeste" in html
    assert "Ingen andre ser din vægtning" not in html


def test_a_result_is_the_same_each_time(opened: Round, people: People) -> None:
    ballots = [
        give(opened, people[role], points)
        for role, points in zip((Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR), ((30, 60, 10), (60, 30, 10)), strict=True)
    ]
    question = Question(tuple(opened.criteria.all()), tuple(opened.item.dossiers.all()), tuple(ballots))
    assert result_of(question, 1) == result_of(question, 1)


def test_a_round_without_ballots_is_not_closed(client_of: ClientOf, opened: Round) -> None:
    client_of(Role.COUNCIL_CHAIR).post(f"{COUNCIL}prioriteringer/{opened.pk}/afslut/", {"version": "1"})
    assert not Round.objects.get().is_closed


def test_a_closed_round_takes_no_ballot_and_is_closed_once(opened: Round, people: People) -> None:
    give(opened, people[Role.COUNCIL_MEMBER], (1, 1, 0))
    actions.close_round(opened, by=people[Role.COUNCIL_CHAIR], version=1)
    late = Ballot(round=opened, member=people[Role.COUNCIL_CHAIR], weights={"1": 1})
    with pytest.raises(actions.CouncilError):
        actions.give_ballot(late, by=people[Role.COUNCIL_CHAIR], version=0)
    with pytest.raises(actions.CouncilError):
        actions.close_round(opened, by=people[Role.COUNCIL_CHAIR], version=2)
    assert Ballot.objects.count() == 1


def test_a_round_is_closed_as_it_was_seen(opened: Round, people: People) -> None:
    give(opened, people[Role.COUNCIL_MEMBER], (1, 1, 0))
    with pytest.raises(StaleRecordError):
        actions.close_round(opened, by=people[Role.COUNCIL_CHAIR], version=9)
    assert Round.objects.get().result is None


def test_the_chair_decides_and_a_member_dissents(client_of: ClientOf, store: Store, people: People) -> None:
    item = new_item()
    days = {"decided_on": "2026-06-01", "review_on": "2027-06-01"}
    sent = {"text": "Flere pladser", "reasons": "Der mangler folk", **days}
    assert client_of(Role.COUNCIL_CHAIR).post(f"{COUNCIL}punkter/{item.pk}/beslutning/", sent).status_code == 302
    decision = Decision.objects.get()
    address = f"{COUNCIL}beslutninger/{decision.pk}/mindretal/"
    client_of(Role.COUNCIL_MEMBER).post(address, {"text": "For tidligt", "version": "1"})
    client_of(Role.COUNCIL_MEMBER).post(address, {"text": "Alt for tidligt", "version": "1"})
    assert [(each.member, each.text) for each in Dissent.objects.all()] == [
        (people[Role.COUNCIL_MEMBER], "Alt for tidligt")
    ]
    html = client_of(Role.ANALYST).get(f"{COUNCIL}punkter/{item.pk}/").content.decode("utf-8")
    assert all(each in html for each in ("Flere pladser", "Der mangler folk", "Alt for tidligt", "1. juni 2027"))


def test_one_looks_back_after_deciding(client_of: ClientOf, people: People) -> None:
    item = new_item()
    sent = {"text": "x", "reasons": "y", "decided_on": "2026-06-01", "review_on": "2026-06-01"}
    assert client_of(Role.COUNCIL_CHAIR).post(f"{COUNCIL}punkter/{item.pk}/beslutning/", sent).status_code == 200
    assert not Decision.objects.exists()


def test_decisions_are_due_a_year_later_until_somebody_looked(people: People, store: Store) -> None:
    decision, member = new_decision(new_item()), people[Role.COUNCIL_MEMBER]
    assert not due_decisions(member, date(2026, 5, 31)).exists()
    assert list(due_decisions(member, date(2026, 6, 1))) == [decision]
    text = {"happened": "Flere", "learned": "Tid", "outcome": "keep"}
    actions.keep_look_back(LookBack(decision=decision, looked_on=localdate(), **text), store=store, by=None)
    assert not due_decisions(member, date(2027, 1, 1)).exists()


def test_looking_back_keeps_the_figures_of_the_day(client_of: ClientOf, item: AgendaItem, store: Store) -> None:
    decision = new_decision(item)
    office, address = client_of(Role.OFFICE), f"{COUNCIL}beslutninger/{decision.pk}/tilbageblik/"
    assert "Tal da og nu" in office.get(address).content.decode("utf-8")
    sent = {"looked_on": "2026-06-01", "happened": "Flere", "learned": "Det tager tid", "outcome": "adjust"}
    assert office.post(address, sent).status_code == 302
    kept = LookBack.objects.get()
    assert kept.build_id == store.release.build_id
    assert thawed(kept.evidence[COOK]) == dossier(store, COOK).lines
    assert "Det tager tid" in office.get(f"{COUNCIL}punkter/{item.pk}/").content.decode("utf-8")
    chair = client_of(Role.COUNCIL_CHAIR)
    assert chair.post(f"{COUNCIL}punkter/{item.pk}/beslutning/", {"text": "Noget andet"}).status_code == 302
    assert Decision.objects.get().text == "Flere pladser"


@pytest.mark.parametrize(
    ("day", "later"), [(date(2026, 3, 1), date(2027, 3, 1)), (date(2028, 2, 29), date(2029, 2, 28))]
)
def test_a_year_after(day: date, later: date) -> None:
    assert year_after(day) == later


def test_two_offices_edit_the_same_item(client_of: ClientOf, people: People) -> None:
    item, office = new_item(), client_of(Role.OFFICE)
    address = f"{COUNCIL}punkter/{item.pk}/ret/"
    assert office.post(address, {"position": "1", "title": "Den første", "version": "1"}).status_code == 302
    told = office.post(address, {"position": "1", "title": "Den anden", "version": "1"}).content.decode("utf-8")
    assert "Den første" in told
    assert 'value="Den anden"' in told
    assert AgendaItem.objects.get().title == "Den første"


def add_much(found: Round, count: int) -> None:
    """Members with ballots, items with decisions."""
    for number in range(count):
        member = make_person(Role.COUNCIL_MEMBER, name=f"medlem {number}")
        give(found, member, (number + 1, 1, 1))
        new_decision(new_item(meeting=found.item.meeting, position=number + 2))
        new_meeting()


@pytest.mark.parametrize("path", ["", "beslutninger/", "{meeting}/", "punkter/{item}/", "prioriteringer/{round}/"])
def test_pages_ask_as_often_for_many(
    client_of: ClientOf, opened: Round, path: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    add_much(opened, 15)
    client = client_of(Role.COUNCIL_MEMBER)
    known = {"meeting": opened.item.meeting_id, "item": opened.item_id, "round": opened.pk}
    with django_assert_max_num_queries(10):
        assert client.get(COUNCIL + path.format(**known)).status_code == 200


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_text_is_shown_as_text(client_of: ClientOf, store: Store, prefix: str) -> None:
    item = new_item(title="<script>alert(1)</script>", text="<b>fed</b>")
    for path in (f"punkter/{item.pk}/", f"{item.meeting_id}/"):
        html = client_of(Role.COUNCIL_CHAIR).get(f"{prefix}{COUNCIL}{path}").content.decode("utf-8")
        assert "<script>alert" not in html
        assert "<b>fed" not in html
