# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Shared fixtures: one published store of the embedded figures, built once a run, and the site over it."""

from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.settings import Settings

VENDOR = Path(__file__).parents[1] / "src/faglaert/web/static/vendor/manifest.json"

# How long an example takes says something about the machine, not about the property.
hypothesis_settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("suite")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an installation whose home holds one build of the embedded figures; read it, never write to it."""
    from faglaert.pipeline.build import build  # reads every layer: only for tests that need a store

    installation = Settings(
        home=tmp_path_factory.mktemp("published"), contact_email="hjaelp@example.dk", contact_phone="+45 12 34 56 78"
    )
    build(installation)
    return installation


@pytest.fixture(scope="session")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the session's static files are collected."""
    if not VENDOR.exists():
        pytest.skip("the style sheet has not been built: run `./dev up`, or `python -m faglaert.web.assets`")
    from faglaert.web.catalogues import compile_catalogues

    compile_catalogues()
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def site(published: Settings, static_root: Path, settings: DjangoSettings, tmp_path: Path) -> Client:
    """A client of the site, with collected static files; pages made for one test serve the next, papers do not."""
    settings.FAGLAERT = published
    settings.STATIC_ROOT = static_root
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHES = settings.CACHES | {"papers": settings.CACHES["papers"] | {"LOCATION": tmp_path / "papers"}}
    from faglaert.web.server import collect_static

    collect_static()
    return Client()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as it is in earnest: several writers of one database in memory are something else."""
    from django.db import connections  # Django is set up after this file is read

    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "workspace.sqlite3")
