# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Papers from the published store: plain data, a document made of it, and the document as accessible PDF."""
