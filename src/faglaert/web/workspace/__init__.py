# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The signed-in side: its frame, its start page, and what every record in it has in common."""
