# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The mentor scheme and partnerships on apprenticeships: mentors, companies' offers, goals, and agreements followed."""
