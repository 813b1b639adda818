# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Published projections stand with their sign, definition and source, and agree with figures keyed elsewhere."""

import pytest

from faglaert.balance.published import accuracy_table, forecast_table
from faglaert.definitions.figures import FOLDER, programme_figures, published_figures
from faglaert.definitions.forecasts import forecast_definitions, published_accuracy, published_forecasts, read_forecasts
from faglaert.errors import DataRefusedError

HEADER, FIRST = (FOLDER / "published_forecasts.csv").read_text(encoding="utf-8").splitlines()[:2]


def values(**wanted: object) -> list[float]:
    """Values of the forecasts that have these fields."""
    return [
        row.value for row in published_forecasts() if all(getattr(row, key) == told for key, told in wanted.items())
    ]


@pytest.mark.parametrize(
    ("figure", "group", "sign"), [("P001", "skilled", -1), ("P028", "unskilled", 1), ("P029", "long_higher", 1)]
)
def test_the_programmes_figures_are_among_them(figure: str, group: str, sign: int) -> None:
    told = next(each for each in programme_figures() if each.id == figure)
    assert sign * told.value in values(area_code=told.area_code, group=group, target_year=2030, kind="balance")


@pytest.mark.parametrize(
    ("figure", "group", "kind", "sign"),
    [
        ("F095", "skilled", "change", -1),
        ("F096", "skilled", "change", -1),
        ("F097", "skilled", "balance", -1),
        ("F098", "unskilled", "balance", 1),
        ("F099", "skilled", "balance", -1),
        ("F110", "skilled", "balance", -1),
        ("F111", "stem", "balance", -1),
    ],
)
def test_figures_keyed_from_pages_are_among_them(figure: str, group: str, kind: str, sign: int) -> None:
    told = next(each for each in published_figures() if each.id == figure)
    assert sign * told.value in values(area_code=told.area_code, group=group, kind=kind)


def test_vintages_of_the_region_changed_by_a_factor() -> None:
    assert sorted(values(area_code="084", group="skilled")) == [-32500, -32000, -8000, -7000]


def test_higher_education_changed_its_sign_between_publishers() -> None:
    assert values(definition_id="ae_initial", group="medium_and_long_higher") == [-65000]
    assert values(definition_id="dream_built_up", group="long_higher") == [57000]


def test_every_definition_is_used_and_told_in_both_languages() -> None:
    assert {row.definition_id for row in published_forecasts()} == set(forecast_definitions())
    assert all(each.text_da and each.text_en for each in forecast_definitions().values())


def test_stocks_of_two_sources_contradict_each_other() -> None:
    fh = values(group="skilled", kind="stock", target_year=2021)[0]
    implied = -values(group="cohorts_1958_1966_skilled", kind="change")[0] / 0.225
    assert implied == pytest.approx(782_000, abs=500)
    assert fh / implied > 1.15


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ae_initial", "unheard_of", "row 2, column definition_id: unknown code 'unheard_of'"),
        (",000,", ",999,", "row 2, column area_code: unknown code '999'"),
        ("2019", "1999", "row 2, column target_year"),
        ("2010-07", "2031-07", "published after the year it tells of"),
        ("2010-07", "July", "row 2, column published"),
        ("balance", "stock", "a stock cannot be negative"),
        ("balance", "guess", "row 2, column kind"),
        ("-45000", "many", "row 2, column value"),
    ],
)
def test_a_faulty_forecast_is_refused_with_its_place(tmp_path, old: str, new: str, told: str) -> None:
    path = tmp_path / "forecasts.csv"
    path.write_text(f"{HEADER}\n{FIRST.replace(old, new, 1)}\n", encoding="utf-8")
    with pytest.raises(DataRefusedError) as refusal:
        read_forecasts(path)
    assert told in str(refusal.value)


def test_a_forecast_that_stands_twice_is_refused(tmp_path) -> None:
    path = tmp_path / "forecasts.csv"
    path.write_text(f"{HEADER}\n{FIRST}\n{FIRST}", encoding="utf-8")
    with pytest.raises(DataRefusedError, match="already stands in row 2"):
        read_forecasts(path)


def test_tables_have_a_row_for_every_figure_and_its_words() -> None:
    forecasts, accuracy = forecast_table(), accuracy_table()
    assert (forecasts.height, accuracy.height) == (len(published_forecasts()), len(published_accuracy()))
    assert forecasts["definition_da"].null_count() == 0
    assert forecasts.filter(forecasts["kind"] == "stock")["value"].min() > 0


def test_best_directions_of_peers_are_the_bars() -> None:
    table = accuracy_table()
    best = {
        kind: table.filter(table["measure"] == kind)["value"].max() for kind in ("direction", "faster_than_average")
    }
    assert best == {"direction": 84, "faster_than_average": 67}
