# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The workspace's records are written through ``workspace/records.py`` alone, so that no change escapes the log."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository.tree import ROOT, python_files, syntax

ONE_WAY = Path("src/faglaert/web/workspace/records.py")
WRITES = {
    *("save", "asave", "create", "acreate", "get_or_create", "update_or_create", "update", "delete", "adelete"),
    *("bulk_create", "bulk_update", "set", "execute", "executemany"),
}
BESIDES = {
    "accounts/actions.py:_keep_email_address.delete": "allauth's table of addresses, beside the person's record",
    "accounts/actions.py:_keep_email_address.update_or_create": "the same",
    "accounts/actions.py:erase_person.delete": "what one logs in with, gone with the person; logged beside it",
    "accounts/actions.py:set_password.save": "no version: a session may not hinder a new password; logged beside it",
    "accounts/actions.py:set_roles.bulk_create": "rows of a person, logged beside it",
    "accounts/actions.py:set_roles.delete": "the same",
    "audit/actions.py:_wait_for_turn.execute": "a lock, nothing is written",
    "audit/actions.py:record_event.save": "the log itself",
    "audit/guards.py:_run.execute": "the triggers that guard the log",
    "council/actions.py:open_round.bulk_create": "what a round is about, written once with it",
    "knowledge/search.py:_run.execute": "the index for searching, made from the records",
    "server.py:_state_of.update": "a digest",
    "settings.py:.update": "Django's settings",
    "workspace/forms.py:store.create": "calls `add`, or an action that does",
}
"""Where such a method is called all the same, and why that is no way around the log."""


def is_write(node: ast.AST) -> bool:
    """Whether this is a call that could write. A model that completes itself before it is written calls ``super()``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in WRITES and ast.unparse(node.func.value) != "super()"


def writes(tree: ast.AST, function: str = "") -> Iterator[tuple[str, str]]:
    """Every call of a method that could write to the database: the function it stands in, and the method."""
    for node in ast.iter_child_nodes(tree):
        if is_write(node):
            yield function, node.func.attr
        inner = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        yield from writes(node, inner)


def found() -> set[str]:
    """Those of every file of the web side but the one way, as ``file:function.method``."""
    files = [path for path in python_files("src/faglaert/web") if "migrations" not in path.parts]
    return {
        f"{path.relative_to(ROOT / 'src/faglaert/web').as_posix()}:{function}.{method}"
        for path in files
        if path != ROOT / ONE_WAY
        for function, method in writes(syntax(path))
    }


def test_records_are_written_one_way() -> None:
    assert found() == set(BESIDES)


@pytest.mark.parametrize(
    "source",
    [
        "def act(x):\n    x.save()",
        "class A:\n    def act(self):\n        Model.objects.filter(pk=1).update(a=2)",
        "def act(x):\n    return [each.delete() for each in x]",
        "def act(x):\n    with y:\n        Model.objects.bulk_create(x)",
    ],
)
def test_another_way_is_found(source: str) -> None:
    assert [function for function, _ in writes(ast.parse(source))] == ["act"]


def test_a_model_may_complete_itself() -> None:
    assert list(writes(ast.parse("def save(self):\n    super().save()"))) == []


def test_the_one_way_is_where_it_is_said_to_be() -> None:
    assert {method for _, method in writes(syntax(ROOT / ONE_WAY))} == {"save", "set", "delete"}


def imports(tree: ast.AST) -> set[str]:
    """The modules a file imports."""
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_the_web_side_knows_nothing_that_writes_statistics() -> None:
    writers = ("faglaert.pipeline", "faglaert.warehouse", "faglaert.indicators", "duckdb")
    known = {path: imports(syntax(path)) for path in python_files("src/faglaert/web")}
    around = {path.name: {each for each in names if each.startswith(writers)} for path, names in known.items()}
    # a request for a scenario is a file in a queue; what works it off is a process of its own
    assert {name: names for name, names in around.items() if names} == {"jobs.py": {"faglaert.pipeline.scenario_queue"}}


def test_transactions_begin_with_the_lock_of_the_log() -> None:
    folder = ROOT / "src/faglaert/web"
    begun = [path for path in python_files("src/faglaert/web") if "transaction.atomic" in path.read_text("utf-8")]
    assert [path.relative_to(folder).as_posix() for path in begun] == ["audit/actions.py"]
