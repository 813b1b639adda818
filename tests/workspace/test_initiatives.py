# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Initiatives: who sees and changes which, phases that ask for their evidence, the printed plan, and the pages."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from faglaert.definitions.programme import programme
from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.initiatives.actions import PhaseNotDoneError, advance, load_action_plan
from faglaert.web.initiatives.models import Evidence, Initiative, Milestone, Phase, Risk
from faglaert.web.initiatives.queries import filtered, visible_to
from faglaert.web.knowledge.models import Entry
from faglaert.web.programme.models import Partnership
from faglaert.web.status.models import Status
from faglaert.web.workspace.records import StaleRecordError, add
from tests.workspace.conftest import ClientOf, People, make_person

LIST = "/arbejdsrum/initiativer/"


def initiative(**fields: object) -> Initiative:
    return add(Initiative(**{"title": "Mentorer på skolen", **fields}), by=None)


def company() -> Organisation:
    return add(Organisation(name="Tømrerne", kind=OrganisationKind.COMPANY, cvr="12345678"), by=None)


def complete(people: People) -> Initiative:
    """An initiative that has everything every phase asks for."""
    found = initiative(
        **dict.fromkeys(("problem", "target_group", "activities", "outputs", "outcome"), "Beskrevet."),
        indicator_id="neet_share",
        expected_change="-1.5",
        reach_by=date(2027, 12, 31),
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
        responsible=people[Role.OFFICE],
    )
    for phase in list(Phase)[:-1]:
        add(Evidence(initiative=found, phase=phase, text="Notat"), by=None)
    add(Partnership(initiative=found, organisation=company(), role="leads"), by=None)
    return found


def form_of(**fields: object) -> dict[str, object]:
    return {"title": "Ny indsats", "track": "1", **fields}


def test_drafts_are_seen_by_the_office_and_their_own_organisation(people: People) -> None:
    mine = initiative(title="Min", is_draft=True, organisation=people[Role.PARTNER].organisation)
    initiative(title="En andens", is_draft=True, organisation=company())
    initiative(title="Åben")
    titles = {role: {each.title for each in visible_to(people[role])} for role in Role}
    assert titles[Role.OFFICE] == {"Min", "En andens", "Åben"}
    assert titles[Role.PARTNER] == {mine.title, "Åben"}
    assert titles[Role.COUNCIL_MEMBER] == titles[Role.READER] == {"Åben"}


def test_the_draft_of_another_is_not_found(client_of: ClientOf, people: People) -> None:
    other = initiative(is_draft=True, organisation=company())
    for path in ("", "ret/"):
        assert client_of(Role.PARTNER).get(f"{LIST}{other.pk}/{path}").status_code == 404
    assert "En andens" not in client_of(Role.COUNCIL_MEMBER).get(LIST).content.decode("utf-8")


def test_a_partner_changes_no_initiative_of_another(client_of: ClientOf, people: People) -> None:
    other = initiative(organisation=company())
    partner = client_of(Role.PARTNER)
    assert partner.get(f"{LIST}{other.pk}/").status_code == 200
    for path in ("ret/", "milepaele/ny/"):
        assert partner.get(f"{LIST}{other.pk}/{path}").status_code == 403
    assert partner.post(f"{LIST}{other.pk}/videre/", {"version": "1"}).status_code == 403


def test_a_partner_without_organisation_owns_nothing(client_of: ClientOf, people: People) -> None:
    unowned, lonely = initiative(is_draft=True), make_person(Role.PARTNER, name="lonely partner")
    assert client_of(lonely).get(f"{LIST}{unowned.pk}/").status_code == 404


def test_a_part_is_found_below_its_own_initiative_alone(client_of: ClientOf, people: People) -> None:
    mine, other = initiative(organisation=people[Role.PARTNER].organisation), initiative(organisation=company())
    risk = add(Risk(initiative=other, text="Få tilmeldte", likelihood=2, consequence=3), by=None)
    assert client_of(Role.PARTNER).get(f"{LIST}{mine.pk}/risici/{risk.pk}/").status_code == 404


def test_a_partner_writes_drafts_of_the_own_organisation_whatever_is_sent(client_of: ClientOf, people: People) -> None:
    other = company()
    sent = form_of(organisation=str(other.pk), is_draft="", phase="close", plan_key="x", responsible="1", version="9")
    assert client_of(Role.PARTNER).post(f"{LIST}ny/", sent).status_code == 302
    made = Initiative.objects.get(title="Ny indsats")
    assert (made.organisation, made.is_draft) == (people[Role.PARTNER].organisation, True)
    assert (made.phase, made.plan_key, made.responsible, made.version) == (Phase.MAP, None, None, 1)


