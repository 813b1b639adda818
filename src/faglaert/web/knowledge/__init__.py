# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What was learned: experiences, methods and tools, found by full-text search, for partners or for everybody."""
