# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A profile model that was fetched gives the same shares as the embedded one, cell by cell."""

from pathlib import Path

import pytest

from faglaert.definitions.sources import sources
from faglaert.errors import DataRefusedError
from faglaert.pipeline.build import build
from faglaert.published.store import Store, open_store
from faglaert.settings import Settings
from faglaert.sources.fetching import fetch
from tests.integration.replay.keyed import KEY, serving
from tests.integration.replay.uddannelsesstatistik import UddannelsesstatistikReplay

PROFILE = "uvm_profilmodel"


def fetched_home(home: Path, server: UddannelsesstatistikReplay) -> Settings:
    """An installation that has fetched the profile model and nothing else."""
    settings = Settings(home=home, uddannelsesstatistik_url=server.base_url, uddannelsesstatistik_key=KEY)
    fetch(sources()[PROFILE], settings)
    return settings


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A published store that was built after the fetch; one figure is hidden by the provider."""
    with serving(UddannelsesstatistikReplay()) as server:
        server.figures["155", "2015"] = None
        settings = fetched_home(tmp_path_factory.mktemp("profile"), server)
    build(settings)
    return open_store(settings.paths)


def cells(store: Store) -> dict[tuple[str, str], tuple[float | None, str]]:
    """Value and status by area and period."""
    return {(each.area_code, each.period): (each.value, each.status) for each in store.observations("profile_share")}


def test_fetched_shares_equal_the_embedded_cell_by_cell(built: Store, published: Settings) -> None:
    fetched, embedded = cells(built), cells(open_store(published.paths))
    assert len(embedded) >= 30 * 14
    assert fetched.keys() == embedded.keys()
    assert {key: fetched[key] for key in fetched if fetched[key] != embedded[key]} == {
        ("155", "2015"): (None, "suppressed")
    }


def test_every_share_names_the_snapshot(built: Store) -> None:
    record = built.sources()[PROFILE]
    assert record.origin == "fetched"
    assert {each.snapshot_id for each in built.observations("profile_share")} == {record.snapshot_id}


def test_a_name_no_list_knows_stops_the_build(
    uddannelsesstatistik: UddannelsesstatistikReplay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.integration.replay.uddannelsesstatistik.areas", renamed)
    settings = fetched_home(tmp_path, uddannelsesstatistik)
    with pytest.raises(DataRefusedError, match="'Nykøbing Kommune' is in no classification of areas"):
        build(settings)


def renamed() -> list[object]:
    """The areas with one municipality under another name."""
    from faglaert.definitions.classifications import areas

    return [each.model_copy(update={"name_da": "Nykøbing Kommune"}) if each.code == "190" else each for each in areas()]