def test_the_office_writes_everything(client_of: ClientOf) -> None:
    sent = form_of(municipality_codes=["101", "147"], programme_codes=["30101510"], budget_dkk="250000", track="")
    assert client_of(Role.OFFICE).post(f"{LIST}ny/", sent).status_code == 302
    made = Initiative.objects.get(title="Ny indsats")
    assert (made.municipality_codes, made.budget_dkk, made.track) == (["101", "147"], 250_000, None)
    html = client_of(Role.READER).get(f"{LIST}{made.pk}/").content.decode("utf-8")
    assert "Frederiksberg, København" in html
    assert "250.000 kr." in html


@pytest.mark.parametrize(
    ("field", "value"),
    [("municipality_codes", ["999"]), ("indicator_id", "ukendt"), ("track", "4"), ("budget_dkk", "-1")],
)
def test_what_the_definitions_do_not_know_is_refused(client_of: ClientOf, field: str, value: object) -> None:
    response = client_of(Role.OFFICE).post(f"{LIST}ny/", form_of(**{field: value}))
    assert response.status_code == 200
    assert "form-error-message" in response.content.decode("utf-8")
    assert not Initiative.objects.exists()


def test_an_end_before_the_beginning_is_refused(db: None) -> None:
    with pytest.raises(ValidationError, match="før begyndelsen"):
        initiative(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))


def test_a_complete_initiative_walks_through_every_phase(people: People) -> None:
    found, walked = complete(people), []
    while found.phase_now is not Phase.CLOSE:
        advance(found, by=people[Role.OFFICE], version=found.version)
        walked.append(found.phase_now)
    assert walked == list(Phase)[1:]
    with pytest.raises(PhaseNotDoneError):
        advance(found, by=people[Role.OFFICE], version=found.version)


@pytest.mark.parametrize(
    ("phase", "field"),
    [(Phase.MAP, "problem"), (Phase.LAUNCH, "outcome"), (Phase.LAUNCH, "indicator_id"), (Phase.LAUNCH, "ends_on")],
)
def test_a_phase_does_not_end_before_it_is_described(people: People, phase: Phase, field: str) -> None:
    found = complete(people)
    empty = None if field == "ends_on" else ""
    Initiative.objects.filter(pk=found.pk).update(**{"phase": phase, field: empty})
    found.refresh_from_db()
    with pytest.raises(PhaseNotDoneError) as refused:
        advance(found, by=people[Role.OFFICE], version=1)
    assert len(refused.value.missing) == 1
    assert Initiative.objects.get(pk=found.pk).phase == phase


@pytest.mark.parametrize("phase", list(Phase)[:-1])
def test_a_phase_does_not_end_without_its_own_evidence(people: People, phase: Phase) -> None:
    found = complete(people)
    Initiative.objects.filter(pk=found.pk).update(phase=phase)
    found.evidence.filter(phase=phase).delete()
    found.refresh_from_db()
    with pytest.raises(PhaseNotDoneError):
        advance(found, by=people[Role.OFFICE], version=1)


def test_the_page_says_what_is_missing(client_of: ClientOf) -> None:
    found = initiative()
    response = client_of(Role.OFFICE).post(f"{LIST}{found.pk}/videre/", {"version": "1"})
    assert response.status_code == 409
    assert "Problem og målgruppe er beskrevet." in response.content.decode("utf-8")


def test_going_on_from_an_old_page_is_refused(client_of: ClientOf, people: People) -> None:
    found = complete(people)
    with pytest.raises(StaleRecordError):
        advance(found, by=people[Role.OFFICE], version=7)
    response = client_of(Role.OFFICE).post(f"{LIST}{found.pk}/videre/", {"version": "x"})
    assert response.status_code == 409
    assert "En anden har ændret" in response.content.decode("utf-8")


def test_evidence_of_a_phase_to_come_is_refused(client_of: ClientOf) -> None:
    found = initiative()
    address = f"{LIST}{found.pk}/dokumentation/ny/"
    assert client_of(Role.OFFICE).post(address, {"phase": "share", "text": "x"}).status_code == 200
    assert client_of(Role.OFFICE).post(address, {"phase": "map", "text": "x"}).status_code == 302
    assert [each.phase for each in found.evidence.all()] == ["map"]


