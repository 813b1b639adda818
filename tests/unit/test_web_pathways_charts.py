# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Charts of the mapping: safe to put into a page, as wide as they say, and told in words."""

import re
from xml.etree import ElementTree

import pytest

from faglaert.charts.curves import Curve, CurveChart, Step, curve_chart, curve_chart_sentence
from faglaert.charts.flows import Flow, FlowDiagram, flow_diagram, flow_sentence
from faglaert.charts.funnel import Dot, Funnel, funnel, funnel_sentence
from faglaert.charts.heatmap import HeatMap, HeatRow, heat_map, heat_map_sentence
from faglaert.charts.stacked_bars import Bar, StackedBars, stacked_bars, stacked_bars_sentence

CURVES = CurveChart(
    (
        Curve("Frafald", (Step(1, 0.02, 0.01, 0.03), Step(6, 0.1, 0.08, 0.12), Step(7, None))),
        Curve("Omvalg", (Step(12, 0.04, 0.03, 0.05),)),
    ),
    months=24,
    language="da",
)
HEAT = HeatMap(
    (HeatRow("Grundforløb 2", (12.0, 0.0, None, 30.0)), HeatRow("Hovedforløb", (5.0, 8.0, 9.0, 11.0))), "persons", "da"
)
FLOWS = FlowDiagram((Flow("A", "B", 30), Flow("A", "A", 10), Flow("B", "A", 5)), ("A", "B"), "da")
FUNNEL = Funnel((Dot(50, 0.12, "above_95"), Dot(100, -0.01, "inside"), Dot(400, -0.09, "below_998")), 0.7, 1.1, "da")
BARS = StackedBars(
    (
        "På hovedforløb i samme uddannelse",
        "Gået videre med studiekompetence eller på gymnasial uddannelse",
        "Ikke fortsat",
    ),
    (Bar("Kontor, handel og forretningsservice", (0.4, 0.35, 0.25)), Bar("Teknologi", (0.6, None, 0.3))),
    "da",
)
DRAWN = {
    "bars": lambda size: stacked_bars(BARS, size),
    "curves": lambda size: curve_chart(CURVES, size),
    "heat map": lambda size: heat_map(HEAT, size),
    "flows": lambda size: flow_diagram(FLOWS, size),
    "funnel": lambda size: funnel(FUNNEL, size),
}


@pytest.mark.parametrize(("size", "width"), [("narrow", 300), ("wide", 720)])
@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_as_wide_as_it_says_and_hidden_from_screen_readers(name: str, size: str, width: int) -> None:
    root = ElementTree.fromstring(DRAWN[name](size))
    assert abs(float(root.attrib["width"]) - width) <= 1
    assert root.attrib["aria-hidden"] == "true"
    assert re.search(r"style=|<script|href=|class=", DRAWN[name](size)) is None


def test_a_bar_is_as_long_as_its_shares_and_names_them() -> None:
    root = ElementTree.fromstring(stacked_bars(BARS, "wide"))
    texts = ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("text")]
    assert [text for text in texts if "%" in text] == [f"{share}\N{NO-BREAK SPACE}%" for share in (40, 35, 25, 60, 30)]
    assert set(BARS.parts) <= set(texts)


def test_a_long_name_of_a_part_takes_two_lines_on_a_narrow_screen() -> None:
    root = ElementTree.fromstring(stacked_bars(BARS, "narrow"))
    texts = ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("text")]
    assert "Gået videre med studiekompetence" in texts


def test_the_words_of_bars_name_the_largest_part_shown() -> None:
    words = stacked_bars_sentence(BARS)
    assert words.startswith("Kontor, handel og forretningsservice: flest «På hovedforløb i samme uddannelse» (40,0")
    hidden = StackedBars(("a",), (Bar("A", (None,)),), "en")
    assert stacked_bars_sentence(hidden) == "There are no figures to show."


def test_nothing_to_draw_is_no_picture() -> None:
    assert stacked_bars(StackedBars(("a",), (Bar("A", (None,)),), "da"), "wide") == ""
    assert curve_chart(CurveChart((Curve("A", (Step(1, None),)),), 24, "da"), "wide") == ""
    assert heat_map(HeatMap((HeatRow("A", (None, 0.0)),), "persons", "da"), "wide") == ""
    assert flow_diagram(FlowDiagram((), ("A",), "da"), "wide") == ""
    assert funnel(Funnel((), 0, 0, "da"), "wide") == ""


def test_the_words_of_curves_say_where_each_ends() -> None:
    words = curve_chart_sentence(CURVES)
    assert "Frafald: 10,0\N{NO-BREAK SPACE}% efter 6 måneder (8,0–12,0\N{NO-BREAK SPACE}%)." in words
    assert "Omvalg: 4,0\N{NO-BREAK SPACE}% efter 12 måneder" in words


def test_the_words_of_a_curve_without_numbers() -> None:
    chart = CurveChart((*CURVES.curves, Curve("Murer", (Step(1, None),))), 24, "en")
    assert curve_chart_sentence(chart).endswith("Murer: the figures are not shown.")


def test_the_words_of_a_heat_map_name_the_largest_month_of_each_row() -> None:
    assert "grundforløb 2, måned 4: 30 personer" in heat_map_sentence(HEAT)
    assert "hovedforløb, måned 4: 11 personer" in heat_map_sentence(HEAT)


def test_the_words_of_flows_name_the_largest_from_each_place() -> None:
    assert flow_sentence(FLOWS) == "Fra A flest til B (30). Fra B flest til A (5)."


def test_the_words_of_a_funnel_count_what_lies_outside() -> None:
    assert funnel_sentence(FUNNEL) == "3 grupper. 1 ligger over og 1 under grænserne på 95 %, resten inden for."


def test_hidden_months_have_a_colour_of_their_own() -> None:
    without = HeatMap(
        tuple(HeatRow(row.name, tuple(v or 0.0 for v in row.values)) for row in HEAT.rows), "persons", "da"
    )
    assert "vises ikke" in heat_map(HEAT, "wide")
    assert "vises ikke" not in heat_map(without, "wide")
