# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The script `dev`, with stand-ins for Python and uv: what it installs, when it does not, and what it says."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.repository.tree import ROOT

BASIC_TOOLS = ("sh", "cat", "cksum", "dirname", "env", "find", "grep", "ls", "mkdir", "readlink", "rm")
PYTHON = '#!/bin/sh\ncase "$2" in *executable*) echo "$0" ;; esac\n'
UV = """#!/bin/sh
if [ "$1" = --version ]; then echo "uv 0.13.9 (stand-in)"; exit; fi
echo "$@" >>"$CALLS"
if [ -n "${OFFLINE-}" ]; then echo "no network" >&2; exit 1; fi
mkdir -p .venv/bin
printf '#!/bin/sh\\n' >.venv/bin/python
printf '#!/bin/sh\\necho "$@"\\n' >.venv/bin/faglaert
chmod +x .venv/bin/python .venv/bin/faglaert
"""


@dataclass(frozen=True)
class Checkout:
    """A folder with `dev` and what it looks at, and a PATH on which only basic tools are."""

    root: Path
    tools: Path
    calls: Path

    def run(self, *arguments: str, script: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `dev` as a newcomer would, from another folder."""
        return subprocess.run(
            [script or self.root / "dev", *arguments],
            cwd=self.tools,
            env={"PATH": str(self.tools), "CALLS": str(self.calls), **environment},
            capture_output=True,
            check=False,
            text=True,
        )

    @property
    def installs(self) -> list[str]:
        """How uv was called."""
        return self.calls.read_text(encoding="utf-8").splitlines() if self.calls.exists() else []


def put_tool(folder: Path, name: str, content: str) -> None:
    """An executable script."""
    (folder / name).write_text(content, encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout on a machine with Python and uv."""
    root, tools = tmp_path / "checkout", tmp_path / "tools"
    root.mkdir()
    tools.mkdir()
    shutil.copy(ROOT / "dev", root / "dev")
    for name in ("uv.lock", "pyproject.toml", "hatch_build.py"):
        (root / name).write_text(name, encoding="utf-8")
    for name in (*BASIC_TOOLS, "chmod"):
        (tools / name).symlink_to(shutil.which(name))
    put_tool(tools, "python3", PYTHON)
    put_tool(tools, "uv", UV)
    return Checkout(root, tools, tmp_path / "calls")


def test_run_prints_nothing_but_the_output_of_the_command(checkout: Checkout) -> None:
    answer = checkout.run("run", "faglaert", "indicators", "list", "--json")
    assert (answer.returncode, answer.stdout) == (0, "indicators list --json\n")
    assert "installing from uv.lock" in answer.stderr


def test_the_name_of_the_program_may_be_left_out(checkout: Checkout) -> None:
    assert checkout.run("run", "indicators", "list").stdout == "indicators list\n"


def test_it_installs_once(checkout: Checkout) -> None:
    answers = [checkout.run("run", "doctor") for _ in range(2)]
    assert checkout.installs == ["sync --frozen --quiet"]
    assert answers[1].stderr == ""


def test_a_changed_lock_is_installed(checkout: Checkout) -> None:
    checkout.run("run", "doctor")
    (checkout.root / "uv.lock").write_text("other versions", encoding="utf-8")
    assert checkout.run("run", "doctor").returncode == 0
    assert len(checkout.installs) == 2


def test_without_network_it_goes_on_while_the_lock_is_unchanged(checkout: Checkout) -> None:
    checkout.run("run", "doctor")
    (checkout.root / "pyproject.toml").write_text("another setting", encoding="utf-8")
    answer = checkout.run("run", "doctor", OFFLINE="1")
    assert (answer.returncode, answer.stdout) == (0, "doctor\n")
    assert "going on with what is there" in answer.stderr


def test_without_network_a_changed_lock_is_an_error(checkout: Checkout) -> None:
    checkout.run("run", "doctor")
    (checkout.root / "uv.lock").write_text("other versions", encoding="utf-8")
    answer = checkout.run("run", "doctor", OFFLINE="1")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "could not install" in answer.stderr


def test_a_copied_checkout_gets_an_environment_of_its_own(checkout: Checkout) -> None:
    checkout.run("run", "doctor")
    moved = checkout.root.rename(checkout.root.with_name("moved"))
    answer = checkout.run("run", "doctor", script=moved / "dev")
    assert answer.returncode == 0
    assert "made in another folder" in answer.stderr


def test_it_is_found_through_a_link(checkout: Checkout) -> None:
    link = checkout.tools / "link"
    link.symlink_to(checkout.root / "dev")
    assert checkout.run("run", "doctor", script=link).stdout == "doctor\n"
    assert (checkout.root / ".venv").is_dir()


def test_without_a_python_it_says_what_is_needed(checkout: Checkout) -> None:
    (checkout.tools / "python3").unlink()
    answer = checkout.run("run", "doctor")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "no Python 3.11 or newer" in answer.stderr


def test_a_newer_python_than_the_default_one_is_found(checkout: Checkout) -> None:
    put_tool(checkout.tools, "python3", "#!/bin/sh\nexit 1\n")
    put_tool(checkout.tools, "python3.13", PYTHON)
    assert "with " + str(checkout.tools / "python3.13") in checkout.run("run", "doctor").stderr


def test_without_uv_and_pip_it_says_what_to_install(checkout: Checkout) -> None:
    (checkout.tools / "uv").unlink()
    put_tool(checkout.tools, "python3", PYTHON + 'case "$*" in *ensurepip* | *pip*) exit 1 ;; esac\n')
    answer = checkout.run("run", "doctor")
    assert answer.returncode == 1
    assert "python3-venv" in answer.stderr


@pytest.mark.parametrize("arguments", [("fly",), ("up", "--sideways")])
def test_what_it_does_not_know_is_refused(checkout: Checkout, arguments: tuple[str, ...]) -> None:
    answer = checkout.run(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Usage" in answer.stderr
