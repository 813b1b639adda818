# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pure functions from published figures to pictures (SVG) and to the sentences that say the same in words."""
