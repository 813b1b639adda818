# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Nothing is defined that nobody uses: files, keys, marts, sources, classifications."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator

from faglaert import definitions
from faglaert.definitions import classifications
from faglaert.definitions.figures import series_files
from faglaert.definitions.indicators import indicators
from faglaert.definitions.labour import labour_series
from faglaert.definitions.marts import marts
from faglaert.definitions.reading import ROOT as DEFINITIONS
from faglaert.definitions.reading import Definition
from faglaert.definitions.sources import sources
from tests.repository.tree import ROOT, place, python_files, repository_files, syntax

CREATED = re.compile(r"create\s+(?:or\s+replace\s+)?table\s+(mart_\w+)", re.IGNORECASE)
WORD = re.compile(r"[a-z][a-z0-9_]+")


def definition_models(base: type[Definition] = Definition) -> Iterator[type[Definition]]:
    """Every kind of definition there is."""
    for module in pkgutil.iter_modules(definitions.__path__):
        importlib.import_module(f"{definitions.__name__}.{module.name}")
    for model in base.__subclasses__():
        yield model
        yield from definition_models(model)


def words_in_use(*folders: str) -> set[str]:
    """Every attribute and string that code below ``folders`` reads, and every word of queries and templates."""
    words: set[str] = set()
    for path in [path for folder in folders for path in python_files(folder)]:
        documentation = {id(node.value) for node in ast.walk(syntax(path)) if isinstance(node, ast.Expr)}
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Attribute):
                words.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
                words.update(WORD.findall(node.value))
    for path in repository_files():
        if path.suffix in {".sql", ".html"} and path.is_relative_to(ROOT / "src"):
            words.update(WORD.findall(path.read_text(encoding="utf-8")))
    return words


def keys(models: Iterable[type[Definition]]) -> set[str]:
    """Every key of the given kinds of definition."""
    return {f"{model.__name__}.{field}" for model in models for field in model.model_fields}


def unread_keys(models: Iterable[type[Definition]], used: set[str]) -> set[str]:
    """The keys that are not among the words in use."""
    return {key for key in keys(models) if key.split(".")[1] not in used}


def test_every_key_of_a_definition_is_read() -> None:
    asking = [model for model in definition_models() if model.__module__ != classifications.__name__]
    assert asking != []
    assert unread_keys(asking, words_in_use("src")) == set()


def test_every_column_of_a_code_list_is_read_or_held_against_others() -> None:
    code_lists = [model for model in definition_models() if model.__module__ == classifications.__name__]
    assert code_lists != []
    assert unread_keys(code_lists, words_in_use("src", "tests/unit", "tests/spec", "tests/reference")) == set()


def test_every_definition_file_is_named_by_code_or_by_its_folder() -> None:
    readers = " ".join(path.read_text(encoding="utf-8") for path in python_files("src/faglaert/definitions"))
    read_as_folder = {
        DEFINITIONS / "indicators",
        DEFINITIONS / "scenarios",
        DEFINITIONS / "sources",
        DEFINITIONS / "tables",
    }
    series = {f"{each.name}.csv" for each in series_files()} | {f"{name}.csv" for name in labour_series()}
    files = [path for path in DEFINITIONS.rglob("*.*") if path.suffix in {".toml", ".csv"}]
    named = [path for path in files if path.parent in read_as_folder or path.name in series or path.name in readers]
    assert files != []
    assert [place(path) for path in files if path not in named] == []


def test_every_mart_is_defined_and_made() -> None:
    queries = (ROOT / "src/faglaert/warehouse/sql/marts").glob("*.sql")
    made = {name for path in queries for name in CREATED.findall(path.read_text(encoding="utf-8"))}
    assert made == set(marts())


def test_indicators_read_marts_and_sources_that_exist() -> None:
    assert {series.mart for each in indicators().values() for series in each.series} <= set(marts())
    assert {name for each in indicators().values() for name in each.source_ids} <= set(sources())


def test_every_keyed_source_is_used() -> None:
    keyed = {each.id for each in sources().values() if each.kind == "keyed"}
    used = {name for each in indicators().values() for name in each.source_ids}
    used |= {each.source_id for each in series_files()} | words_in_use("src")
    assert keyed - used == set()


def test_author_and_checker_are_two() -> None:
    assert [each.id for each in indicators().values() if each.author == each.checker] == []
