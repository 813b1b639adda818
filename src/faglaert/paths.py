# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Where the folders of one installation are."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """The folders below one home; nothing is written outside it."""

    home: Path

    @property
    def snapshots(self) -> Path:
        """Fetched sources, one folder a source and below it one a retrieval."""
        return self.home / "snapshots"

    @property
    def catalogues(self) -> Path:
        """What providers say they have, written down by a discovery run."""
        return self.home / "catalogues"

    @property
    def warehouse(self) -> Path:
        """Warehouse builds; inside the house only, never served."""
        return self.home / "warehouse"

    @property
    def published(self) -> Path:
        """Published stores and the pointer to the current one."""
        return self.home / "published"

    @property
    def ledger(self) -> Path:
        """The release ledger: one JSON line for each publication."""
        return self.home / "ledger.jsonl"

    @property
    def workspace(self) -> Path:
        """The workspace's own database, where no PostgreSQL is set."""
        return self.home / "workspace.sqlite3"

    @property
    def papers(self) -> Path:
        """PDFs of status reports that were asked for lately; made again when they are gone."""
        return self.home / "papers"

    @property
    def secret_key(self) -> Path:
        """The key sessions are signed with where none is set; made at the first start, never in production."""
        return self.home / "secret-key"
