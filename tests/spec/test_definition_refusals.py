# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a definition file may not say: a small file in, the refusal out, with file and key."""

import csv
from pathlib import Path

import pytest

from faglaert.definitions import (
    classifications,
    figures,
    indicators,
    marts,
    parameters,
    programme,
    sources,
    synthetic,
    tables,
)
from faglaert.definitions.classifications import Area, AreaLevel
from faglaert.definitions.reading import Definition, read_csv, read_toml, require_unique
from faglaert.errors import DataRefusedError

ROOT = Path(figures.__file__).parent
AREA = "code,level,name_da,name_en,parent_code,valid_from,valid_to\n"

TOML_FILES = [  # the kind of definition, a file of it, a key the file must have, and that key as an error names it
    (indicators.Indicator, "indicators/neet_share.toml", "id", "id"),
    (sources.Source, "sources/dst_neet3.toml", "id", "id"),
    (marts.Mart, "tables/mart_neet.toml", "name", "name"),
    (programme.Programme, "programme.toml", "id", "id"),
    (parameters.MagnitudeRule, "parameters/magnitude.toml", "largest_row_loss_share", "largest_row_loss_share"),
    (parameters._DisclosureRules, "parameters/disclosure.toml", "smallest_count", "rule.0.smallest_count"),
    (synthetic.Frame, "parameters/synthetic_world.toml", "closes", "closes"),
    (synthetic._Rates, "parameters/synthetic_rates.toml", "source", "rate.0.source"),
    (synthetic.Calibration, "parameters/synthetic_calibration.toml", "persons", "persons"),
    (figures._Catalogue, "figures/catalogue.toml", "name", "series.0.name"),
    (tables._Columns, "tables/columns.toml", "type", "column.area_code.type"),
]
CSV_FILES = [  # the kind of row, its file, a column the file must have, and a column with what cannot stand there
    (classifications.Area, "classifications/areas.csv", "code", "valid_from", "soon"),
    (classifications.Tile, "classifications/tile_map.csv", "short_name", "column", "1.5"),
    (classifications.MainArea, "classifications/main_areas.csv", "key", "valid_from", "2015"),
    (classifications.VocationalProgramme, "classifications/vocational_programmes.csv", "name_da", "is_residual", "x"),
    (classifications.Education, "classifications/disced15.csv", "name_da", "level", "two"),
    (classifications.Occupation, "classifications/disco08.csv", "name_da", "level", "six"),
    (classifications.Industry, "classifications/db07.csv", "name_da", "level", "2"),
    (classifications.LabourCouncilArea, "classifications/rar_areas.csv", "region_code", "valid_from", "2015"),
    (classifications.JobTitle, "classifications/job_titles.csv", "disco_code", "requires", "a course"),
    (classifications.AgeBand, "classifications/age_bands.csv", "name_en", "lower_age", "young"),
    (classifications.SchoolYear, "classifications/school_years.csv", "valid_to", "valid_from", "august"),
    (classifications.Symbol, "classifications/symbols.csv", "status", "valid_from", "never"),
    (synthetic.IntakeYear, "parameters/synthetic_intake.csv", "total", "OSP", "some"),
    (synthetic.SyntheticProgramme, "parameters/synthetic_programmes.csv", "main_months", "female_share", "1.2"),
    (synthetic.SyntheticSchool, "parameters/synthetic_schools.csv", "kind", "code", "101401"),
    (synthetic.Target, "parameters/synthetic_targets.csv", "measure", "slope", "steep"),
    (figures.ProgrammeFigure, "figures/programme.csv", "section", "track", "4"),
    (figures.PublishedFigure, "figures/published.csv", "source_url", "unit", "kilo"),
    (figures.SeriesFigure, "figures/neet_share.csv", "period", "value", "9,14"),
]


def lines(name: str) -> list[list[str]]:
    """The header and the first row of a definition file."""
    with (ROOT / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))[:2]


