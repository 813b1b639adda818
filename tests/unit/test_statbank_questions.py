# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is asked of a table: values that stand for codes, what has gone, cells, and splitting."""

import pytest

from faglaert.definitions.sources import StatbankRequest
from faglaert.errors import SourceError
from faglaert.sources.statbank_questions import CELL_LIMIT, Question, cell_count, pose, split
from faglaert.sources.statbank_tables import TableInfo
from tests.integration.replay.figures import tables

QUARTERS = [f"{year}K{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)]
FRKM = {"KOMMUNEDK": ("*",), "ALDER": ("*",), "KØN": ("*",), "Tid": (">=2026<=2040",)}


def values(*codes: str) -> list[dict[str, str]]:
    return [{"id": code, "text": code} for code in codes]


INFO = TableInfo.model_validate(
    {
        "id": "PRØVE",
        "text": "En lille tabel",
        "updated": "2026-02-11T08:00:00",
        "footnote": {"a key": "that is not used"},
        "variables": [
            {"id": "OMRÅDE", "text": "område", "elimination": True, "values": values("000", "084", "101", "400")},
            {"id": "ALDER", "text": "alder", "elimination": False, "values": values("16-24", "25-29")},
            {"id": "Tid", "text": "tid", "elimination": False, "time": True, "values": values(*QUARTERS)},
        ],
    }
)


def ask(file_format: str = "CSV", **variables: tuple[str, ...]) -> Question:
    request = {"OMRÅDE": ("*",), "ALDER": ("*",), "Tid": ("*",)} | variables
    return pose(INFO, StatbankRequest(table="PRØVE", format=file_format, variables=request))


def info(table_id: str) -> TableInfo:
    return TableInfo.model_validate(tables()[table_id].info())


def chosen(value: str, *, variable: str = "Tid") -> list[str]:
    question = ask(**{variable: (value,)})
    return next(list(each.codes) for each in question.selections if each.variable.id == variable)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("*", QUARTERS),
        ("*K1", ["2024K1", "2025K1", "2026K1"]),
        ("*k1", ["2024K1", "2025K1", "2026K1"]),
        ("2025*", ["2025K1", "2025K2", "2025K3", "2025K4"]),
        ("2026k4", ["2026K4"]),
        (">=2026K3", ["2026K3", "2026K4"]),
        (">2026K3", ["2026K4"]),
        ("<=2024k2", ["2024K1", "2024K2"]),
        ("<2024K2", ["2024K1"]),
        (">=2024K4<=2025K1", ["2024K4", "2025K1"]),
        ("(1)", ["2026K4"]),
        ("(2)", ["2026K3"]),
        ("(-n+3)", ["2026K2", "2026K3", "2026K4"]),
        ("-(-n+3)", ["2024K1", "2024K2", "2024K3"]),
        ("-(1)", ["2024K1"]),
        ("(4n)", ["2024K1", "2025K1", "2026K1"]),
        ("(n+10)", ["2024K1", "2024K2", "2024K3"]),
    ],
)
def test_values_of_time_stand_for_periods(value: str, codes: list[str]) -> None:
    assert chosen(value) == codes


def test_codes_are_found_without_regard_to_case_and_come_in_the_order_of_the_table() -> None:
    question = ask(Tid=("2026k2", "2024K1"))
    assert question.selections[2].codes == ("2024K1", "2026K2")


@pytest.mark.parametrize(
    "value", ["2099K1", "(13)", "(0)", "()", ">=2030K1", "*K5", "", "20", "<>", "sum(2024K1;2099K1)"]
)
def test_a_period_that_is_not_there_is_refused(value: str) -> None:
    with pytest.raises(SourceError, match="variable Tid has no"):
        chosen(value)


@pytest.mark.parametrize("value", ["(1)", ">=000", "999"])
def test_rules_on_time_hold_for_time_only(value: str) -> None:
    with pytest.raises(SourceError, match="variable OMRÅDE has nothing that is"):
        chosen(value, variable="OMRÅDE")


def test_everything_that_has_gone_is_named_at_once() -> None:
    request = {"OMRÅDE": ("000", "851"), "HERKOMST": ("TOT",), "ALDER": ("1624",), "Tid": ("*",)}
    with pytest.raises(SourceError) as caught:
        pose(INFO, StatbankRequest(table="PRØVE", variables=request))
    assert str(caught.value).split("\n  ") == [
        "table PRØVE cannot be asked as configured:",
        "variable OMRÅDE has nothing that is 851; it has 000, 084, 101, 400",
        "variable HERKOMST is not in the table, which has OMRÅDE, ALDER, Tid",
        "variable ALDER has nothing that is 1624; it has 16-24, 25-29",
    ]


