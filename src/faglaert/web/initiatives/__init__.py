# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The initiatives of the programme: what they should change, how far they are, and what is planned."""
