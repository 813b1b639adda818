# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Numbers as Danish text, and figures as JSON replies hold them."""

import pytest

from faglaert.sources.danish_numbers import danish_number, shown_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2.351", 2351),
        ("7,3", 7.3),
        ("100,0 %", 100),
        ("100,0\N{NO-BREAK SPACE}%", 100),
        ("0", 0),
        (" 12 ", 12),
        ("1.234.567,89", 1234567.89),
        ("-4,5", -4.5),
        ("\N{MINUS SIGN}4,5", -4.5),
        ("12345", 12345),
    ],
)
def test_a_danish_number_is_read(text: str, number: float) -> None:
    assert danish_number(text) == number


@pytest.mark.parametrize("text", ["", " ", "-", ".", "..", "*"])
def test_no_figure_is_none_and_never_zero(text: str) -> None:
    assert danish_number(text) is None


@pytest.mark.parametrize(
    "text",
    ["7.3", "2.35", "1.2345", "1,2,3", "ca. 12", "1e5", "nan", "inf", "%", "1 2", "٣", "9" * 16, "1.23.456", "--1"],
)
def test_what_is_no_danish_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no Danish number"):
        danish_number(text)


@pytest.mark.parametrize(("value", "number"), [(718, 718.0), (7.5, 7.5), ("7,5", 7.5), (None, None), (0, 0.0)])
def test_a_figure_is_a_number_or_danish_text_or_nothing(value: object, number: float | None) -> None:
    assert shown_number(value) == number


@pytest.mark.parametrize("value", [True, [], {}, float("nan"), float("inf"), 10**400])
def test_other_things_are_no_figures(value: object) -> None:
    with pytest.raises(ValueError, match="is no number"):
        shown_number(value)
