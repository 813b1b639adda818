# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Statistical disclosure control: nothing is published that has not been through here."""

from faglaert.disclosure.checks import violations
from faglaert.disclosure.protect import ProtectedTable, pass_as_published, protect

__all__ = ["ProtectedTable", "pass_as_published", "protect", "violations"]
