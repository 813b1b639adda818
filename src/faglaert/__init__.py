# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Faglært: the evidence system of a regional programme on skilled education."""

__version__ = "0.1.0"
