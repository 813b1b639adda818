# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Balance of the labour market: residents with an education beside jobs that ask for it, and how sure that is."""
