# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Person-level data: the schema, the readers of registers and school files, pseudonyms, and the synthetic register."""
