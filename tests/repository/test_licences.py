# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who may use what: headers, licence texts, and no data that somebody else published."""

import hashlib
from pathlib import Path

import pytest

from tests.repository.tree import ROOT, SHARED, place, python_files, repository_files

HEADER = ["# SPDX-FileCopyrightText: 2026 The Faglært authors", "# SPDX-License-Identifier: MPL-2.0"]
SMALLEST_COPY = 200  # bytes: below this two files may be equal by chance


def digest(path: Path) -> str:
    """The SHA-256 of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks"])
def test_every_python_file_carries_the_header(folder: str) -> None:
    bare = [place(path) for path in python_files(folder) if path.read_text(encoding="utf-8").splitlines()[:2] != HEADER]
    assert bare == []


def test_licence_of_the_whole_is_the_one_in_the_licence_folder() -> None:
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES" / "MPL-2.0.txt").read_bytes()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of source data is not beside the repository")
def test_no_downloaded_data_file_is_kept() -> None:
    downloaded = {digest(path): path.name for path in SHARED.rglob("*") if path.is_file()}
    copies = [
        f"{place(path)} is {downloaded[digest(path)]}"
        for path in repository_files()
        if path.stat().st_size > SMALLEST_COPY and digest(path) in downloaded
    ]
    assert copies == []
