# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Strict reading of TOML and CSV definition files into typed, frozen records."""

import csv
import tomllib
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from faglaert.errors import DataRefusedError, Finding

ROOT = Path(__file__).parent

T = TypeVar("T", bound="Definition")
K = TypeVar("K", bound=Hashable)


class Definition(BaseModel):
    """Base of every definition: frozen, and an unknown key is an error."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Definition):
    """A text in both languages of the interface."""

    da: str
    en: str

    @field_validator("da")
    @classmethod
    def _keep_per_cent_with_its_number(cls, text: str) -> str:
        """Danish writes a space before the sign; a line must not break there."""
        return text.replace(" %", "\N{NO-BREAK SPACE}%")

    @model_validator(mode="after")
    def _both_filled(self) -> Self:
        if not (self.da and self.en):
            raise ValueError("both da and en must be filled")
        return self

    def __getitem__(self, language: str) -> str:
        """The text in ``language`` (``da`` or ``en``)."""
        return self.en if language == "en" else self.da


def read_toml(model: type[T], path: Path) -> T:
    """Read one TOML file as ``model``; raises :class:`DataRefusedError` naming file and key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataRefusedError(
            f"{path.name} cannot be read as TOML", [Finding(path.name, None, None, str(error))]
        ) from error
    return _validate([(None, content)], model, path)[0]


def read_csv(model: type[T], path: Path) -> tuple[T, ...]:
    """Read one CSV file (UTF-8, comma, header row), a row a ``model``; empty fields count as absent.

    Raises :class:`DataRefusedError` with every bad row: file, row (the header is row 1), column and reason.
    """
    lines = _csv_lines(path)
    header = lines[0] if lines else []
    findings = [Finding(path.name, 1, name, "unknown column") for name in header if name not in model.model_fields]
    rows: list[tuple[int | None, dict[str, Any]]] = []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            findings.append(Finding(path.name, number, None, f"has {len(cells)} fields, expected {len(header)}"))
            continue
        rows.append((number, {name: cell for name, cell in zip(header, cells, strict=True) if cell != ""}))
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings)
    return tuple(_validate(rows, model, path))


def _csv_lines(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            return list(csv.reader(handle, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataRefusedError(
            f"{path.name} cannot be read as CSV", [Finding(path.name, None, None, str(error))]
        ) from error


def read_keyed(model: type[T], path: Path, *, key: Callable[[T], K]) -> dict[K, T]:
    """The rows of :func:`read_csv` by ``key``, in their order; a key that stands twice is refused as well."""
    rows = read_csv(model, path)
    keys = [key(row) for row in rows]
    require_unique(path, keys)
    return dict(zip(keys, rows, strict=True))


def require_unique(path: Path, keys: Iterable[object]) -> None:
    """Refuse a file in which a key occurs twice; row numbers count the header as row 1."""
    seen: dict[object, int] = {}
    findings = []
    for number, key in enumerate(keys, start=2):
        if key in seen:
            findings.append(Finding(path.name, number, None, f"key {key!r} already stands in row {seen[key]}"))
        seen.setdefault(key, number)
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings)


def _validate(rows: Iterable[tuple[int | None, dict[str, Any]]], model: type[T], path: Path) -> list[T]:
    records, findings = [], []
    for number, content in rows:
        try:
            records.append(model.model_validate(content))
        except ValidationError as error:
            for problem in error.errors():
                key = ".".join(str(part) for part in problem["loc"]) or None
                findings.append(Finding(path.name, number, key, problem["msg"]))
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings)
    return records
