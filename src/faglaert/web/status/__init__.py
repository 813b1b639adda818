# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Half-yearly status of the initiatives, with figures that stay as they were when the status was given."""
