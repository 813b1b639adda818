# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The form of an entry."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.initiatives.forms import programme_choices
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.knowledge.models import Entry
from faglaert.web.workspace.forms import RecordForm

_OFFICE_ALONE = ("audience", "organisation")


class EntryForm(RecordForm):
    """Everything of an entry. Who may read it and whom it is from, the office decides."""

    programme_codes = forms.MultipleChoiceField(label=gettext_lazy("Uddannelser"), required=False)

    class Meta:
        """In the order one tells it."""

        model = Entry
        fields: ClassVar[list[str]] = [
            *("title", "kind", "what", "for_whom", "lessons", "evidence_level"),
            *("audience", "organisation", "contact_name", "contact_email", "programme_codes", "initiatives"),
        ]

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        """Offer what the person may see, and leave out what the person may not decide."""
        super().__init__(*args, **kwargs)
        self.fields["programme_codes"].choices = programme_choices()
        self.fields["initiatives"].queryset = visible_to(user)
        if not user.may(Capability.MANAGE_KNOWLEDGE):
            for name in _OFFICE_ALONE:
                del self.fields[name]
            if self.instance._state.adding:
                self.instance.organisation = user.organisation
