# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The mapping of dropout: where, when and to what pupils are lost, what follows GF2, and where to go and ask."""
