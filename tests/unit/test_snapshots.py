# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The store of snapshots: what is kept, what is in force, and what is refused."""

import json
import stat
from pathlib import Path

import pytest

from faglaert.definitions.reading import Text
from faglaert.definitions.sources import Source
from faglaert.errors import DataRefusedError, FaglaertError
from faglaert.paths import Paths
from faglaert.sources.snapshots import (
    Delivery,
    Snapshot,
    current_snapshot,
    drafting,
    snapshot_history,
    source_folder,
    store,
)

SOURCE = Source(
    id="prøve",
    kind="keyed",
    title=Text(da="Prøve", en="Trial"),
    publisher="Danmarks Statistik",
    url="https://www.statistikbanken.dk/PROEVE",
    licence=Text(da="CC BY 4.0", en="CC BY 4.0"),
    credit=Text(da="Kilde: Danmarks Statistik", en="Source: Statistics Denmark"),
    cadence="yearly",
    description=Text(da="En prøve", en="A trial"),
)
DATA = b"TID;INDHOLD\r\n2024;1\r\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path)


def keep(
    paths: Paths, data: bytes = DATA, *, updated: str = "2026-02-11", files: tuple[str, ...] = ("data.csv",)
) -> Snapshot:
    """Store a snapshot as a fetch does."""
    delivery = Delivery("PROEVE", "BULK", updated, "https://x/v1/data", 1, files, {"table": "PROEVE"})
    with drafting(paths, SOURCE.id) as draft:
        for name in files:
            (draft / name).write_bytes(data)
        return store(draft, SOURCE, delivery, requests=[{"table": "PROEVE"}])


def current(paths: Paths) -> Snapshot:
    found = current_snapshot(paths, SOURCE.id)
    if found is None:
        pytest.fail("there is no snapshot in force")
    return found


def test_a_source_that_was_never_fetched_has_no_snapshot(paths: Paths) -> None:
    assert current_snapshot(paths, SOURCE.id) is None
    assert snapshot_history(paths, SOURCE.id) == ()


def test_a_stored_snapshot_is_in_force(paths: Paths) -> None:
    kept = keep(paths)
    assert current(paths) == kept
    assert (kept.table, kept.updated, kept.rows, kept.asked) == ("PROEVE", "2026-02-11", 1, {"table": "PROEVE"})
    assert kept.data_files[0].read_bytes() == DATA


def test_a_snapshot_is_named_by_time_and_checksum(paths: Paths) -> None:
    kept = keep(paths)
    assert kept.snapshot_id == f"{kept.retrieved_at:%Y%m%dT%H%M%SZ}-{kept.sha256[:8]}" == kept.folder.name
    assert kept.retrieved_at.utcoffset().total_seconds() == 0  # type: ignore[union-attr]


def test_a_snapshot_carries_its_origin_and_its_terms(paths: Paths) -> None:
    folder = keep(paths).folder
    manifest = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    assert manifest["licence"]["da"] == "CC BY 4.0"
    assert manifest["credit"]["en"] == "Source: Statistics Denmark"
    assert manifest["files"]["data.csv"]["bytes"] == len(DATA)
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    assert request == {"url": "https://x/v1/data", "bodies": [{"table": "PROEVE"}]}


def test_files_of_a_snapshot_are_read_only(paths: Paths) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in keep(paths).folder.iterdir()}
    assert modes == {0o444}


def test_a_later_snapshot_takes_over_and_the_earlier_stays(paths: Paths) -> None:
    first = keep(paths)
    second = keep(paths, b"TID;INDHOLD\r\n2024;2\r\n", updated="2026-05-11")
    assert current(paths) == second
    assert snapshot_history(paths, SOURCE.id) == (first, second)


def test_the_same_data_in_the_same_second_get_a_name_of_their_own(paths: Paths) -> None:
    kept = [keep(paths) for _ in range(3)]
    assert len({each.folder for each in kept}) == 3
    assert current(paths) == kept[-1]


def test_several_data_files_have_one_checksum(paths: Paths) -> None:
    files = ("data-001.csv", "data-002.csv")
    kept = keep(paths, files=files)
    assert tuple(path.name for path in kept.data_files) == files
    assert kept.sha256 != keep(paths).sha256
    assert len(kept.sha256) == 64


@pytest.mark.parametrize("name", ["data.csv", "request.json"])
def test_a_file_that_was_changed_is_refused(paths: Paths, name: str) -> None:
    path = keep(paths).folder / name
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"2", b"3").replace(b"P", b"Q"))
    with pytest.raises(DataRefusedError, match=rf"{name}: is not what was stored.*run `faglaert fetch`"):
        current_snapshot(paths, SOURCE.id)
    assert current_snapshot(paths, SOURCE.id, verify=False) is not None


def test_a_file_that_is_gone_is_refused(paths: Paths) -> None:
    (keep(paths).folder / "data.csv").unlink()
    with pytest.raises(DataRefusedError, match=r"data\.csv: is gone"):
        current_snapshot(paths, SOURCE.id)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"source_id": 1}'])
def test_a_snapshot_without_origin_is_refused(paths: Paths, content: bytes) -> None:
    manifest = keep(paths).folder / "snapshot.json"
    manifest.chmod(0o644)
    manifest.write_bytes(content)
    with pytest.raises(DataRefusedError, match=r"snapshot\.json: cannot be read"):
        current_snapshot(paths, SOURCE.id)


def test_a_pointer_to_nothing_is_refused_rather_than_taken_for_never_fetched(paths: Paths) -> None:
    keep(paths)
    (source_folder(paths, SOURCE.id) / "CURRENT").write_text("20200101T000000Z-00000000", encoding="utf-8")
    with pytest.raises(DataRefusedError, match="CURRENT: names a snapshot that is not there"):
        current_snapshot(paths, SOURCE.id)


def test_a_fetch_that_fails_leaves_nothing(paths: Paths) -> None:
    kept = keep(paths)
    with pytest.raises(FileNotFoundError), drafting(paths, SOURCE.id) as draft:
        (draft / "data.csv").write_bytes(b"half") and (draft / "missing").read_bytes()
    assert not list(source_folder(paths, SOURCE.id).glob("*.partial"))
    assert snapshot_history(paths, SOURCE.id) == (kept,)


def test_what_a_killed_fetch_left_is_removed_by_the_next(paths: Paths) -> None:
    kept = keep(paths)
    folder = source_folder(paths, SOURCE.id)
    (folder / ".draft.partial").mkdir()
    (folder / ".draft.partial" / "data.csv").write_bytes(b"half")
    (folder / ".CURRENT.00.partial").write_bytes(b"2")
    assert current(paths) == kept
    keep(paths)
    assert [path.name for path in folder.iterdir() if "partial" in path.name] == []


def test_a_snapshot_is_in_force_only_when_the_pointer_says_so(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep(paths)

    def power_cut(_: Path) -> None:
        raise SystemExit

    monkeypatch.setattr("faglaert.sources.snapshots.point_at", power_cut)
    with pytest.raises(SystemExit):
        keep(paths, b"TID;INDHOLD\r\n2024;2\r\n")
    assert current(paths) == kept


def test_two_fetches_of_a_source_do_not_run_at_once(paths: Paths) -> None:
    with drafting(paths, SOURCE.id), pytest.raises(FaglaertError, match="another fetch of prøve is running"):
        keep(paths)
    assert keep(paths) == current(paths)
