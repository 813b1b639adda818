# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms that carry what a browser says about a passkey. What no browser would say is refused like a wrong key."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy


@contextmanager
def _refusing_nonsense() -> Iterator[None]:
    """The library reads the answer of a browser without looking whether it is one."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class PasskeyForm(passkeys.AddWebAuthnForm):
    """A new passkey. It always logs in without a password, so nobody is asked whether it should."""

    name = forms.CharField(
        label=gettext_lazy("Navn på nøglen"),
        help_text=gettext_lazy("For eksempel den telefon eller computer, den ligger på."),
        max_length=60,
        required=False,
    )
    passwordless = None

    def clean(self) -> dict[str, object]:
        """The key that was made has to be one."""
        with _refusing_nonsense():
            return super().clean()


class PasskeyLoginForm(passkeys.LoginWebAuthnForm):
    """A passkey in the place of a password."""

    def clean_credential(self) -> Authenticator:
        """The key that was used."""
        with _refusing_nonsense():
            return super().clean_credential()


class PasskeyStepForm(passkeys.AuthenticateWebAuthnForm):
    """A passkey after a password."""

    def clean_credential(self) -> Authenticator:
        """The key that was used."""
        with _refusing_nonsense():
            return super().clean_credential()


class PasskeyConfirmForm(passkeys.ReauthenticateWebAuthnForm):
    """A passkey once more."""

    def clean_credential(self) -> Authenticator:
        """The key that was used."""
        with _refusing_nonsense():
            return super().clean_credential()
