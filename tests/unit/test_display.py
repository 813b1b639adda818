# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The formatter: every form the interface promises, in both languages."""

from datetime import date

import pytest

from faglaert import display

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (1234, 0, "1.234", "1,234"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (5313.4, 0, "5.313", "5,313"),
        (-1900, 0, "−1.900", "−1,900"),
        (2.25, 1, "2,3", "2.3"),
        (0.5, 0, "1", "1"),
        (-0.4, 0, "0", "0"),
        (3, 1, "3,0", "3.0"),
    ],
)
def test_number(value, decimals, danish, english):
    assert display.number(value, "da", decimals) == danish
    assert display.number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (0.531, 1, f"53,1{NBSP}%", "53.1%"),
        (2676 / 28681, 1, f"9,3{NBSP}%", "9.3%"),
        (0.145, 0, f"15{NBSP}%", "15%"),
        (0.0665, 1, f"6,7{NBSP}%", "6.7%"),
        (0, 1, f"0,0{NBSP}%", "0.0%"),
        (1, 0, f"100{NBSP}%", "100%"),
    ],
)
def test_share(value, decimals, danish, english):
    assert display.share(value, "da", decimals) == danish
    assert display.share(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (0.032, "+3,2 procentpoint", "+3.2 percentage points"),
        (-0.024, "−2,4 procentpoint", "−2.4 percentage points"),
        (0.0004, "0,0 procentpoint", "0.0 percentage points"),
        (-0.0004, "0,0 procentpoint", "0.0 percentage points"),
    ],
)
def test_points(value, danish, english):
    assert display.points(value, "da") == danish
    assert display.points(value, "en") == english


def test_amounts():
    assert display.million_dkk(20, "da") == "20 mio. kr."
    assert display.million_dkk(2.4, "da") == "2,4 mio. kr."
    assert display.million_dkk(0.15, "da") == "0,15 mio. kr."
    assert display.million_dkk(1.2344, "en") == "DKK 1.234 million"
    assert display.million_dkk(2.4, "en") == "DKK 2.4 million"


def test_dates():
    day = date(2024, 9, 1)
    assert display.long_date(date(2024, 9, 21), "da") == "21. september 2024"
    assert display.long_date(date(2024, 9, 21), "en") == "21 September 2024"
    assert display.short_date(day, "da") == "01.09.2024"
    assert display.short_date(date(2024, 11, 21), "en") == "21 Nov 2024"


@pytest.mark.parametrize(
    ("text", "danish", "english"),
    [
        ("2018", "2018", "2018"),
        ("2019/20", "skoleåret 2019/20", "school year 2019/20"),
        ("2021-01", "januar 2021", "January 2021"),
        ("2026K1", "1. kvartal 2026", "1st quarter 2026"),
        ("2026K4", "4. kvartal 2026", "4th quarter 2026"),
        ("2015/16-2019/20", "skoleårene 2015/16–2019/20", "school years 2015/16–2019/20"),
        ("2010-2014", "2010–2014", "2010–2014"),
        ("2018-2019/20", "2018-2019/20", "2018-2019/20"),
        ("start 2012", "start 2012", "start 2012"),
    ],
)
def test_period_in_words(text, danish, english):
    assert display.period(text, "da") == danish
    assert display.period(text, "en") == english


@pytest.mark.parametrize(
    ("text", "danish", "english"),
    [
        ("2018", "2018", "2018"),
        ("2019/20", "2019/20", "2019/20"),
        ("2021-01", "jan. 2021", "Jan 2021"),
        ("2026K2", "2. kvt. 2026", "Q2 2026"),
        ("anything", "anything", "anything"),
    ],
)
def test_short_period(text, danish, english):
    assert display.short_period(text, "da") == danish
    assert display.short_period(text, "en") == english


@pytest.mark.parametrize(
    ("value", "unit", "danish", "english"),
    [
        (5313, "persons", "5.313 personer", "5,313 people"),
        (1, "persons", "1 person", "1 person"),
        (0.531, "share", f"53,1{NBSP}%", "53.1%"),
        (39, "percent", f"39{NBSP}%", "39%"),
        (12.4, "percent", f"12,4{NBSP}%", "12.4%"),
        (19, "job_titles", "19 stillingsbetegnelser", "19 job titles"),
        (1, "job_titles", "1 stillingsbetegnelse", "1 job title"),
        (11, "programmes", "11 uddannelser", "11 programmes"),
        (3.4, "score", "3,4", "3.4"),
        (20, "million_dkk", "20 mio. kr.", "DKK 20 million"),
        (1234, "count", "1.234", "1,234"),
        (104.5, "index", "104,5", "104.5"),
    ],
)
def test_shown_value_has_its_unit(value, unit, danish, english):
    assert display.value_with_unit(value, unit, "shown", "da") == danish
    assert display.value_with_unit(value, unit, "shown", "en") == english


@pytest.mark.parametrize(
    ("status", "symbol"),
    [("zero", "-"), ("suppressed", ".."), ("not_applicable", "."), ("missing", ":"), ("rounds_to_zero", "~")],
)
def test_status_is_shown_by_its_symbol(status, symbol):
    assert display.value_with_unit(None, "share", status, "da") == symbol
    assert display.value_with_unit(0.0, "persons", status, "en") == symbol


def test_interval_is_shown_in_whole_per_cent():
    assert display.value_with_unit(None, "share", "interval", "da", low=0.1, high=0.24) == f"10–24{NBSP}%"
    assert display.value_with_unit(None, "share", "interval", "en", low=0.1, high=0.24) == "10–24%"


@pytest.mark.parametrize("status", ["shown", "interval"])
def test_promised_number_must_be_there(status):
    with pytest.raises(ValueError, match="value"):
        display.value_with_unit(None, "share", status, "da")


def test_unknown_unit_and_status_are_refused():
    with pytest.raises(ValueError, match="unknown unit"):
        display.value_with_unit(1, "furlongs", "shown", "da")
    with pytest.raises(KeyError):
        display.value_with_unit(1, "share", "perhaps", "da")


@pytest.mark.parametrize(
    ("value", "unit", "danish"),
    [
        (0.1, "share", f"10{NBSP}%"),
        (0.124, "share", f"12,4{NBSP}%"),
        (5313, "persons", "5.313 personer"),
        (3.4, "score", "3,4"),
    ],
)
def test_keyed_figure_keeps_its_own_decimals(value, unit, danish):
    assert display.value_as_written(value, unit, "da") == danish


@pytest.mark.parametrize(
    ("value", "unit", "danish", "english"),
    [
        (1234, "persons", "+1.234 personer", "+1,234 people"),
        (-1, "persons", "−1 person", "−1 person"),
        (-0.024, "share", "−2,4 procentpoint", "−2.4 percentage points"),
        (2, "percent", "+2,0 procentpoint", "+2.0 percentage points"),
        (0, "persons", "uændret", "unchanged"),
    ],
)
def test_change_has_sign_and_unit(value, unit, danish, english):
    assert display.change(value, unit, "da") == danish
    assert display.change(value, unit, "en") == english


@pytest.mark.parametrize("status", ["shown", "interval", "zero", "suppressed", "not_applicable", "missing"])
def test_every_status_has_words_in_both_languages(status):
    words = {display.status_words(status, language) for language in ("da", "en")}
    assert len(words) == 2
    assert "" not in words
