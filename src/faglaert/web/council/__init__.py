# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The council (Fremtidens Kompetenceråd): meetings, evidence as it stood, priorities, decisions, and looking back."""
