# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is built from fetched snapshots equals what is built from the embedded figures, where the two overlap."""

from pathlib import Path

import pytest

from faglaert.definitions.sources import sources
from faglaert.pipeline.build import build
from faglaert.published.store import Observation, Store, open_store
from faglaert.settings import Settings
from faglaert.sources.fetching import fetch
from tests.integration.replay.server import running

FETCHED = {"neet_share": "dst_neet3", "interrupted_share": "dst_statusu6"}


@pytest.fixture(scope="module")
def built_from_statbank(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A published store of an installation that fetched its sources before it was built."""
    home: Path = tmp_path_factory.mktemp("fetched")
    with running() as server:
        settings = Settings(home=home, statbank_url=server.base_url)
        for source_id in FETCHED.values():
            fetch(sources()[source_id], settings)
    build(settings)
    return open_store(settings.paths)


def shown(store: Store, indicator_id: str) -> dict[tuple[str, str], Observation]:
    """The observations from the indicator's StatBank table that show a number, by area and period."""
    found = [each for each in store.observations(indicator_id) if each.source_id == FETCHED[indicator_id]]
    return {(each.area_code, each.period): each for each in found if each.value is not None}


@pytest.mark.parametrize("indicator_id", FETCHED)
def test_fetched_figures_equal_the_embedded(indicator_id: str, built_from_statbank: Store, published: Settings) -> None:
    fetched, embedded = shown(built_from_statbank, indicator_id), shown(open_store(published.paths), indicator_id)
    assert len(embedded) > 90
    assert embedded.keys() <= fetched.keys()
    for key, observation in embedded.items():
        assert fetched[key].value == pytest.approx(observation.value)


@pytest.mark.parametrize(("indicator_id", "source_id"), FETCHED.items())
def test_a_page_can_tell_that_a_source_was_fetched(
    indicator_id: str, source_id: str, built_from_statbank: Store
) -> None:
    record = built_from_statbank.sources()[source_id]
    assert (record.origin, record.row_count > 0) == ("fetched", True)
    assert {each.snapshot_id for each in shown(built_from_statbank, indicator_id).values()} == {record.snapshot_id}
