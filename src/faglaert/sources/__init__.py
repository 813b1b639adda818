# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fetches what others publish into snapshots that are never edited: one module a provider, one store for all."""
