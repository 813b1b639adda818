# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The layers of the house, and the doors that only one module may open."""

import ast
import tomllib
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.repository.tree import ROOT, place, python_files, syntax

WHAT_WEB_MAY_READ = {
    "published",
    "priorities",
    "reports",
    "charts",
    "display",
    "definitions",
    "periods",
    "settings",
    "paths",
    "errors",
    "atomic",
    "web",
}
BESIDES = {"src/faglaert/web/jobs.py": {"pipeline"}, "src/faglaert/web/exchange/importing.py": {"sources"}}
"""The named exceptions: work that is too long for a page is handed over, and any spreadsheet's cells are read as those
of a delivered file are."""
DUCKDB_DOORS = {"src/faglaert/warehouse/connection.py", "src/faglaert/published/store.py"}


def imported_modules(path: Path) -> set[str]:
    """The top-level names of all that a file imports."""
    names: set[str] = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def imported_packages(path: Path) -> set[str]:
    """The packages and modules right below ``faglaert`` that a file imports."""
    names: set[str] = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("faglaert.")}


def calls_to_connect(path: Path) -> bool:
    """Whether a file calls ``duckdb.connect``."""
    return any(
        isinstance(node, ast.Attribute) and node.attr == "connect" and getattr(node.value, "id", "") == "duckdb"
        for node in ast.walk(syntax(path))
    )


def test_every_line_imports_only_lines_below_it() -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS


def test_every_package_stands_in_a_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    assert layers["containers"] == ["faglaert"]


def test_databases_are_opened_in_two_places_only() -> None:
    assert {place(path) for path in python_files("src") if calls_to_connect(path)} == DUCKDB_DOORS


def test_django_stays_in_web() -> None:
    strangers = [
        place(path)
        for path in python_files("src")
        if "django" in imported_modules(path) and not path.is_relative_to(ROOT / "src/faglaert/web")
    ]
    assert strangers == []


def test_web_reads_statistics_through_the_published_store_only() -> None:
    files = [path for path in python_files("src") if path.is_relative_to(ROOT / "src/faglaert/web")]
    around = {place(path): imported_packages(path) - WHAT_WEB_MAY_READ for path in files}
    assert {name: packages for name, packages in around.items() if packages} == BESIDES
