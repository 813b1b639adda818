# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The append-only log of every change in the workspace, each entry chained to the one before."""
