# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms of versioned records: the second of two writers is told, sees both texts, and loses nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest
from django.utils.translation import gettext

from faglaert.web.workspace.person_numbers import holds_person_number
from faglaert.web.workspace.records import Links, StaleRecordError, add, change

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Days outside are slips, and some cannot be drawn or counted with."""


class DayInput(forms.DateInput):
    """A day, with the browser's calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        """Browsers want the day as year-month-day, whatever the language."""
        super().__init__(attrs=attrs, format="%Y-%m-%d")


@dataclass(frozen=True)
class Difference:
    """A field that two writers gave different values."""

    label: str
    mine: str
    theirs: str


class RecordForm(forms.ModelForm):
    """A form that carries the version it was filled in from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Start from the version of the record; a new one has none, whoever else makes it meanwhile."""
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = 0 if self.instance._state.adding else self.instance.version
        self.differences: list[Difference] = []
        for field in self.fields.values():
            if isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators.append(in_our_time)

    def clean(self) -> dict[str, object]:
        """No text holds a person number."""
        cleaned = super().clean()
        for name in [name for name, value in self.cleaned_data.items() if self._holds_person_number(name, value)]:
            self.add_error(name, gettext("Det ligner et CPR-nummer. Skriv ikke CPR-numre her."))
        return cleaned

    def store(self, by: models.Model) -> bool:
        """Add or change the record of a valid form; whether it was saved.

        When somebody else was first, nothing is written: ``differences`` says where the two texts part, the form keeps
        what was typed, and carries the version that stands now, so that it can be sent again after a look.
        """
        links = dict(self._links())
        try:
            if self.instance._state.adding:
                self.create(by, links)
            else:
                self.write(by, self.cleaned_data["version"] or 0, links)
        except StaleRecordError as error:
            self._tell(error.stored)
            return False
        except ValidationError as error:
            self.add_error(None, error.messages)
            return False
        except IntegrityError:
            words = gettext("Intet er gemt: en anden har imens gemt eller slettet det samme. Se efter, og prøv igen.")
            self.add_error(None, words)
            return False
        return True

    def create(self, by: models.Model, links: Links) -> None:
        """Add the record. A form whose record has an action of its own calls that instead."""
        add(self.instance, by=by, links=links)

    def write(self, by: models.Model, version: int, links: Links) -> None:
        """Change the record, likewise."""
        change(self.instance, by=by, version=version, links=links)

    def stored_values(self, stored: models.Model) -> dict[str, object]:
        """What a record holds, by field of the form. A form with fields beside the model's adds theirs."""
        return forms.model_to_dict(stored, fields=list(self.fields))

    def _tell(self, stored: models.Model) -> None:
        theirs = self.stored_values(stored)
        pairs = [
            Difference(str(field.label), shown(field, self.cleaned_data[name]), shown(field, theirs[name]))
            for name, field in self.fields.items()
            if name in theirs
        ]
        self.differences = [each for each in pairs if each.mine != each.theirs]
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(stored.version)
        self.add_error(
            None, gettext("En anden har gemt ændringer, mens du skrev. Intet er gemt endnu, og intet er tabt.")
        )

    def _links(self) -> Iterator[tuple[str, list[models.Model]]]:
        """What was chosen, and what the record is linked to without being offered: that stays as it is."""
        for name in (each.name for each in self._meta.model._meta.many_to_many if each.name in self.cleaned_data):
            offered = self.fields[name].queryset.values("pk")
            others = () if self.instance._state.adding else getattr(self.instance, name).exclude(pk__in=offered)
            yield name, [*self.cleaned_data[name], *others]

    def _holds_person_number(self, name: str, value: object) -> bool:
        if isinstance(self.fields[name], forms.URLField):
            return False  # addresses have long numbers of their own
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return any(isinstance(each, str) and holds_person_number(each) for each in texts)


def in_our_time(day: date) -> None:
    """A validator of days and moments; raises :class:`ValidationError`."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(gettext("Skriv en dag mellem %(first)s og %(last)s.") % years)


def posted_version(request: HttpRequest) -> int:
    """The version a form without fields was shown for; 0 for anything that is no number."""
    return whole_number(request.POST.get("version", ""))


def whole_number(text: str) -> int:
    """The number or version of a record as somebody sent it; 0, which none has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def shown(field: forms.Field, value: object) -> str:
    """A value as a reader knows it: the words of a choice, the names of the records that the person is offered."""
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(map(str, _offered(field, value))))
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(map(str, _offered(field, [value])))
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(sorted(_word(field, each) for each in value))
    if isinstance(field, forms.ChoiceField):
        return _word(field, value)
    if isinstance(field, forms.BooleanField):
        return gettext("ja") if value else gettext("nej")
    return str(value)


def _offered(field: forms.ModelChoiceField, values: Iterable[object]) -> models.QuerySet:
    return field.queryset.filter(pk__in=[getattr(each, "pk", each) for each in values])


def _word(field: forms.ChoiceField, value: object) -> str:
    words = {str(each): word for each, word in field.choices}
    return str(words.get(str(value), value))
