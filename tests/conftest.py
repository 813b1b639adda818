# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Shared fixtures: one published store of the embedded figures, built once a run."""

import pytest
from hypothesis import HealthCheck, settings

from faglaert.settings import Settings

# How long an example takes says something about the machine, not about the property.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an installation whose home holds one build of the embedded figures; read it, never write to it."""
    from faglaert.pipeline.build import build  # reads every layer: only for tests that need a store

    installation = Settings(
        home=tmp_path_factory.mktemp("published"), contact_email="hjaelp@example.dk", contact_phone="+45 12 34 56 78"
    )
    build(installation)
    return installation
