# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The synthetic register: persons that never lived, drawn from declared rates (docs/methods/synthetic-register.md)."""
