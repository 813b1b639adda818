# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The public site: Django, server-made pages, statistics from the published store only."""
