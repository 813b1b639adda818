# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Statistical disclosure control: nothing is published that has not been through here."""

from faglaert.disclosure.checks import violations
from faglaert.disclosure.protect import ProtectedTable, protect

__all__ = ["ProtectedTable", "protect", "violations"]
