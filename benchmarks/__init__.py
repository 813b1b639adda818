# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Speed, measured with a peer in the same run and given as a ratio."""
