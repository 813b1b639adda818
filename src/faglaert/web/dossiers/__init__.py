# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One page per vocational programme: all that is known of it, what is not, and the same as a paper and as files."""
