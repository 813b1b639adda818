# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a card says of a figure: change, verdict, wished direction, and the document's own writing."""

from dataclasses import replace

import pytest
from django.utils import translation

from faglaert.definitions.indicators import Baseline, indicators
from faglaert.published.store import IndicatorSummary, Observation
from faglaert.web.explore import cards
from faglaert.web.explore.areas import choose_area

NEET = indicators()["neet_share"]


def observed(value: float | None = 0.093, status: str = "shown", period: str = "2024") -> Observation:
    return Observation(
        indicator_id="neet_share",
        area_code="084",
        period=period,
        value=value,
        numerator_count=None,
        denominator_count=None,
        low_value=None,
        high_value=None,
        status=status,
        data_kind="official",
        source_id="dst_neet3",
        snapshot_id="x",
    )


def changed(change: float | None, *, wished: str = "down") -> IndicatorSummary:
    indicator = NEET.model_copy(update={"direction": wished})
    return IndicatorSummary(indicator, observed(), change, is_baseline_only=change is None)


@pytest.mark.parametrize(
    ("change", "wished", "words"),
    [
        (-0.007, "down", "i den ønskede retning"),
        (0.007, "down", "modsat den ønskede retning"),
        (0.007, "up", "i den ønskede retning"),
        (-0.007, "up", "modsat den ønskede retning"),
        (0.0, "up", ""),
        (0.0001, "up", ""),
        (None, "up", ""),
    ],
)
def test_verdict_compares_change_and_wish(change: float | None, wished: str, words: str) -> None:
    assert cards.verdict(changed(change, wished=wished), "da") == words


def test_verdict_speaks_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert cards.verdict(changed(-0.007), "en") == "in the wished direction"


def test_change_has_sign_and_unit() -> None:
    assert cards.change_text(changed(-0.007), "da") == "−0,7 procentpoint"
    assert cards.change_text(changed(None), "da") == ""


def test_the_document_s_own_figure_is_written_as_it_is_there() -> None:
    baseline = Baseline(value=0.10, period="2018", area_code="084", figure_id="P038")
    indicator = NEET.model_copy(update={"baseline": baseline})
    own = observed(0.10, period="2018")
    assert cards.value_text(own, indicator, "en") == "10%"
    assert cards.value_text(replace(own, period="2019"), indicator, "en") == "10.0%"
    assert cards.value_text(replace(own, area_code="101"), indicator, "en") == "10.0%"


def test_a_hidden_figure_is_its_symbol() -> None:
    assert cards.value_text(observed(None, "suppressed"), NEET, "da") == ".."


@pytest.mark.parametrize(("wished", "icon"), [("up", "arrow-upward"), ("down", "arrow-downward")])
def test_direction_has_words_beside_the_arrow(wished: str, icon: str) -> None:
    found = cards.direction(NEET.model_copy(update={"direction": wished}))
    assert found.icon == icon
    assert found.words == f"Ønsket retning: {'op' if wished == 'up' else 'ned'}"


def test_areas_are_grouped_and_in_danish_order() -> None:
    codes = ("217", "101", "751", "084", "000")
    choice = choose_area(tuple(replace(observed(), area_code=code) for code in codes), "101", "da")
    assert [option.name for option in choice.in_region] == ["Helsingør", "København"]
    assert [option.code for option in choice.elsewhere] == ["751"]
    assert [option.code for option in choice.wider] == ["000", "084"]
    assert [option.code for option in choice.in_region if option.is_selected] == ["101"]


def test_an_area_without_figures_is_refused() -> None:
    with pytest.raises(KeyError):
        choose_area((observed(),), "101", "da")
