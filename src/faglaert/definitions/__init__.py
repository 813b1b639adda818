# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is meant, as data: programme, sources, classifications, figures, indicators and parameters.

The data files stand beside the strict readers. A reader refuses an unknown key, a missing key and a value of the wrong
kind, and names file and key, so that a definition can never be half in force.
"""
