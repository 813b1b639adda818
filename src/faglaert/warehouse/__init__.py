# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The warehouse: one DuckDB file with raw, staging and mart tables. Inside the house only; nothing is served from it."""
