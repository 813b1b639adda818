# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Which programmes come first when criteria are weighed, and how sure that order is: pure functions on arrays."""
