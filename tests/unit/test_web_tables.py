# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Danish order of names."""

import pytest

from faglaert.web.components import as_cell
from faglaert.web.tables import Cell, danish_order


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


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        (Cell("4 < 5"), "4 &lt; 5"),
        (Cell("Murer", address='/a?b="1"'), '<a href="/a?b=&quot;1&quot;">Murer</a>'),
        (Cell("..", "vises ikke"), '<span aria-hidden="true">..</span><span class="sr-only">vises ikke</span>'),
        (
            Cell("Murer", language="da", note="<b>"),
            '<span lang="da">Murer</span><span class="ff-note" lang="da">&lt;b&gt;</span>',
        ),
    ],
)
def test_a_cell_is_written_with_its_signs_escaped(cell: Cell, html: str) -> None:
    assert as_cell(cell) == html
