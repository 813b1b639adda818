# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a delivered file may not say: table in, refusals out, each with row, column and reason."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from faglaert.definitions.file_requests import FileRequest
from faglaert.errors import DataRefusedError
from faglaert.sources.delivered_files import read_delivered
from tests.delivered_files import AGREEMENTS, BALANCE, SOURCES, WELLBEING, as_csv, as_excel

REFUSALS = [  # source, text, what is put in its place, and row, column and words of the refusal
    ("star_balance", "RAR Fyn", "RAR Køge", 7, "rar", "is 'RAR Køge'; expected Bornholm, Fyn"),
    ("star_balance", "Gode jobmuligheder", "God", 5, "kategori", "is 'God'; expected Omfattende mangel"),
    ("star_balance", "Murer;RAR Fyn", ";RAR Fyn", 7, "stillingsbetegnelse", "is empty"),
    ("star_balance", "Kok;RAR Hovedstaden;januar 2026", "Kok;RAR Hovedstaden;13-2026", 5, "periode", "no day or month"),
    ("star_balance", "Kok;RAR Hovedstaden;januar 2026", "Kok;RAR Hovedstaden;vinter", 5, "periode", "is no month"),
    ("star_balance", "Murer;RAR Fyn", "Kok;RAR Hovedstaden", 7, "stillingsbetegnelse, rar, periode", "as in row 5"),
    ("star_balance", "Gode jobmuligheder", "Gode jobmuligheder;!", 5, None, "more cells than there are headings"),
    ("uvm_wellbeing_file", "3,9", "5,1", 2, "gennemsnit", "is '5,1', which lies outside 1 to 5"),
    ("uvm_wellbeing_file", "3,9", "god", 2, "gennemsnit", "is 'god', which is no number"),
    ("uvm_wellbeing_file", "1.084", "1,5", 2, "antal svar", "expected a whole number"),
    ("uvm_wellbeing_file", "Elektriker", "Elektrikker", 2, "uddannelse", "is 'Elektrikker'; expected Alle, I alt"),
    ("uvm_wellbeing_file", "147401", "TEC", 2, "institutionsnummer", "has not the form"),
    ("uvm_wellbeing_file", "147401;2025", "147401;25", 2, "år", "is no year"),
    ("uvm_agreements_file", "84;42", "42;84", 2, "med aftale", "is 84, more than elever, which is 42"),
    ("uvm_agreements_file", "84;42", "84;-4", 2, "med aftale", "lies outside 0 to no limit"),
]
TEXTS = {"star_balance": BALANCE, "uvm_wellbeing_file": WELLBEING, "uvm_agreements_file": AGREEMENTS}


def refusal(path: Path, source_id: str) -> DataRefusedError:
    request = SOURCES[source_id].file
    assert request is not None
    with pytest.raises(DataRefusedError) as caught:
        read_delivered(path, request, name=path.name)
    return caught.value


@pytest.mark.parametrize(("source_id", "good", "bad", "row", "column", "words"), REFUSALS)
def test_a_row_is_refused_by_row_column_and_reason(
    tmp_path: Path, source_id: str, good: str, bad: str, row: int, column: str | None, words: str
) -> None:
    assert good in TEXTS[source_id]
    error = refusal(as_csv(tmp_path, TEXTS[source_id].replace(good, bad, 1)), source_id)
    (finding,) = error.findings
    assert (finding.file, finding.row, finding.column) == ("delivered.csv", row, column)
    assert words in finding.problem


def test_an_excel_row_has_the_number_the_program_shows(tmp_path: Path) -> None:
    rows: list[list[object]] = [line.split(";") for line in BALANCE.splitlines()]
    error = refusal(as_excel(tmp_path, [*rows[:3], [], ["Kok", "Køge", "2026-01", "Mangel"]]), "star_balance")
    assert [(each.row, each.column) for each in error.findings] == [(5, "rar")]


def test_every_refused_row_is_listed(tmp_path: Path) -> None:
    lines = BALANCE.splitlines()
    error = refusal(as_csv(tmp_path, "\n".join([lines[0], *["x;y;z;w"] * 500])), "star_balance")
    assert {each.row for each in error.findings} == set(range(2, 502))
    assert len(error.findings) == 1500


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        (BALANCE.replace("periode", "tid", 1), "periode", "is missing; the headings are"),
        (BALANCE.replace("periode", "rar", 1), "rar", "stands twice in the headings"),
        (BALANCE.replace("rar;", "rar;note;", 1), "'note'", "is no column of this file"),
        (BALANCE.splitlines()[0], None, "holds no rows"),
        ("", None, "is empty"),
        ("\0", None, "is no text in UTF-8 or Latin-1"),
    ],
)
def test_a_file_is_refused_as_a_whole(tmp_path: Path, text: str, column: str | None, words: str) -> None:
    findings = refusal(as_csv(tmp_path, text), "star_balance").findings
    assert [each for each in findings if each.column == column and words in each.problem] != []


def test_a_file_that_only_calls_itself_excel_is_refused(tmp_path: Path) -> None:
    (finding,) = refusal(as_csv(tmp_path, BALANCE, "delivered.xlsx"), "star_balance").findings
    assert "cannot be read as Excel" in finding.problem


TITLE = {"name": "titel", "meaning": {"da": "t", "en": "t"}, "type": "text", "example": "x"}
COUNT = {**TITLE, "name": "n", "type": "whole", "role": "measure"}


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"columns": []}, "at least 1 item"),
        ({"columns": [{**TITLE, "type": "code"}]}, "a code has values or a classification"),
        ({"columns": [{**TITLE, "values": {"a": "b"}}]}, "a code has values or a classification"),
        ({"columns": [TITLE, {**COUNT, "role": "key"}]}, "a measure is a whole or decimal number"),
        ({"columns": [TITLE, {**COUNT, "headings": ["TITEL"]}]}, "no heading may stand twice"),
        ({"columns": [COUNT]}, "at least one key column"),
        ({"columns": [TITLE, COUNT], "not_above": {"n": "titel"}}, "not_above names measures"),
        ({"columns": [TITLE], "colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_definition_of_a_file_that_does_not_fit_is_refused(request_: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        FileRequest.model_validate(request_)
