# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How commands speak: results on standard output (as a table or JSON), progress and errors on standard error."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

PIPE_WIDTH = 200


def results() -> Console:
    """The console of results; on a pipe wide enough for every table."""
    console = Console(soft_wrap=True, highlight=False)
    return console if console.is_terminal else Console(soft_wrap=True, highlight=False, width=PIPE_WIDTH)


def messages() -> Console:
    """The console of progress and errors."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def print_json(content: object) -> None:
    """Print ``content`` as JSON, Danish letters as they are."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n")


def print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; on a pipe it is plain text."""
    table = Table(title=title, title_justify="left")
    for position, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=position == 0)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    results().print(table, markup=False)


@contextmanager
def step_progress(total: int, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show steps as they begin: a bar on a terminal, plain lines elsewhere, nothing when ``quiet``."""
    console = messages()
    if quiet:
        yield lambda _step: None
        return
    if not console.is_terminal:
        yield lambda step: console.print(f"… {step}", markup=False)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance(step: str) -> None:
            bar.update(task, description=step, advance=1)

        yield advance
