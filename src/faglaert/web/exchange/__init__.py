# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Partners, initiatives and milestones as spreadsheets, in and out, and everything an organisation entered."""
