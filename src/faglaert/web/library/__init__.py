# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the numbers rest on: figures of documents, method, sources, accessibility statement, small machine files."""
