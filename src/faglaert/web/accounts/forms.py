# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms about people."""

from typing import ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy

from faglaert.web.accounts.actions import create_user, update_user
from faglaert.web.accounts.forgetting import FEWEST_LETTERS
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.workspace.forms import RecordForm
from faglaert.web.workspace.records import Links


class PersonForm(forms.Form):
    """Whom to look for."""

    person = forms.CharField(
        label=gettext_lazy("Navn eller e-mail"),
        min_length=FEWEST_LETTERS,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class UserForm(RecordForm):
    """Who a person is, and what the person may do."""

    roles = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Roller"), choices=Role.choices, coerce=Role, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        """No password: the person chooses it."""

        model = User
        fields: ClassVar[list[str]] = ["full_name", "email", "organisation", "is_active"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Start from the roles the person has."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["roles"].initial = sorted(self.instance.roles)

    def clean_email(self) -> str:
        """E-mails differ by more than case."""
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, object]:
        """A partner speaks for an organisation."""
        cleaned = super().clean()
        if Role.PARTNER in cleaned.get("roles", ()) and cleaned.get("organisation") is None:
            self.add_error("organisation", gettext_lazy("En partner hører til en organisation."))
        return cleaned

    def stored_values(self, stored: models.Model) -> dict[str, object]:
        """The roles too."""
        return {**super().stored_values(stored), "roles": stored.roles}

    def create(self, by: User, links: Links) -> None:  # noqa: ARG002 (a person has no links)
        """Make the account with the roles."""
        create_user(self.instance, roles=self.cleaned_data["roles"], by=by)

    def write(self, by: User, version: int, links: Links) -> None:  # noqa: ARG002
        """Change it with the roles."""
        update_user(self.instance, roles=self.cleaned_data["roles"], by=by, version=version)
