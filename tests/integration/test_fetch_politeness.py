# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""No provider is pressed: requests at once and the pause between two, as the provider's own server saw them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from faglaert.definitions.sources import sources
from faglaert.errors import SourceError
from faglaert.pipeline.source_commands import fetch_together
from faglaert.settings import Settings
from faglaert.sources.http import Connection, Patience
from tests.integration.replay.server import StatbankReplay, running
from tests.integration.replay.uddannelsesstatistik import UddannelsesstatistikReplay

TABLES = [sources()[name] for name in ("dst_neet3", "dst_statusu1", "dst_statusu2", "dst_ras200", "dst_genmf10")]


@pytest.fixture
def other() -> Iterator[StatbankReplay]:
    """A second host."""
    with running() as server:
        yield server


def asks(server: StatbankReplay, patience: Patience, times: int) -> None:
    """So many connections to one host, each of which asks once, all at the same time."""
    connections = [Connection("Kilden", server.base_url, patience=patience) for _ in range(times)]
    with ThreadPoolExecutor(times) as pool:
        list(pool.map(lambda each: each.ask("subjects", {}), connections))
    for each in connections:
        each.close()


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_a_host_gets_so_many_requests_at_once_and_no_more(statbank: StatbankReplay, at_once: int) -> None:
    statbank.meter.slowness = 0.15
    asks(statbank, Patience(20, 1, 0, at_once=at_once), 6)
    assert (len(statbank.meter.came), statbank.meter.most_at_once) == (6, at_once)


def test_sources_fetched_side_by_side_share_the_limit_of_their_host(
    statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    statbank.meter.slowness = 0.1
    settings = fetch_settings.model_copy(update={"http_connections": 5, "http_host_connections": 2})
    outcomes = fetch_together(TABLES, settings, quiet=True)
    assert {each["result"] for each in outcomes} == {"new"}
    assert statbank.meter.most_at_once == 2


def test_two_hosts_do_not_wait_for_each_other(statbank: StatbankReplay, other: StatbankReplay) -> None:
    patience = Patience(20, 1, 0, at_once=1)
    held = Connection("Den ene", other.base_url, patience=patience)
    other.misbehave("stall", at="subjects", times=1)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(held.ask, "subjects", {})
        assert other.holding.wait(10)
        asks(statbank, patience, 3)
        other.heal()
        with pytest.raises(SourceError):
            waiting.result()
    held.close()
    assert len(statbank.meter.came) == 3


def test_requests_to_one_host_keep_their_distance(statbank: StatbankReplay) -> None:
    asks(statbank, Patience(20, 1, 0, at_once=3, pause_seconds=0.2), 4)
    # measured where requests arrive, not where they start: hence less than was asked for
    assert statbank.meter.least_pause > 0.1


def test_a_place_is_given_back_when_a_request_fails(statbank: StatbankReplay) -> None:
    patience = Patience(20, 2, 0, at_once=1)
    connection = Connection("Kilden", statbank.base_url, patience=patience)
    for kind in ("server_error", "cut", "cut_gzip", "outage_page", "redirect"):
        statbank.misbehave(kind, at="subjects")
        with pytest.raises(SourceError):
            connection.ask("subjects", {})
        statbank.heal()
    assert len(connection.ask("subjects", {})) == 2
    connection.close()


def test_providers_with_a_key_are_not_pressed_either(
    uddannelsesstatistik: UddannelsesstatistikReplay, keyed_settings: Settings
) -> None:
    uddannelsesstatistik.meter.slowness = 0.05
    chosen = [each for each in sources().values() if each.kind == "uddannelsesstatistik" and each.is_fetchable]
    settings = keyed_settings.model_copy(update={"http_connections": 5, "http_host_connections": 1})
    fetch_together(chosen, settings, quiet=True)
    assert len(uddannelsesstatistik.meter.came) > 2
    assert uddannelsesstatistik.meter.most_at_once == 1


def test_an_installation_is_polite_unless_it_says_otherwise() -> None:
    patience = Patience.of(Settings())
    assert (patience.at_once, patience.pause_seconds) == (2, 0.2)
