# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The labour-market balance: words before numbers, how sure they are, and what other assumptions would give."""
