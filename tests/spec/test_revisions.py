# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a new delivery changed: two small tables in, the differing cells out."""

import polars as pl

from faglaert.sources.revisions import revisions


def delivery(*rows: tuple[str, float | None]) -> pl.DataFrame:
    """Cells of one area: period and value; None is hidden."""
    data = [("101", period, value, value is None) for period, value in rows]
    schema = {"BOPOMR": pl.String, "TID": pl.String, "INDHOLD": pl.Float64, "is_hidden": pl.Boolean}
    return pl.DataFrame(data, schema=schema, orient="row")


def test_every_kind_of_change_and_nothing_else() -> None:
    old = delivery(("2019", 1.0), ("2020", 2.0), ("2021", 3.0), ("2022", None), ("2023", 5.0), ("2024", None))
    new = delivery(("2020", 2.0), ("2021", 3.5), ("2022", 4.0), ("2023", None), ("2024", None), ("2025", 6.0))
    assert revisions(old, new).rows() == [
        ("101", "2019", "removed", 1.0, None),
        ("101", "2021", "revised", 3.0, 3.5),
        ("101", "2022", "revised", None, 4.0),
        ("101", "2023", "revised", 5.0, None),
        ("101", "2025", "added", None, 6.0),
    ]


def test_the_same_delivery_in_another_order_is_no_revision() -> None:
    old = delivery(("2020", 2.0), ("2021", None))
    assert revisions(old, old.reverse()).is_empty()
