# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Funding rounds: calls, applications, assessments, decisions, grants, and the accounts against the frame."""
