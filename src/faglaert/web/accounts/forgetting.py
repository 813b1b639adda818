# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Finding a person wherever the workspace holds a name or an e-mail, and erasing what was chosen of it.

Texts are read here and not in the database: SQLite knows no capital Æ, Ø and Å, and this is done a few times a year.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.translation import gettext

from faglaert.web.accounts.actions import ERASED, erase_person
from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import writing
from faglaert.web.audit.models import AuditEvent
from faglaert.web.workspace.records import Record, anonymise, remove

FEWEST_LETTERS = 3
_AROUND = 40
_NEVER_OF_A_PERSON = frozenset(
    {"password", "words", "media_type", "sha256", "digest", "build_id", "plan_key", "figure_id"}
)
_COPIED_FIGURES = frozenset({"status.frozenfigure", "council.frozendossier"})
"""They hold no person, and are never changed."""
_TEXTS_IN_JSON = frozenset({"answers"})


@dataclass(frozen=True)
class Place:
    """A record that holds a name or an e-mail: in which fields, what stands there, and what erasing will do."""

    record: Record
    fields: tuple[str, ...]
    excerpt: str

    @property
    def key(self) -> str:
        """The record as it stands in a form."""
        return key_of(self.record)

    @property
    def title(self) -> str:
        """The record and the fields, in words."""
        options = self.record._meta
        fields = ", ".join(str(options.get_field(name).verbose_name) for name in self.fields)
        return f"{options.verbose_name} {self.record.pk}, {fields}"

    @property
    def is_the_person(self) -> bool:
        """Whether it was found in what says who somebody is, and not in a text."""
        return not set(self.fields).isdisjoint(self.record.PERSON)

    @property
    def is_removed(self) -> bool:
        """Whether the record goes: it is about the person, and cannot be without the name."""
        needed = (name for name in self.record.PERSON if not self.record._meta.get_field(name).blank)
        return self.is_the_person and any(needed)

    @property
    def consequence(self) -> str:
        """What erasing does here, in words."""
        if isinstance(self.record, User) and self.is_the_person:
            return gettext("navn og e-mail erstattes, og adgangen lukkes")
        if self.is_removed:
            return gettext("slettes helt")
        told = [gettext("navn og kontakt slettes")] if self.is_the_person else []
        if not set(self.fields) <= set(self.record.PERSON):
            told.append(gettext("i teksten erstattes det af «%s»") % ERASED)
        return "; ".join(told)


def key_of(record: Record) -> str:
    """A record as it stands in a form."""
    return f"{record._meta.label_lower}:{record.pk}"


def searched_fields(model: type[Record]) -> list[models.Field]:
    """The fields of a record in which a name or an e-mail may stand."""
    if model._meta.label_lower in _COPIED_FIGURES:
        return []
    return [
        each
        for each in model._meta.concrete_fields
        if each.name not in _NEVER_OF_A_PERSON
        and not each.choices
        and (isinstance(each, models.CharField | models.TextField) or each.name in _TEXTS_IN_JSON)
    ]


def names_of(*sought: str) -> list[str]:
    """What was asked for, and what else the accounts, mentors and contacts are called that are found by it.

    A person is found by name or e-mail, so the other is looked for too. Two of one name cannot be told apart here:
    whoever erases chooses among the places.
    """
    asked = [each for each in dict.fromkeys(sought) if len(each.strip()) >= FEWEST_LETTERS]
    others = {
        getattr(place.record, name) for place in places_of(asked) if place.is_the_person for name in place.record.PERSON
    }
    known = [each for each in sorted(others - {ERASED, *asked}) if len(each.strip()) >= FEWEST_LETTERS]
    return [*asked, *known]


def mentions_in_log(names: Iterable[str]) -> int:
    """How many events of the log hold one of the names, in a title perhaps; the log cannot be changed."""
    pattern = _pattern(names)
    values = AuditEvent.objects.values_list("before", "after").iterator()
    return sum(bool(pattern.search(before) or pattern.search(after)) for before, after in values)


@writing()
def forget(names: Iterable[str], keys: Iterable[str], *, by: User) -> int:
    """Erase the chosen places as they are now; how many there were. The log says which fields, never what stood there.

    Raises :class:`django.core.exceptions.ValidationError` when a record would not be valid without the words; nothing
    is erased then.
    """
    pattern, chosen = _pattern(names), set(keys)
    found = [each for each in _places(pattern) if each.key in chosen]
    for place in found:
        _erase(place, pattern, by)
    return len(found)


def _erase(place: Place, pattern: re.Pattern[str], by: User) -> None:
    record = type(place.record)._default_manager.get(pk=place.record.pk)
    if isinstance(record, User) and place.is_the_person:
        erase_person(record, by=by, version=record.version)
    elif place.is_removed:
        remove(record, by=by, version=record.version)
    else:
        for name in record.PERSON if place.is_the_person else ():
            setattr(record, name, "")
        for name in place.fields:
            _replace(record, record._meta.get_field(name), pattern)
        anonymise(record, by=by, version=record.version)


def _replace(record: Record, field: models.Field, pattern: re.Pattern[str]) -> None:
    value = getattr(record, field.name)
    if isinstance(value, dict):
        cleaned: object = {key: pattern.sub(ERASED, text) for key, text in value.items()}
    else:
        cleaned = pattern.sub(ERASED, value)[: field.max_length]
    setattr(record, field.name, cleaned)


def places_of(names: Iterable[str]) -> list[Place]:
    """Everywhere one of the names stands."""
    return list(_places(_pattern(names)))


def _places(pattern: re.Pattern[str]) -> Iterator[Place]:
    for model in apps.get_models():
        fields = searched_fields(model) if issubclass(model, Record) else []
        if not fields:
            continue
        for record in model._default_manager.only("pk", "version", *(each.name for each in fields)).iterator():
            texts = {each.name: _text(each.value_from_object(record)) for each in fields}
            hits = {name: hit for name, text in texts.items() if (hit := pattern.search(text))}
            if hits:
                yield Place(record, tuple(hits), "; ".join(_excerpt(hit) for hit in hits.values()))


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Whole words in any case, the longest name first, over any white space; of no names it finds nothing."""
    longest_first = sorted(names, key=len, reverse=True)
    words = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)", re.IGNORECASE)


def _text(value: object) -> str:
    return "\n".join(map(str, value.values())) if isinstance(value, dict) else str(value or "")


def _excerpt(hit: re.Match[str]) -> str:
    start, end = max(0, hit.start() - _AROUND), hit.end() + _AROUND
    text = " ".join(hit.string[start:end].split())
    return f"{'…' if start else ''}{text}{'…' if end < len(hit.string) else ''}"
