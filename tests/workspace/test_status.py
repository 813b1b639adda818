# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Half-yearly status: when it is owed, who writes it, figures that stay what they were, and reminders."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from faglaert.errors import FaglaertError
from faglaert.periods import parse_period
from faglaert.published.store import Observation, Store, open_store
from faglaert.settings import Settings
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.initiatives.models import Initiative, Phase
from faglaert.web.status import actions
from faglaert.web.status.freezing import figure_words, frozen_figures, then_and_now
from faglaert.web.status.halves import Half, half_of, owed
from faglaert.web.status.models import FrozenFigure, Status
from faglaert.web.status.queries import late, may_write, standings, visible_statuses
from faglaert.web.workspace.records import StaleRecordError, add
from faglaert.web.workspace.reminders import Reminder, remind
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.rounds import company

STATUS = "/arbejdsrum/status/"
TODAY = date(2026, 11, 23)
FIRST_HALF = Half(2026, 1)
TEXTS = {"progress": "delayed", "progress_text": "Få elever.", "course": "adjust", "reasons": "Skolerne mangler tid."}


def initiative(**fields: object) -> Initiative:
    values = {"title": "Mentorer", "starts_on": date(2025, 1, 1), "indicator_id": "neet_share"}
    return add(Initiative(**{**values, **fields}), by=None)


def status_of(found: Initiative, half: Half = FIRST_HALF, **fields: object) -> Status:
    return add(Status(initiative=found, year=half.year, half=half.number, **{**TEXTS, **fields}), by=None)


@pytest.fixture
def store(published: Settings) -> Store:
    return open_store(published.paths)