def test_parts_are_added_changed_and_deleted(client_of: ClientOf) -> None:
    found, office = initiative(), client_of(Role.OFFICE)
    office.post(f"{LIST}{found.pk}/milepaele/ny/", {"title": "Første hold", "due_on": "2026-12-01"})
    milestone = Milestone.objects.get()
    address = f"{LIST}{found.pk}/milepaele/{milestone.pk}/"
    sent = {"title": "Første hold", "due_on": "2026-12-01", "done_on": "2026-11-30", "version": "1"}
    assert office.post(address, sent).status_code == 302
    assert Milestone.objects.get().done_on == date(2026, 11, 30)
    assert office.post(f"{address}slet/", {"version": "1"})["Location"] == address
    assert Milestone.objects.exists()
    assert office.post(f"{address}slet/", {"version": "2"}).status_code == 302
    assert not Milestone.objects.exists()
    verify()


def test_the_printed_plan_is_loaded_once_and_never_overwrites(people: People) -> None:
    boxes = programme().action_plan
    assert load_action_plan(by=None) == len(boxes) == Initiative.objects.count()
    Initiative.objects.filter(track=1).update(title="Omdøbt")
    assert load_action_plan(by=None) == 0
    assert Initiative.objects.filter(title="Omdøbt").exists()
    assert Initiative.objects.filter(phase=Phase.ADJUST).count() == sum(box.phase == "adjust" for box in boxes)


def test_initiatives_are_found_by_track_and_phase(db: None) -> None:
    for track, phase in ((1, "map"), (2, "map"), (None, "share")):
        initiative(title=f"{track}", track=track, phase=phase)
    everything = Initiative.objects.all()
    assert {each.title for each in filtered(everything, track="1")} == {"1", "None"}
    assert {each.title for each in filtered(everything, phase="map")} == {"1", "2"}
    assert filtered(everything, track="nonsens").count() == 3


def test_long_texts_are_not_copied_into_the_log(office: User) -> None:
    initiative(problem="Karen fra 2. b har det svært")
    logged = AuditEvent.objects.filter(object_type="initiatives.initiative").get().after
    assert "Karen" not in logged
    assert "28 tegn" in logged


@pytest.mark.parametrize("path", ["", "plan/"])
def test_lists_ask_as_often_for_many(client_of: ClientOf, django_assert_max_num_queries: object, path: str) -> None:
    client = client_of(Role.READER)
    for number in range(30):
        found = initiative(title=f"Nr. {number}", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
        add(Milestone(initiative=found, title="M", due_on=date(2026, 6, 1)), by=None)
    with django_assert_max_num_queries(6):
        assert client.get(LIST + path).status_code == 200


def test_one_initiative_asks_as_often_with_many_parts(
    client_of: ClientOf, django_assert_max_num_queries: object
) -> None:
    found = initiative()
    for number in range(30):
        add(Milestone(initiative=found, title=f"M {number}", due_on=date(2026, 6, 1)), by=None)
        add(Risk(initiative=found, text=f"R {number}", likelihood=1, consequence=1), by=None)
    client = client_of(Role.READER)
    with django_assert_max_num_queries(13):
        assert client.get(f"{LIST}{found.pk}/").status_code == 200


def test_only_who_may_edit_is_led_to_forms(client_of: ClientOf, people: People) -> None:
    found = complete(people)
    add(Milestone(initiative=found, title="Første møde", due_on=date(2026, 2, 1)), by=None)
    forms = f'href="{LIST}{found.pk}/'
    for role, count in ((Role.OFFICE, 12), (Role.READER, 0), (Role.PARTNER, 0)):
        assert client_of(role).get(f"{LIST}{found.pk}/").content.decode("utf-8").count(forms) == count


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"indicator_id": "neet_share", "expected_change": "-1.50"}, "−1,5 procentpoint, senest 31. december 2027"),
        ({"indicator_id": "intake", "expected_change": "300"}, "+300 personer, senest 31. december 2027"),
        ({"starts_on": date(2026, 2, 1)}, "fra 1. februar 2026"),
        ({"ends_on": date(2026, 2, 1)}, "til 1. februar 2026"),
    ],
)
def test_goal_and_period_are_said_in_words(client_of: ClientOf, fields: dict[str, object], words: str) -> None:
    found = initiative(reach_by=date(2027, 12, 31), **fields)
    assert words in client_of(Role.READER).get(f"{LIST}{found.pk}/").content.decode("utf-8")


