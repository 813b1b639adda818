# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The programme as the workspace sees it: tracks and goals, partners, and who works with whom on what."""
