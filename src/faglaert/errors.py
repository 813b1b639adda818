# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The exception tree: what a user can mend is told apart from a bug.

Every :class:`FaglaertError` carries the exit code of the command line (1 failed, 2 usage, 3 data refused)
and a message that says what happened and what to do. Anything else that is raised is a bug.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class FaglaertError(Exception):
    """Something failed that a user can understand and act on."""

    exit_code = 1


class SourceError(FaglaertError):
    """A source did not answer as agreed; the last good snapshot still stands."""


class BuildError(FaglaertError):
    """A build could not be finished; the published store is as it was."""


class NotPublishedError(FaglaertError):
    """There is no published store yet, or it cannot be read."""


class UsageError(FaglaertError):
    """The command was called with something that does not exist or does not go together."""

    exit_code = 2


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong with input: where it stands, what it is, and what was expected."""

    file: str
    row: int | None
    column: str | None
    problem: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.problem}"


class DataRefusedError(FaglaertError):
    """Input was refused as a whole; ``findings`` lists every reason."""

    exit_code = 3

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        """Keep the findings beside the message; the text of the error lists them all."""
        self.findings = tuple(findings)
        super().__init__("\n".join([message, *(f"  {finding}" for finding in self.findings)]))
