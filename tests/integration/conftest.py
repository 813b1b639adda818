# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The site over a published store, as Django's test client sees it, and the providers on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from faglaert.published.store import Store, open_store
from faglaert.settings import Settings
from faglaert.web.page_cache import cache
from tests.integration.replay.jobindsats import JobindsatsReplay
from tests.integration.replay.keyed import KEY, serving
from tests.integration.replay.server import StatbankReplay, running
from tests.integration.replay.uddannelsesstatistik import UddannelsesstatistikReplay


@pytest.fixture
def empty_cache() -> Iterator[None]:
    """No page kept before the test, and none of the test's kept after it."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def store(published: Settings) -> Store:
    """The store the site reads."""
    return open_store(published.paths)


@pytest.fixture
def statbank() -> Iterator[StatbankReplay]:
    """A server that answers as StatBank does, and misbehaves on request."""
    with running() as server:
        yield server


@pytest.fixture
def fetch_settings(statbank: StatbankReplay, tmp_path: Path) -> Settings:
    """An empty installation that asks the replayed StatBank, twice and without a pause."""
    return Settings(
        home=tmp_path / "home",
        statbank_url=statbank.base_url,
        http_timeout_seconds=20,
        http_attempts=2,
        http_backoff_seconds=0,
        http_host_pause_seconds=0,
    )


@pytest.fixture
def uddannelsesstatistik() -> Iterator[UddannelsesstatistikReplay]:
    """A server that answers as uddannelsesstatistik.dk does."""
    with serving(UddannelsesstatistikReplay()) as server:
        yield server


@pytest.fixture
def jobindsats() -> Iterator[JobindsatsReplay]:
    """A server that answers as Jobindsats does."""
    with serving(JobindsatsReplay()) as server:
        yield server


@pytest.fixture
def keyed_settings(
    uddannelsesstatistik: UddannelsesstatistikReplay, jobindsats: JobindsatsReplay, tmp_path: Path
) -> Settings:
    """An empty installation with keys to both providers, which asks twice and without a pause."""
    return Settings(
        home=tmp_path / "home",
        uddannelsesstatistik_url=uddannelsesstatistik.base_url,
        uddannelsesstatistik_key=KEY,
        jobindsats_url=jobindsats.base_url,
        jobindsats_key=KEY,
        http_timeout_seconds=20,
        http_attempts=2,
        http_backoff_seconds=0,
        http_host_pause_seconds=0,
    )
