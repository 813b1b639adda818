# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The page of faults says what the fault tests hold: every source that is fetched, every fault, and the words of it.

Write it anew with ``FAGLAERT_WRITE_DOCS=1 ./dev test tests/repository/test_source_faults_page.py``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from tests.integration import test_keyed_faults as keyed
from tests.integration import test_statbank_faults as statbank

PAGE = Path(__file__).parents[2] / "docs/sources/faults.md"
HEAD = """# Faults of a source, and what happens

Computed by the test suite: each line is played by the replay server and held by a test. In every case nothing is
half-written, the last good snapshot stays in force, the command ends with exit code 1 (or 3 when the data themselves
are refused), the message says what happened and what to do, and a later run heals. A fault of the connection that
passes within the tries of `http_attempts` is not noticed at all.

| source | asked for | fault | the message says |
|---|---|---|---|
"""
NAMES = {keyed.PROFILE: "uddannelsesstatistik.dk", keyed.JOBS: "Jobindsats"}


def lines() -> Iterator[tuple[str, str, str, str]]:
    for function, kind, words in (case.values for case in statbank.FAULTS):
        yield "StatBank", function, kind, words
    for source_id, kind, words, _advice in (case.values for case in keyed.CASES):
        yield NAMES[source_id], "data", kind, words


def page() -> str:
    rows = (
        f"| {source} | {asked} | {kind.replace('_', ' ')} | … {words} … |" for source, asked, kind, words in lines()
    )
    return HEAD + "\n".join(rows) + "\n"


def test_the_page_of_faults_is_what_the_tests_hold() -> None:
    if os.environ.get("FAGLAERT_WRITE_DOCS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_provider_meets_the_faults_that_matter() -> None:
    wanted = {"time_out", "too_many", "server_error", "cut", "outage_page", "changed_column"}
    for source in ("StatBank", *NAMES.values()):
        met = {kind for name, _, kind, _ in lines() if name == source}
        assert wanted <= met
