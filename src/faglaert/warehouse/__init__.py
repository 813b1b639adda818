# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The warehouse: one DuckDB file with raw, staging and mart tables; inside the house only, never served."""
