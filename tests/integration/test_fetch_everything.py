# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every source fetched from the replayed providers: the indicators equal the embedded ones wherever both have one."""

import pytest

from faglaert.definitions.sources import sources
from faglaert.pipeline.build import build
from faglaert.pipeline.source_commands import fetch_together
from faglaert.published.store import Store, open_store
from faglaert.settings import Settings
from tests.integration.replay.server import StatbankReplay

FETCHABLE = [source for source in sources().values() if source.is_fetchable]


@pytest.fixture
def everything(statbank: StatbankReplay, keyed_settings: Settings) -> Settings:
    """An installation that asks all three replayed providers."""
    return keyed_settings.model_copy(update={"statbank_url": statbank.base_url})


def cells(store: Store, indicator_id: str) -> dict[tuple[str, str], float]:
    """Area and period to value, of every figure that is shown."""
    rows = store.observations(indicator_id)
    return {(row.area_code, row.period): row.value for row in rows if row.value is not None}


@pytest.mark.slow
def test_fetching_everything_gives_the_embedded_figures_cell_by_cell(everything: Settings, published: Settings) -> None:
    outcomes = fetch_together(FETCHABLE, everything, quiet=True)
    assert {each["result"] for each in outcomes} == {"new"}
    build(everything)
    embedded, fetched = open_store(published.paths), open_store(everything.paths)
    for indicator_id, smallest in (("neet_share", 440), ("profile_share", 400), ("interrupted_share", 99)):
        before, after = cells(embedded, indicator_id), cells(fetched, indicator_id)
        common = {key for key in before if key in after and key[0] != "084"}
        assert len(common) >= smallest
        assert {key: round(after[key], 4) for key in common} == {key: round(before[key], 4) for key in common}
    assert cells(fetched, "interrupted_share")["084", "2024"] == cells(embedded, "interrupted_share")["084", "2024"]
    assert {each.origin for each in fetched.sources().values() if each.source in FETCHABLE} == {"fetched"}


@pytest.mark.slow
def test_fetching_again_asks_one_question_a_statbank_table(everything: Settings, statbank: StatbankReplay) -> None:
    chosen = [source for source in FETCHABLE if source.kind == "statbank"][:6]
    fetch_together(chosen, everything, quiet=True)
    statbank.forget()
    assert {each["result"] for each in fetch_together(chosen, everything, quiet=True)} == {"unchanged"}
    assert len(statbank.asked) == len(chosen)
