# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Writes what leaves the house: the published store and the release ledger, through disclosure control."""