def written(path: Path, rows: list[list[str]]) -> Path:
    """Rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    return path


@pytest.mark.parametrize(("model", "name", "key", "place"), TOML_FILES)
def test_an_unknown_key_is_refused_by_name(
    tmp_path: Path, model: type[Definition], name: str, key: str, place: str
) -> None:
    path = tmp_path / Path(name).name
    path.write_text("colour = 'red'\n" + (ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataRefusedError, match=rf"{path.name}, column colour: Extra inputs are not permitted"):
        read_toml(model, path)


@pytest.mark.parametrize(("model", "name", "key", "place"), TOML_FILES)
def test_a_missing_key_is_refused_by_name(
    tmp_path: Path, model: type[Definition], name: str, key: str, place: str
) -> None:
    path = tmp_path / Path(name).name
    text = (ROOT / name).read_text(encoding="utf-8")
    assert f"\n{key} = " in f"\n{text}"
    path.write_text(f"\n{text}".replace(f"\n{key} = ", "\n# ", 1), encoding="utf-8")
    with pytest.raises(DataRefusedError, match=rf"{path.name}, column {place}: Field required"):
        read_toml(model, path)


@pytest.mark.parametrize(("model", "name", "key", "place"), TOML_FILES)
def test_a_key_of_another_kind_is_refused_by_name(
    tmp_path: Path, model: type[Definition], name: str, key: str, place: str
) -> None:
    path = tmp_path / Path(name).name
    text = (ROOT / name).read_text(encoding="utf-8")
    path.write_text(f"\n{text}".replace(f"\n{key} = ", f"\n{key} = [] # ", 1), encoding="utf-8")
    with pytest.raises(DataRefusedError, match=rf"{path.name}, column {place}: Input should be"):
        read_toml(model, path)


@pytest.mark.parametrize(("model", "name", "key", "column", "cell"), CSV_FILES)
def test_a_missing_column_is_refused_in_every_row(
    tmp_path: Path, model: type[Definition], name: str, key: str, column: str, cell: str
) -> None:
    header, row = lines(name)
    place = header.index(key)
    path = written(tmp_path / Path(name).name, [header[:place] + header[place + 1 :], row[:place] + row[place + 1 :]])
    with pytest.raises(DataRefusedError, match=rf"{path.name}, row 2, column {key}: Field required"):
        read_csv(model, path)


@pytest.mark.parametrize(("model", "name", "key", "column", "cell"), CSV_FILES)
def test_a_cell_of_another_kind_is_refused_with_its_row(
    tmp_path: Path, model: type[Definition], name: str, key: str, column: str, cell: str
) -> None:
    header, row = lines(name)
    wrong = [cell if title == column else value for title, value in zip(header, row, strict=True)]
    path = written(tmp_path / Path(name).name, [header, row, wrong])
    with pytest.raises(DataRefusedError) as refusal:
        read_csv(model, path)
    assert [(found.row, found.column) for found in refusal.value.findings] == [(3, column)]


@pytest.mark.parametrize(("model", "name", "key", "column", "cell"), CSV_FILES)
def test_an_unknown_column_is_refused_by_name(
    tmp_path: Path, model: type[Definition], name: str, key: str, column: str, cell: str
) -> None:
    header, row = lines(name)
    path = written(tmp_path / Path(name).name, [[*header, "colour"], [*row, "red"]])
    with pytest.raises(DataRefusedError, match=rf"{path.name}, row 1, column colour: unknown column"):
        read_csv(model, path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('direction = "down"', 'direction = "sideways"', "column direction: Input should be 'up' or 'down'"),
        ("goal = 3", "goal = 4", "column goal: Input should be 1, 2 or 3"),
        ('unit = "share"', 'unit = "persons"', "a share has a denominator text"),
        ('numerator = "numerator_count"\n', "", "numerator and denominator go together"),
        ('en = "', 'en = ""#', "both da and en must be filled"),
        ("review_date = 2027-06-30", 'review_date = "soon"', "column review_date"),
    ],
)
def test_a_wrong_value_in_an_indicator(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = (ROOT / "indicators/neet_share.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "neet_share.toml"
    path.write_text(text.replace(old, new, 1) if new != 'en = ""#' else _emptied(text), encoding="utf-8")
    with pytest.raises(DataRefusedError, match=r"neet_share\.toml") as refusal:
        read_toml(indicators.Indicator, path)
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("101,city,A,A,01,2007-01-01,\n", "row 2, column level: Input should be 'nation'"),
        ("101,municipality,A,A,01,2007-13-01,\n", "row 2, column valid_from"),
        ("101,municipality,A,A,01,2007-01-01\n", "row 2: has 6 fields, expected 7"),
        (
            "101,municipality,A,A,01,2007-01-01,\n,municipality,B,B,01,2007-01-01,\n",
            "row 3, column code: Field required",
        ),
        ('101,"municipality,A,A,01,2007-01-01,\n', "cannot be read as CSV"),
    ],
)
def test_a_wrong_row_in_a_classification(tmp_path: Path, rows: str, words: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(AREA + rows, encoding="utf-8")
    with pytest.raises(DataRefusedError) as refusal:
        read_csv(Area, path)
    assert words in str(refusal.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"= 3", None])
def test_an_unreadable_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "programme.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataRefusedError, match=r"programme\.toml cannot be read as TOML"):
        read_toml(programme.Programme, path)


def test_a_repeated_key_is_refused_with_both_rows() -> None:
    with pytest.raises(DataRefusedError, match=r"x\.csv, row 4: key 'a' already stands in row 2"):
        require_unique(Path("x.csv"), ["a", "b", "a"])


def test_good_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(AREA + "101,municipality,København,Copenhagen,01,2007-01-01,\n", encoding="utf-8")
    (area,) = read_csv(Area, path)
    assert (area.code, area.level, area.name_da, area.valid_to) == ("101", AreaLevel.MUNICIPALITY, "København", None)


def _emptied(text: str) -> str:
    """The first English text of a definition, emptied."""
    start = text.index('en = "') + len('en = "')
    return text[:start] + text[text.index('"', start) :]


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [("OSP", "1", "must both add up to the total"), ("autumn", "99999", "autumn is more than the total")],
)
def test_first_starts_that_do_not_add_up_are_refused(tmp_path: Path, column: str, cell: str, problem: str) -> None:
    heading, row = lines("parameters/synthetic_intake.csv")
    row[heading.index(column)] = cell
    with pytest.raises(DataRefusedError, match=problem):
        read_csv(synthetic.IntakeYear, written(tmp_path / "intake.csv", [heading, row]))


def test_a_target_with_a_factor_says_how_it_is_moved(tmp_path: Path) -> None:
    heading, row = lines("parameters/synthetic_targets.csv")
    row[heading.index("factor")] = "left_basic"
    with pytest.raises(DataRefusedError, match="factor, effect and slope go together"):
        read_csv(synthetic.Target, written(tmp_path / "targets.csv", [heading, row]))
