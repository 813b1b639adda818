# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Starts the web server: collects the static files, makes the database current, and lets worker processes answer.

Run as ``python -m faglaert.web.server``; ``faglaert serve`` does so.
"""

import hashlib
import logging
import os
import sys
from pathlib import Path

from faglaert.errors import FaglaertError, NotPublishedError
from faglaert.published.store import open_store
from faglaert.settings import Settings, load_settings
from faglaert.web.database import kept_secret_key, ready_to_serve

WORKERS = 2
THREADS = 4
HERE = Path(__file__).parent
_STAMP = ".collected"

log = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serve the site until the process is told to stop.

    Raises :class:`FaglaertError` when the vendored files have not been built, the address is taken, or PostgreSQL lacks
    a migration.
    """
    # The workers are processes of their own and read the settings anew: what was chosen here reaches them this way.
    os.environ["FAGLAERT_HOME"] = str(settings.paths.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faglaert.web.settings")
    if settings.secret_key is None and not settings.production:
        os.environ["FAGLAERT_SECRET_KEY"] = kept_secret_key(settings)
    _warn_when_unpublished(settings)
    collect_static()
    ready_to_serve()
    _run(settings)


def collect_static() -> bool:
    """Bring ``FAGLAERT_HOME/static`` into line with the package's files; returns whether anything was to do."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    source, target = HERE / "static", Path(settings.STATIC_ROOT)
    if not (source / "vendor" / "manifest.json").exists():
        raise FaglaertError("the style sheet has not been built; run `./dev up`, or `python -m faglaert.web.assets`")
    folders = [each[1] if isinstance(each, tuple) else each for each in settings.STATICFILES_DIRS]
    state, stamp = _state_of(folders), target / _STAMP
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=["*.md", "*.json"])
    stamp.write_text(state, encoding="utf-8")
    return True


def _state_of(folders: list[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _warn_when_unpublished(settings: Settings) -> None:
    try:
        open_store(settings.paths)
    except NotPublishedError:
        log.warning("Nothing is published yet: run `faglaert build`. The pages say so until then.")


def _run(settings: Settings) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    log.warning("Serving on http://%s:%s", settings.host, settings.port)
    Granian(
        "faglaert.web.wsgi:application",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_access=False,
        log_level="warning",
    ).serve()


def main() -> None:
    """Serve with the settings of the environment; an error a user can mend becomes a message and an exit code."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        serve(load_settings())
    except FaglaertError as error:
        log.error("faglaert: %s", error)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
