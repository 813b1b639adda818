# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert doctor``: what is missing on this machine and how to get it."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import faglaert
from faglaert.atomic import pointed_at
from faglaert.errors import NotPublishedError
from faglaert.published.store import open_store
from faglaert.settings import Settings

PACKAGE = Path(faglaert.__file__).parent
SMALLEST_FREE_BYTES = 500_000_000


@dataclass(frozen=True)
class Diagnosis:
    """One thing looked at: ``ok``, ``missing`` (the system does not work without it) or ``optional``."""

    subject: str
    state: str
    found: str
    advice: str = ""


def examine(settings: Settings) -> list[Diagnosis]:
    """Look at everything the system needs."""
    looks: tuple[Callable[[Settings], Diagnosis], ...] = (
        _python, _home, _disk, _assets, _catalogues, _store, _snapshots, _secret_key, _browser,
    )  # fmt: skip
    return [look(settings) for look in looks]


def _python(_settings: Settings) -> Diagnosis:
    found = ".".join(map(str, sys.version_info[:3]))
    state = "ok" if sys.version_info >= (3, 11) else "missing"
    return Diagnosis("Python 3.11 or newer", state, found, "install Python 3.11+")


def _home(settings: Settings) -> Diagnosis:
    home = settings.paths.home
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    state = "ok" if os.access(nearest, os.W_OK) else "missing"
    return Diagnosis("writable home folder", state, str(home), "set FAGLAERT_HOME to a folder you may write in")


def _disk(settings: Settings) -> Diagnosis:
    home = settings.paths.home
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    state = "ok" if free > SMALLEST_FREE_BYTES else "missing"
    return Diagnosis("free disk space", state, f"{free / 1e9:.1f} GB", "free at least 0.5 GB")


def _assets(_settings: Settings) -> Diagnosis:
    manifest = PACKAGE / "web/static/vendor/manifest.json"
    state = "ok" if manifest.is_file() else "missing"
    return Diagnosis(
        "design system files", state, manifest.parent.name, "run `./dev up` (it needs npm or a network once)"
    )


def _catalogues(_settings: Settings) -> Diagnosis:
    compiled = sorted(PACKAGE.glob("web/locale/*/LC_MESSAGES/django.mo"))
    state = "ok" if compiled else "missing"
    return Diagnosis("English texts", state, f"{len(compiled)} catalogues", "run `./dev up`")


def _store(settings: Settings) -> Diagnosis:
    try:
        release = open_store(settings.paths).release
    except NotPublishedError as error:
        return Diagnosis("published figures", "missing", "none", str(error))
    return Diagnosis("published figures", "ok", release.build_id)


def _snapshots(settings: Settings) -> Diagnosis:
    folder = settings.paths.snapshots
    fetched = sorted(each.name for each in folder.iterdir() if pointed_at(each)) if folder.is_dir() else []
    state = "ok" if fetched else "optional"
    found = ", ".join(fetched) or "embedded figures only"
    return Diagnosis("fetched sources", state, found, "run `faglaert fetch` where there is a network")


def _secret_key(settings: Settings) -> Diagnosis:
    if settings.secret_key is not None:
        return Diagnosis("secret key", "ok", "set")
    state = "missing" if settings.production else "optional"
    return Diagnosis("secret key", state, "none", "set FAGLAERT_SECRET_KEY before you run in production")


def _browser(_settings: Settings) -> Diagnosis:
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    state = "ok" if Path(path).exists() else "optional"
    return Diagnosis("browser for tests", state, path, "install the system's chromium package, or set CHROMIUM")
