# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Client of Statistics Denmark's StatBank API: subjects, tables, the description of a table, and data.

The contract is Statistics Denmark's own description of the API (https://www.dst.dk/en/Statistik/hjaelp-til-statistikbanken/api).
It needs no key. Everything is asked by POST with JSON, in Danish.
"""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from faglaert.errors import SourceError
from faglaert.settings import Settings
from faglaert.sources.http import AnswerError, Connection, Patience
from faglaert.sources.statbank_questions import Question
from faglaert.sources.statbank_tables import Subject, TableInfo, TableSummary

PROVIDER = "Danmarks Statistik (StatBank)"
LANGUAGE = "da"

T = TypeVar("T")


class _Refusal(BaseModel):
    """StatBank's own words on why a question was refused."""

    errorTypeCode: str  # noqa: N815  (the name in the reply)
    message: str


class Statbank:
    """Questions to StatBank over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """A client for the address and the patience of this installation; close it, or use it as a context."""
        return cls(Connection(PROVIDER, settings.statbank_url, patience=Patience.of(settings)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def data_url(self) -> str:
        """The address data come from."""
        return self._connection.base_url + "data"

    def subjects(
        self, subject_ids: Sequence[str] = (), *, recursive: bool = False, include_tables: bool = False
    ) -> tuple[Subject, ...]:
        """The subjects with these ids and what is below them; the top level when none is given.

        Raises :class:`SourceError`, as every question here does.
        """
        question: dict[str, Any] = {"recursive": recursive, "includeTables": include_tables, "lang": LANGUAGE}
        if subject_ids:
            question["subjects"] = list(subject_ids)
        return self._ask("subjects", question, TypeAdapter(tuple[Subject, ...]))

    def tables(
        self, subject_ids: Sequence[str] = (), *, past_days: int | None = None, include_inactive: bool = False
    ) -> tuple[TableSummary, ...]:
        """The tables of these subjects, or all; with ``past_days`` only those updated since."""
        question: dict[str, Any] = {"includeInactive": include_inactive, "lang": LANGUAGE}
        if subject_ids:
            question["subjects"] = list(subject_ids)
        if past_days is not None:
            question["pastDays"] = past_days
        return self._ask("tables", question, TypeAdapter(tuple[TableSummary, ...]))

    def tableinfo(self, table: str) -> TableInfo:
        """The description of one table: its variables, their codes, and when it was updated."""
        return self._ask("tableinfo", {"table": table, "lang": LANGUAGE}, TypeAdapter(TableInfo))

    def newest_table(self, pattern: str) -> TableSummary:
        """The table with the highest name of those that fit ``pattern``, where ``?`` stands for a digit.

        A projection gets a new name every June: FRKM126 follows FRKM125. Raises :class:`SourceError` when none fits.
        """
        form = re.compile(r"\d".join(map(re.escape, pattern.split("?"))), re.IGNORECASE)
        fitting = [each for each in self.tables(include_inactive=True) if form.fullmatch(each.id)]
        if not fitting:
            raise SourceError(f"{PROVIDER} has no table {pattern} any more; look for the one that follows it")
        return max(fitting, key=lambda each: each.id.upper())

    def download(self, question: Question, target: Path, *, on_bytes: Callable[[int], None] | None = None) -> None:
        """Write the reply to ``question`` to ``target`` as delivered; ``on_bytes`` is told how much has come."""
        try:
            self._connection.download("data", question.body, target, on_bytes=on_bytes)
        except AnswerError as error:
            raise _refused(error, question.info.id) from error

    def _ask(self, function: str, question: dict[str, Any], form: TypeAdapter[T]) -> T:
        about = str(question.get("table", function))
        try:
            reply = self._connection.ask(function, question)
        except AnswerError as error:
            raise _refused(error, about) from error
        if isinstance(reply, dict) and "errorTypeCode" in reply:
            raise _refused(AnswerError("refused", status=200, body=json.dumps(reply).encode()), about)
        try:
            return form.validate_python(reply)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "the whole"
            raise SourceError(
                f"{PROVIDER} answered {function} in a form that is not as agreed: {place}: {first['msg']}; "
                "the interface may have changed"
            ) from error


def _refused(error: AnswerError, about: str) -> SourceError:
    """The error in the provider's own words where there are any."""
    try:
        refusal = _Refusal.model_validate_json(error.body)
    except ValidationError:
        return error
    return SourceError(
        f"{PROVIDER} refused the question about {about}: {refusal.message} ({refusal.errorTypeCode}). "
        "Compare the source's definition with the table as it is now"
    )
