# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Danish order of names."""

from faglaert.web.tables import danish_order


def test_danish_letters_stand_after_z_and_aa_counts_as_the_last() -> None:
    names = ["Aalborg", "Ærø", "Zebra", "Ålborg", "Østerbro", "Odense", "Aarhus", "allerød"]
    assert sorted(names, key=danish_order) == [
        "allerød",
        "Odense",
        "Zebra",
        "Ærø",
        "Østerbro",
        "Aalborg",
        "Ålborg",
        "Aarhus",
    ]


def test_accents_do_not_move_a_name() -> None:
    assert sorted(["Idé", "Ide", "Ida"], key=danish_order) == ["Ida", "Idé", "Ide"]