class Revised:
    """A store published later: the figures of one indicator are others, and there is a newer one."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.release = replace(store.release, build_id="20990101T000000", built_at=datetime(2099, 1, 1, tzinfo=UTC))

    def observations(self, indicator_id: str, area_code: str | None = None) -> tuple[Observation, ...]:
        old = self.store.observations(indicator_id, area_code)
        changed = tuple(replace(each, value=each.value and each.value / 2) for each in old)
        return (*changed, replace(changed[-1], period="2098", value=0.01))


@pytest.mark.parametrize(
    ("day", "half", "end", "due"),
    [
        (date(2026, 1, 1), Half(2026, 1), date(2026, 6, 30), date(2026, 7, 31)),
        (date(2026, 6, 30), Half(2026, 1), date(2026, 6, 30), date(2026, 7, 31)),
        (date(2026, 7, 1), Half(2026, 2), date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_half_year_ends_and_is_due_a_month_later(day: date, half: Half, end: date, due: date) -> None:
    assert (half_of(day), half.end, half.due) == (half, end, due)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_every_day_is_in_its_half_year_and_not_in_the_one_before(day: date) -> None:
    half = half_of(day)
    assert half.before.end < half.start <= day <= half.end


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "half"),
    [
        (None, None, None),
        (date(2025, 1, 1), None, Half(2026, 1)),
        (date(2026, 6, 30), None, Half(2026, 1)),
        (date(2026, 7, 1), None, None),
        (date(2021, 1, 1), date(2024, 12, 31), Half(2024, 2)),
        (date(2025, 1, 1), date(2026, 9, 1), Half(2026, 1)),
    ],
)
def test_the_newest_half_year_that_is_over_is_owed(
    starts_on: date | None, ends_on: date | None, half: Half | None
) -> None:
    assert owed(starts_on, ends_on, TODAY) == half


def test_what_is_late_comes_first_and_the_closed_not_at_all(db: None) -> None:
    done, late_one, over = (
        initiative(title="Gjort"),
        initiative(title="Sen"),
        initiative(title="Ældre", starts_on=date(2021, 1, 1), ends_on=date(2024, 12, 31)),
    )
    initiative(title="Lukket", phase=Phase.CLOSE)
    status_of(done, given_at=datetime(2026, 7, 10, tzinfo=UTC))
    status_of(late_one)  # begun and not given
    found = standings(Initiative.objects.all(), TODAY)
    assert [(each.initiative, each.is_late) for each in found] == [(over, True), (late_one, True), (done, False)]
    assert [each.days_late for each in late(found)] == [
        (TODAY - date(2025, 1, 31)).days,
        (TODAY - date(2026, 7, 31)).days,
    ]


def test_the_newest_half_year_that_was_given_counts_and_the_owed_one_is_found_among_all(db: None) -> None:
    found = initiative(ends_on=date(2025, 12, 31))
    moment = datetime(2026, 7, 10, tzinfo=UTC)
    status_of(found, Half(2026, 1), given_at=moment, course="stop")
    status_of(found, Half(2025, 2), given_at=moment)
    status_of(found, Half(2026, 2))  # begun and not given
    other = initiative(title="Anden", ends_on=date(2025, 12, 31))
    status_of(other, Half(2026, 1), given_at=moment)
    one, two = sorted(standings(Initiative.objects.all(), TODAY), key=lambda each: each.initiative.pk)
    assert (one.newest.course, one.owes) == ("stop", None)
    assert (two.newest.period, two.owes) == (Half(2026, 1), Half(2025, 2))


def test_nothing_is_late_before_its_day(db: None) -> None:
    initiative()
    (one,) = standings(Initiative.objects.all(), date(2026, 7, 31))
    assert (one.owes, one.is_late, one.days_late) == (FIRST_HALF, False, 0)


def test_drafts_are_for_those_who_write_them(people: People) -> None:
    found = initiative(organisation=people[Role.PARTNER].organisation)
    draft = status_of(found)
    rival = make_person(Role.PARTNER, company(), "rival partner")
    seen = {role for role in Role if draft in visible_statuses(people[role], found)}
    assert seen == {Role.PARTNER, Role.OFFICE}
    assert draft not in visible_statuses(rival, found)


def test_what_is_given_is_changed_by_the_office_alone(people: People) -> None:
    found = initiative(organisation=people[Role.PARTNER].organisation)
    given_one = status_of(found, given_at=datetime(2026, 7, 10, tzinfo=UTC))
    assert {role for role in Role if may_write(people[role], found, given_one)} == {Role.OFFICE}
    assert {role for role in Role if may_write(people[role], found, None)} == {Role.OFFICE, Role.PARTNER}


def test_figures_are_those_of_periods_that_had_ended(people: People, store: Store) -> None:
    status = status_of(initiative())
    newest = store.observations("neet_share", "084")[-1]
    end = parse_period(newest.period).end
    (now,) = frozen_figures(store, status, end)
    assert (now.period, now.value, now.snapshot_id) == (newest.period, newest.value, newest.snapshot_id)
    assert now.build_id == store.release.build_id
    (early,) = frozen_figures(store, status, end - timedelta(days=1))
    assert early.period != newest.period
    (none,) = frozen_figures(store, status, date(1990, 1, 1))
    assert (none.period, none.value, none.status) == ("", None, "missing")


def test_an_initiative_without_indicator_freezes_nothing(people: People, store: Store) -> None:
    assert frozen_figures(store, status_of(initiative(indicator_id="")), TODAY) == []


def test_a_status_is_given_once_and_freezes_its_figure(people: People, store: Store) -> None:
    draft = status_of(initiative())
    actions.give(draft, by=people[Role.OFFICE], version=1, store=store)
    assert draft.given_at is not None
    figure = FrozenFigure.objects.get(of=draft)
    assert figure.baseline_value is not None
    with pytest.raises(StaleRecordError):
        actions.give(draft, by=people[Role.OFFICE], version=2, store=store)
    assert FrozenFigure.objects.count() == 1


def test_a_status_that_cannot_be_frozen_is_not_given(people: People, store: Store, monkeypatch: object) -> None:
    draft, events = status_of(initiative()), verify().count

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "frozen_figures", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.give(draft, by=people[Role.OFFICE], version=1, store=store)
    assert Status.objects.get().given_at is None
    assert verify().count == events


def test_a_frozen_figure_is_never_changed(people: People, store: Store) -> None:
    actions.give(status_of(initiative()), by=None, version=1, store=store)
    figure = FrozenFigure.objects.get()
    figure.value = 0.5
    with pytest.raises(FaglaertError, match="stays"):
        figure.save()


def test_a_frozen_figure_stays_when_a_new_build_is_published(people: People, store: Store) -> None:
    draft = status_of(initiative())
    actions.give(draft, by=None, version=1, store=store)
    figure = FrozenFigure.objects.get()
    before = figure_words(figure, figure.unit, "da")
    same = then_and_now(store, figure)
    assert (same.is_revised, same.is_newer_build) == (False, False)
    later = then_and_now(Revised(store), FrozenFigure.objects.get())
    assert (later.is_revised, later.is_newer_build) == (True, True)
    assert (later.newest.period, later.again.period) == ("2098", figure.period)
    assert figure_words(later.frozen, figure.unit, "da") == before != figure_words(later.again, figure.unit, "da")


@pytest.fixture
def given_status(people: People, store: Store) -> Status:
    found = initiative(organisation=people[Role.PARTNER].organisation)
    return actions.give(status_of(found), by=people[Role.PARTNER], version=1, store=store)


def test_the_page_says_that_the_figure_was_revised(
    client_of: ClientOf, given_status: Status, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{STATUS}{given_status.initiative_id}/2026-1/"
    before = client_of(Role.READER).get(address).content.decode("utf-8")
    monkeypatch.setattr("faglaert.web.status.views.open_store", lambda _paths: Revised(store))
    after = client_of(Role.READER).get(address).content.decode("utf-8")
    frozen = figure_words(given_status.figures.get(), "share", "da")
    assert frozen in before
    assert frozen in after
    assert ("et andet tal for samme periode" in before, "et andet tal for samme periode" in after) == (False, True)
    assert store.release.build_id in after


def test_a_partner_writes_and_gives_the_own_status(client_of: ClientOf, people: People) -> None:
    found, partner = initiative(organisation=people[Role.PARTNER].organisation), client_of(Role.PARTNER)
    sent = {**TEXTS, "version": "0", "given_at": "2020-01-01", "year": "1999", "initiative": "77"}
    assert partner.post(f"{STATUS}{found.pk}/2026-1/ret/", sent).status_code == 302
    made = Status.objects.get()
    assert (made.period, made.initiative, made.given_at) == (FIRST_HALF, found, None)
    assert partner.post(f"{STATUS}{found.pk}/2026-1/afgiv/", {"version": "1"}).status_code == 302
    assert partner.get(f"{STATUS}{found.pk}/2026-1/ret/").status_code == 403
    assert "Det bliver stående" in client_of(Role.READER).get(f"{STATUS}{found.pk}/2026-1/").content.decode("utf-8")


@pytest.mark.parametrize("path", ["2026-3/ret/", "1999-1/ret/", "2098-1/ret/", "2026-1/"])
def test_a_half_year_that_is_none_is_not_found(client_of: ClientOf, path: str) -> None:
    assert client_of(Role.OFFICE).get(f"{STATUS}{initiative().pk}/{path}").status_code == 404


def test_another_partner_writes_nothing(client_of: ClientOf, people: People) -> None:
    mine = initiative(organisation=people[Role.PARTNER].organisation)
    status_of(mine)
    rival = make_person(Role.PARTNER, company(), "rival partner")
    for path, method in (("ret/", "GET"), ("afgiv/", "POST")):
        assert client_of(rival).generic(method, f"{STATUS}{mine.pk}/2026-1/{path}").status_code == 403
    assert client_of(rival).get(f"{STATUS}{mine.pk}/2026-1/").status_code == 404


def test_the_draft_of_another_initiative_is_not_found(client_of: ClientOf) -> None:
    hidden = initiative(title="Skjult indsats", is_draft=True, organisation=company())
    for path in ("", "2026-1/", "2026-1/ret/"):
        assert client_of(Role.PARTNER).get(f"{STATUS}{hidden.pk}/{path}").status_code == 404
    assert "Skjult indsats" not in client_of(Role.READER).get(STATUS).content.decode("utf-8")


def test_the_second_who_begins_a_status_is_told(client_of: ClientOf) -> None:
    address, office = f"{STATUS}{initiative().pk}/2026-1/ret/", client_of(Role.OFFICE)
    assert office.post(address, {**TEXTS, "version": "0"}).status_code == 302
    mine = {**TEXTS, "progress_text": "Min tekst", "version": "0"}
    told = office.post(address, mine).content.decode("utf-8")
    assert all(text in told for text in ("Få elever.", "Min tekst", 'name="version" value="1"'))
    assert Status.objects.get().progress_text == "Få elever."
    assert office.post(address, {**mine, "version": "1"}).status_code == 302
    assert Status.objects.get().progress_text == "Min tekst"


def test_two_who_begin_at_once_make_one_status(people: People) -> None:
    found = initiative()
    first, second = (Status(initiative=found, year=2026, half=1, **TEXTS) for _ in range(2))
    actions.begin(first, by=people[Role.OFFICE])
    with pytest.raises(StaleRecordError) as told:
        actions.begin(second, by=people[Role.OFFICE])
    assert told.value.stored == first


def test_what_was_changed_meanwhile_is_not_given(client_of: ClientOf) -> None:
    found = initiative()
    status_of(found)
    answer = client_of(Role.OFFICE).post(f"{STATUS}{found.pk}/2026-1/afgiv/", {"version": "7"})
    assert answer.status_code == 409
    assert Status.objects.get().given_at is None


def many_initiatives(count: int, years: tuple[int, ...]) -> None:
    made = Initiative.objects.bulk_create(
        Initiative(title=f"I {number}", starts_on=date(2021, 1, 1)) for number in range(count)
    )
    moment = datetime(2026, 1, 10, tzinfo=UTC)
    Status.objects.bulk_create(
        Status(initiative=each, year=year, half=half, given_at=moment, **TEXTS)
        for each in made
        for year in years
        for half in (1, 2)
    )


@pytest.mark.parametrize("path", ["", "?vis=sene", "?side=4"])
def test_the_overview_asks_as_often_for_many(
    client_of: ClientOf, django_assert_max_num_queries: object, path: str
) -> None:
    many_initiatives(200, (2021, 2022, 2023, 2024, 2025))
    client = client_of(Role.READER)
    with django_assert_max_num_queries(6):  # session, person, roles, initiatives, newest statuses, their half-years
        assert client.get(STATUS + path).status_code == 200


def test_text_is_shown_as_text(client_of: ClientOf) -> None:
    found = initiative(title="<i>skrå</i>")
    status_of(found, obstacles="<script>alert(1)</script>", given_at=datetime(2026, 7, 10, tzinfo=UTC))
    for path in ("", f"{found.pk}/", f"{found.pk}/2026-1/"):
        html = client_of(Role.READER).get(STATUS + path).content.decode("utf-8")
        assert "<script>alert" not in html
        assert "<i>skrå" not in html


def reminded(*, today: date, is_sent: bool) -> list[Reminder]:
    return remind(actions.owed_statuses(today), today=today, is_sent=is_sent)


@pytest.fixture
def responsible(people: People) -> Initiative:
    return initiative(title="Mentor\nBcc: x@example.com", responsible=people[Role.OFFICE])


def test_reminders_are_listed_without_data_about_people(responsible: Initiative, people: People) -> None:
    (one,) = reminded(today=TODAY, is_sent=False)
    assert vars(one) == {
        "kind": "status",
        "of": responsible.pk,
        "what": "2026/1",
        "due": "2026-07-31",
        "days_late": (TODAY - date(2026, 7, 31)).days,
        "state": "to be sent",
    }
    assert mail.outbox == []


def test_a_reminder_is_sent_once_a_week_to_the_one_responsible(
    responsible: Initiative, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    states = [reminded(today=TODAY, is_sent=True)[0].state for _ in range(2)]
    assert states == ["sent", "reminded within a week"]
    (sent,) = mail.outbox
    assert sent.recipients() == [people[Role.OFFICE].email]
    assert "\n" not in sent.subject
    assert f"/arbejdsrum/status/{responsible.pk}/2026-1/ret/" in sent.body
    assert people[Role.OFFICE].email not in caplog.text


def test_nobody_is_written_to_who_has_left(responsible: Initiative, people: People) -> None:
    people[Role.OFFICE].is_active = False
    people[Role.OFFICE].save()
    assert [each.state for each in reminded(today=TODAY, is_sent=True)] == ["nobody is responsible"]


@pytest.mark.parametrize(("day", "count"), [(date(2026, 7, 16), 0), (date(2026, 7, 17), 1), (date(2026, 7, 31), 1)])
def test_reminders_begin_two_weeks_before_the_day(responsible: Initiative, day: date, count: int) -> None:
    assert len(reminded(today=day, is_sent=False)) == count


def test_drafts_and_what_is_given_need_no_reminder(people: People) -> None:
    initiative(is_draft=True)
    status_of(initiative(), given_at=datetime(2026, 7, 10, tzinfo=UTC))
    assert reminded(today=TODAY, is_sent=True) == []
