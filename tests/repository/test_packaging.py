# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is installed: reasons beside dependencies, public registries only, versions that agree."""

import json
import re
import tomllib

import pytest
import yaml

import faglaert
from tests.repository.tree import ROOT

PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}
LOCKED_HOST = re.compile(r"https?://([^/\"]+)")
DEPENDENCY = re.compile(r'^    "[a-z0-9-]+(\[[a-z-]+\])?[<>=]')


def project() -> dict[str, object]:
    """The parsed pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_dependency_says_why_it_is_there() -> None:
    lines = [
        line for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines() if DEPENDENCY.match(line)
    ]
    groups = [project()["project"]["dependencies"], *project()["dependency-groups"].values()]
    assert len(lines) == sum(map(len, groups))
    assert [line for line in lines if not re.search(r",\s+# \S.{8,}", line)] == []


def test_python_packages_come_from_the_public_index() -> None:
    hosts = set(LOCKED_HOST.findall((ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts
    assert hosts <= PUBLIC_HOSTS


def test_script_packages_come_from_the_public_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    resolved = [entry["resolved"] for entry in lock["packages"].values() if "resolved" in entry]
    assert {host for address in resolved for host in LOCKED_HOST.findall(address)} <= PUBLIC_HOSTS
    assert all(entry.get("integrity") for name, entry in lock["packages"].items() if name)


@pytest.mark.parametrize("name", ["dkfds", "htmx.org", "axe-core"])
def test_script_packages_are_pinned(name: str) -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    version = (package["dependencies"] | package["devDependencies"])[name]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_version_is_the_same_everywhere() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    about = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert package["version"] == about["softwareVersion"] == faglaert.__version__
