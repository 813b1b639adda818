# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The repository as the tests of this folder see it: its files, and the functions in its Python."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Function:
    """One function or method and where it stands."""

    place: str
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def body_lines(self) -> int:
        """Lines from the first statement after the docstring to the last."""
        statements = self.node.body
        first = statements[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            statements = statements[1:]
        return (statements[-1].end_lineno or 0) - statements[0].lineno + 1 if statements else 0

    @property
    def decorators(self) -> str:
        """The decorators as they are written, one after another."""
        return " ".join(ast.unparse(decorator) for decorator in self.node.decorator_list)

    @property
    def positional(self) -> list[str]:
        """Names of the arguments that may be given by position, without self and cls."""
        arguments = [*self.node.args.posonlyargs, *self.node.args.args]
        return [argument.arg for argument in arguments if argument.arg not in {"self", "cls"}]

    @property
    def argument_count(self) -> int:
        """All named arguments, without self and cls."""
        return len(self.positional) + len(self.node.args.kwonlyargs)


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file that is or would be committed: tracked, or new and not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listing.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def python_files(folder: str) -> list[Path]:
    """Python files below ``folder`` that are or would be committed, written by hand (no migrations)."""
    return [
        path
        for path in repository_files()
        if path.suffix == ".py" and path.is_relative_to(ROOT / folder) and "migrations" not in path.parts
    ]


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, line: int | None = None) -> str:
    """The path from the root of the repository, with the line when given."""
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def functions(folder: str) -> Iterator[Function]:
    """Every function and method below ``folder``."""
    for path in python_files(folder):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Function(f"{place(path, node.lineno)} {node.name}", node)
