# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is installed: reasons beside dependencies, public registries only, versions that agree."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from packaging.markers import Marker, default_environment
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

import faglaert
from tests.repository.tree import ROOT

PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}
LOCKED_HOST = re.compile(r"https?://([^/\"]+)")
PLATFORMS = [f"manylinux_2_{minor}_x86_64" for minor in range(5, 40)] + ["manylinux2014_x86_64", "manylinux1_x86_64"]
PURE_PYTHON_FROM_SOURCE = {"reuse"}
DEPENDENCY = re.compile(r'^    "[a-z0-9-]+(\[[a-z,-]+\])?[<>=]')


def project() -> dict[str, object]:
    """The parsed pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def installed(python: str) -> Iterator[dict[str, Any]]:
    """The locked packages that `./dev` installs on Linux with this Python, the optional groups included."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    surroundings = default_environment() | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": "linux",
        "platform_machine": "x86_64",
        "platform_system": "Linux",
    }
    root = next(each for each in packages if each["name"] == "faglaert")
    wanted = [*root["dependencies"], *(each for group in root["dev-dependencies"].values() for each in group)]
    seen: set[tuple[str, str]] = set()
    while wanted:
        edge = wanted.pop()
        if "marker" in edge and not Marker(edge["marker"]).evaluate(surroundings):
            continue
        named = [each for each in packages if each["name"] == edge["name"]]
        for package in named if len(named) == 1 else [each for each in named if each["version"] == edge["version"]]:
            if (package["name"], package["version"]) not in seen:
                seen.add((package["name"], package["version"]))
                wanted += package.get("dependencies", [])
                yield package


def tags(python: str) -> set[Tag]:
    """What a wheel may be built for to install on Linux with this Python."""
    version = tuple(map(int, python.split(".")))
    of_python = cpython_tags(version, platforms=PLATFORMS)
    return {*of_python, *compatible_tags(version, interpreter=f"cp{''.join(map(str, version))}", platforms=PLATFORMS)}


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_nothing_has_to_be_compiled_at_set_up(python: str) -> None:
    fitting = tags(python)
    without_wheel = {
        package["name"]
        for package in installed(python)
        if not any(
            parse_wheel_filename(wheel["url"].rpartition("/")[2])[3] & fitting for wheel in package.get("wheels", [])
        )
    }
    assert without_wheel <= PURE_PYTHON_FROM_SOURCE


def test_every_dependency_says_why_it_is_there() -> None:
    lines = [
        line for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines() if DEPENDENCY.match(line)
    ]
    groups = [project()["project"]["dependencies"], *project()["dependency-groups"].values()]
    groups += project()["project"]["optional-dependencies"].values()
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
