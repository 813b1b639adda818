# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is set up when the program starts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and organisations."""

    name = "faglaert.web.accounts"

    def ready(self) -> None:
        """Listen to what the library tells of log-ins that fail."""
        from allauth.mfa.signals import authentication_failed  # models are not there before

        from faglaert.web.accounts.login_log import log_wrong_second_step

        authentication_failed.connect(log_wrong_second_step)