def test_a_milestone_whose_day_has_passed_says_so(client_of: ClientOf) -> None:
    found, past = initiative(), date(2025, 2, 1)
    for title, done, due in (("Nået", past, past), ("Kommer", None, date(2049, 1, 1)), ("Glemt", None, past)):
        add(Milestone(initiative=found, title=title, due_on=due, done_on=done), by=None)
    html = client_of(Role.READER).get(f"{LIST}{found.pk}/").content.decode("utf-8")
    assert html.count("overskredet") == 1
    assert html.index("Glemt") < html.index("overskredet")


def test_a_status_and_shared_knowledge_are_evidence_too(client_of: ClientOf, people: People) -> None:
    found = complete(people)
    found.evidence.all().delete()
    texts = {"progress": "as_planned", "progress_text": "Godt.", "course": "go_on", "reasons": "Derfor."}
    half = {"year": 2026, "half": 1, "given_at": datetime(2026, 7, 1, tzinfo=UTC)}
    Initiative.objects.filter(pk=found.pk).update(phase=Phase.ADJUST)
    found.refresh_from_db()
    with pytest.raises(PhaseNotDoneError):
        advance(found, by=None, version=found.version)
    add(Status(initiative=found, **half, **texts), by=None)
    found = advance(found, by=None, version=found.version)
    with pytest.raises(PhaseNotDoneError):
        advance(found, by=None, version=found.version)
    add(Entry(title="Ring først", kind="method", what="Ring."), by=None, links={"initiatives": [found]})
    assert advance(found, by=None, version=found.version).phase_now is Phase.CLOSE
    html = client_of(Role.READER).get(f"{LIST}{found.pk}/").content.decode("utf-8")
    assert "Ring først" in html
    assert "1. halvår 2026" in html


def test_the_list_is_handed_out_as_a_file_without_the_drafts_of_others(client_of: ClientOf, people: People) -> None:
    fields = {
        "indicator_id": "neet_share",
        "expected_change": "-1.50",
        "budget_dkk": 1000,
        "starts_on": date(2026, 2, 1),
    }
    initiative(title="=Åben", track=1, **fields)
    initiative(title="Kladde", is_draft=True, organisation=people[Role.PARTNER].organisation)
    initiative(title="Spor 2", track=2)
    csv = client_of(Role.READER).get(f"{LIST}hent.csv?spor=1").content.decode("utf-8-sig").splitlines()
    assert len(csv) == 2
    assert csv[1].startswith("'=Åben;1;Kortlægge;2026-02-01;;programmet;")
    assert csv[1].endswith(";-1,5;;1000;")
    workbook = load_workbook(BytesIO(client_of(Role.PARTNER).get(f"{LIST}hent.xlsx").content))
    assert {row[0].value for row in workbook.active.iter_rows(min_row=2)} == {"=Åben", "Kladde", "Spor 2"}
    assert f'href="{LIST}hent.xlsx?spor=1&amp;fase="' in client_of(Role.READER).get(f"{LIST}?spor=1").content.decode()


def test_the_plan_is_drawn_with_its_table(client_of: ClientOf) -> None:
    load_action_plan(by=None)
    html = client_of(Role.READER).get(f"{LIST}plan/").content.decode("utf-8")
    assert html.count("<svg") >= 2
    assert "initiativer fra 2021 til 2024" in html
    assert "1 Bilaterale møder" in html or "Bilaterale møder</a>" in html


def test_text_is_shown_as_text(client_of: ClientOf) -> None:
    found = initiative(
        title="<script>alert(1)</script>", problem="<b>fed</b>", starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1)
    )
    for path in ("", f"{found.pk}/", "plan/"):
        html = client_of(Role.READER).get(LIST + path).content.decode("utf-8")
        assert "<script>alert" not in html
        assert "<b>fed" not in html


def test_two_offices_edit_the_same_initiative(client_of: ClientOf) -> None:
    found, office = initiative(), client_of(Role.OFFICE)
    address = f"{LIST}{found.pk}/ret/"
    assert office.post(address, form_of(title="Den første", version="1", municipality_codes=["101"])).status_code == 302
    told = office.post(address, form_of(title="Den anden", version="1")).content.decode("utf-8")
    assert "Den første" in told
    assert "København" in told
    assert 'name="version" value="2"' in told
    assert Initiative.objects.get().title == "Den første"