def test_a_long_list_of_codes_is_cut_in_messages() -> None:
    request = StatbankRequest(table="FRKM126", variables={**FRKM, "ALDER": ("101",)})
    with pytest.raises(SourceError, match=r"it has TOT, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 90 more"):
        pose(info("FRKM126"), request)


def test_bulk_needs_every_variable() -> None:
    with pytest.raises(SourceError, match="variable OMRÅDE must be given in the format BULK"):
        pose(INFO, StatbankRequest(table="PRØVE", variables={"ALDER": ("*",), "Tid": ("*",)}))


def test_only_a_variable_with_a_total_may_be_left_out_elsewhere() -> None:
    with pytest.raises(SourceError, match=r"variable ALDER must be given$"):
        pose(INFO, StatbankRequest(table="PRØVE", format="CSV", variables={"Tid": ("*",)}))
    question = pose(INFO, StatbankRequest(table="PRØVE", format="CSV", variables={"ALDER": ("*",)}))
    assert question.columns == ("ALDER", "TID")


def test_no_period_means_the_latest() -> None:
    question = pose(INFO, StatbankRequest(table="PRØVE", format="CSV", variables={"alder": ("16-24",)}))
    assert question.selections[1].codes == ("2026K4",)
    assert question.body["variables"] == [{"code": "ALDER", "values": ["16-24"]}]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("sum(084;101)", None),
        ("sum(ØST=084;400)", "ØST"),
        ("sum(Ø|[da Øst][en East]=084;400)", "Ø"),
        ("divide(101;000)", None),
    ],
)
def test_a_computed_value_is_known_by_the_name_it_is_given(value: str, code: str | None) -> None:
    selection = ask(OMRÅDE=(value, "000")).selections[0]
    assert (selection.codes, selection.computed, selection.size) == (("000",), (code,), 2)


def test_nothing_is_computed_in_a_streamed_format() -> None:
    with pytest.raises(SourceError, match=r"sum\(084;101\) cannot be computed in the format BULK"):
        ask("BULK", OMRÅDE=("sum(084;101)",))


def test_the_body_is_what_the_api_takes() -> None:
    assert ask("BULK", OMRÅDE=("101",), Tid=("(1)",)).body == {
        "table": "PRØVE",
        "format": "BULK",
        "lang": "da",
        "valuePresentation": "Code",
        "variables": [
            {"code": "OMRÅDE", "values": ["101"]},
            {"code": "ALDER", "values": ["*"]},
            {"code": "Tid", "values": ["(1)"]},
        ],
    }


def test_cells_are_rows_times_fields() -> None:
    assert cell_count(ask()) == 4 * 2 * 12 * 4
    assert cell_count(ask(OMRÅDE=("000",), ALDER=("16-24",), Tid=("(1)",))) == 4


def test_the_projection_of_fifteen_years_is_too_much_at_once() -> None:
    question = pose(info("FRKM126"), StatbankRequest(table="FRKM126", format="CSV", variables=FRKM))
    assert cell_count(question) == 299_880 * 5 == 1_499_400
    parts = split(question)
    assert [len(part.selections[3].codes) for part in parts] == [10, 5]
    assert all(cell_count(part) <= CELL_LIMIT for part in parts)


def test_bulk_is_never_split() -> None:
    question = pose(info("FRKM126"), StatbankRequest(table="FRKM126", variables=FRKM))
    assert split(question) == (question,)


@pytest.mark.parametrize("limit", [1_536, 1_000, 128, 40, 32, 8, 4])
def test_the_parts_are_within_the_limit_and_together_the_whole(limit: int) -> None:
    question = ask()
    combinations = [
        (area, age, period)
        for part in split(question, limit=limit)
        if cell_count(part) <= limit
        for area in part.selections[0].codes
        for age in part.selections[1].codes
        for period in part.selections[2].codes
    ]
    assert len(combinations) == len(set(combinations)) == 4 * 2 * 12


def test_time_is_divided_first() -> None:
    first, *_ = split(ask(), limit=200)
    assert [len(each.codes) for each in first.selections] == [4, 2, 6]
    assert first.body["variables"][2]["values"] == QUARTERS[:6]


def test_what_cannot_be_split_is_refused() -> None:
    with pytest.raises(SourceError, match="8 cells are too many at once; ask for it as BULK"):
        split(ask(OMRÅDE=("sum(084;101)", "000"), ALDER=("16-24",), Tid=("(1)",)), limit=4)
