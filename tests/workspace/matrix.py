# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The permissions of every address, said a second time: each file in ``routes/`` holds those of one app.

A route without an entry fails the test, and so does an entry without a route.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from faglaert.web.accounts.permissions import Role
from faglaert.web.workspace.frame import PREFIX
from tests.workspace import routes
from tests.workspace.conftest import People

EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.OFFICE})


@dataclass(frozen=True)
class Route:
    """Who may use an address, by which method it is tried, and the arguments it needs."""

    roles: frozenset[Role]
    method: str = "GET"
    arguments: Callable[[People], dict[str, object]] = lambda _people: {}


def expected() -> dict[str, Route]:
    """The entries of every file in ``routes/``."""
    found: dict[str, Route] = {}
    for module in pkgutil.iter_modules(routes.__path__):
        found |= importlib.import_module(f"{routes.__name__}.{module.name}").ROUTES
    return found


def open_to_all() -> set[str]:
    """The addresses one needs before one is logged in, or that ask for more than a role themselves."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(routes.__path__):
        found |= getattr(importlib.import_module(f"{routes.__name__}.{module.name}"), "OPEN", set())
    return found


def workspace_names() -> set[str]:
    """The name of every route below the workspace's prefix, in Danish addresses."""
    return {name for path, name in _walk(get_resolver().url_patterns, "/", "") if path.startswith(PREFIX)}


def _walk(patterns: list[URLPattern | URLResolver], path: str, space: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = path + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            yield here, f"{space}{pattern.name}"
