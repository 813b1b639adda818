# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The options that every command on pathways has: where the spells are, and the switches of the definition.

They are declared once and put into the signature of each command, which gets them as one :class:`Switches`.
"""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from faglaert.errors import UsageError

_DAY = ["%Y-%m-%d"]


@dataclass(frozen=True)
class Switches:
    """Where spells come from and what a figure means; see ``faglaert.pathways.definition``."""

    spells: Annotated[
        Path | None, typer.Option(help="Parquet or CSV file of spells; the register in force if left out.")
    ] = None
    persons: Annotated[Path | None, typer.Option(help="File of persons, for age and sex; only with --spells.")] = None
    stage: Annotated[str, typer.Option(help="Risk set: the clock begins with gf1, gf2 or main.")] = "gf2"
    unit: Annotated[str, typer.Option(help="The same education is: school, programme, main_area or eud.")] = "programme"
    reentry: Annotated[int, typer.Option(help="Re-entry window in months: 0, 3, 6, 12 or 15.")] = 15
    follow: Annotated[str, typer.Option(help="Follow to the end of the stage or of the whole education.")] = "stage"
    count: Annotated[
        list[str] | None,
        typer.Option(help="Count as lost beside dropout: switch, higher, upper_secondary, other_education."),
    ] = None
    cohort: Annotated[str | None, typer.Option(help="Only those who began in this school year: 2019/20.")] = None
    closing: Annotated[datetime | None, typer.Option(formats=_DAY, help="Last day that is looked at.")] = None
    opening: Annotated[datetime | None, typer.Option(formats=_DAY, help="First day from which spells were seen.")] = (
        None
    )
    settled: Annotated[
        bool, typer.Option("--settled", help="Leave out the newest months, where the re-entry window is still open.")
    ] = False
    language: Annotated[str, typer.Option("--language", "-l", help="da or en.")] = "da"
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False

    def __post_init__(self) -> None:
        if self.language not in {"da", "en"}:
            raise UsageError(f"no language {self.language}; there are da and en")
        if self.persons is not None and self.spells is None:
            raise UsageError("--persons goes with --spells; a register's persons are read by themselves")


def with_switches(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command whose first parameter is ``switches`` take every field of :class:`Switches` as an option."""
    hints = get_type_hints(Switches, include_extras=True)
    names = [field.name for field in fields(Switches)]
    switches = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(Switches)
    ]
    own = list(inspect.signature(command).parameters.values())[1:]

    @wraps(command)
    def run(**values: Any) -> None:
        chosen = Switches(**{name: values.pop(name) for name in names})
        command(chosen, **values)

    own_named = [each.replace(kind=each.KEYWORD_ONLY) for each in own]
    run.__signature__ = inspect.Signature([*own_named, *switches])  # type: ignore[attr-defined]  # typer reads it
    run.__annotations__ = {each.name: each.annotation for each in [*own, *switches]}
    del run.__wrapped__  # typer would look behind the signature
    return run
