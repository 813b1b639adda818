# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The programme and its indicators: front page, list, indicator pages and their files."""
