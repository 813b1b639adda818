# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Code stays small enough to read: the limits that ruff does not hold.

Complexity, `print`, bare `except` and `assert` in the source are held by ruff (C901, T20, BLE, S101).
"""

import ast
from pathlib import Path
from statistics import median, quantiles

from tests.repository.tree import Function, functions, place, python_files, syntax

LONGEST_BODY = 60
USUAL_BODY = 35
LONGEST_FILE = 600
USUAL_FILE = 350
MOST_ARGUMENTS = 6
MOST_BY_POSITION = 4
USUAL_TEST_BODY = 12
SIGNATURE_OF_A_LIBRARY = {"settings_customise_sources"}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}
ASSERTING_CALLS = ("assert", "check", "expect", "verify")
ASSERTING_CONTEXTS = {"raises", "warns", "fail"}


def percentile_95(values: list[int]) -> float:
    """The value that 19 of 20 stay at or below."""
    return quantiles(values, n=20, method="inclusive")[-1]


def lines_of_code(path: Path) -> int:
    """Lines that are not empty."""
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def is_asserting(node: ast.AST) -> bool:
    """Whether a statement or call inside a test checks something."""
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return name in ASSERTING_CONTEXTS or name.startswith(ASSERTING_CALLS)


def is_crowded(function: Function) -> bool:
    """Whether there are too many arguments; those of a command are options, and numba calls by position alone."""
    if ".command" in function.decorators or function.node.name in SIGNATURE_OF_A_LIBRARY:
        return False
    by_position = 0 if function.decorators.startswith("compiled") else len(function.positional)
    return function.argument_count > MOST_ARGUMENTS or by_position > MOST_BY_POSITION


def functions_that_test() -> list[Function]:
    """Every test function of the suite."""
    return [function for function in functions("tests") if function.node.name.startswith("test_")]


def test_no_function_body_is_longer_than_the_limit() -> None:
    long = [f"{each.place}: {each.body_lines}" for each in functions("src") if each.body_lines > LONGEST_BODY]
    assert long == []


def test_function_bodies_are_usually_short() -> None:
    assert percentile_95([each.body_lines for each in functions("src")]) <= USUAL_BODY


def test_files_are_short() -> None:
    sizes = {place(path): lines_of_code(path) for path in python_files("src")}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}
    assert percentile_95(list(sizes.values())) <= USUAL_FILE


def test_functions_take_few_arguments() -> None:
    crowded = [each.place for each in functions("src") if is_crowded(each)]
    assert crowded == []


def test_modules_are_named_by_what_they_hold() -> None:
    vague = [place(path) for path in python_files("src") if {path.stem, path.parent.name} & VAGUE_NAMES]
    assert vague == []


def test_every_test_checks_something() -> None:
    idle = [each.place for each in functions_that_test() if not any(map(is_asserting, ast.walk(each.node)))]
    assert idle == []


def test_tests_are_usually_short() -> None:
    assert median(each.body_lines for each in functions_that_test()) <= USUAL_TEST_BODY


def test_the_measures_see_what_they_should() -> None:
    tree = ast.parse('def f(self, a, b, *, c):\n    """Doc."""\n    x = 1\n    return x\n')
    function = Function("f", tree.body[0])  # type: ignore[arg-type]
    assert (function.body_lines, function.positional, function.argument_count) == (2, ["a", "b"], 3)
    assert not any(map(is_asserting, ast.walk(tree)))
    assert syntax(Path(__file__)).body
