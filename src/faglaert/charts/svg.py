# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Draws charts as SVG that may stand in a page: small, silent to screen readers, safe under a strict CSP.

The words and the table beside a chart are its accessible form, so the picture itself is hidden from assistive
technology. Roles inside it would be read as an application (and fail accessibility checks), style attributes are
blocked by the content security policy, and class names could meet the page's own.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import vl_convert

from faglaert.charts.marks import Layer
from faglaert.charts.style import FONT

VEGA_LITE_VERSION = "6.4"
NAMESPACE = "http://www.w3.org/2000/svg"

_ALLOWED = frozenset({"svg", "g", "path", "line", "rect", "circle", "text", "tspan"})
_NUMERIC = frozenset(
    {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "viewBox"}
)
_DEFAULTS = {"opacity": "1", "stroke-miterlimit": "10", "transform": "translate(0,0)", "text-anchor": "start"}
_DROPPED = frozenset({"role", "class", "pointer-events", "version", "display"})
_INHERITED = ("font-family", "font-size")
_LONG_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_TRANSLATE = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_EMPTY_PATHS = frozenset({"", "M0,0h0v0h0Z"})

Element = ElementTree.Element


@dataclass(frozen=True)
class Canvas:
    """Measures of a picture in pixels: the plot, the room around it, and the size of its text."""

    width: float
    height: float
    padding: Mapping[str, float]
    text_size: int


def draw(spec: dict[str, Any]) -> str:
    """Draw a specification without a browser; the same specification gives the same text."""
    return clean(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE_VERSION))


def specification(layers: Sequence[Layer], canvas: Canvas) -> dict[str, Any]:
    """The Vega-Lite specification. Sizes are fixed, so that the picture does not depend on the machine's fonts."""
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE_VERSION}.json",
        "width": canvas.width,
        "height": canvas.height,
        "padding": dict(canvas.padding),
        "autosize": {"type": "none"},
        "background": "transparent",
        "config": {"view": {"stroke": None}, "text": {"font": FONT, "fontSize": canvas.text_size}},
        "layer": list(layers),
    }


def element(name: str, text: str = "", **attributes: float | str) -> Element:
    """One shape of a picture that is written as it is; underscores in names stand for hyphens."""
    made = ElementTree.Element(f"{{{NAMESPACE}}}{name}")
    for key, value in attributes.items():
        made.set(key.replace("_", "-"), value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0"))
    made.text = text or None
    return made


def picture(shapes: Sequence[Element], *, width: float, height: float, origin: tuple[float, float], size: int) -> str:
    """Shapes in the order they are drawn as SVG, their zero at ``origin``; ``size`` is that of its text in pixels."""
    hidden = {"aria_hidden": "true", "focusable": "false", "viewBox": f"0 0 {width:g} {height:g}"}
    root = element("svg", width=width, height=height, font_family=FONT, font_size=str(size), **hidden)
    group = element("g", transform=f"translate({origin[0]:g},{origin[1]:g})")
    group.extend(shapes)
    root.append(group)
    return _written(root)


def clean(svg: str) -> str:
    """Strip an SVG of everything a page must not have and round its coordinates to one decimal.

    Raises :class:`ValueError` for elements that could run or load something, or that were never meant to be drawn.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314  (drawn by our own renderer a moment ago)
    _clean_element(root)
    _drop_bare_groups(root)
    _inherit(root)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return _written(root)


def _written(root: Element) -> str:
    """The picture as text, its names without a prefix.

    Prefixes of namespaces are the whole process's: a library that draws codes for log-in gives this one ``svg:``.
    """
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    attributes = dict(root.attrib)
    root.attrib.clear()
    root.attrib.update({"xmlns": NAMESPACE} | attributes)
    return ElementTree.tostring(root, encoding="unicode")


def _clean_element(element: ElementTree.Element) -> None:
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name not in _ALLOWED:
        raise ValueError(f"a chart holds no <{name}>")
    for key, value in list(element.attrib.items()):
        del element.attrib[key]
        for kept_key, kept_value in _kept(key, value):
            element.set(kept_key, kept_value)
    if name == "text":
        _place_text(element)
    for child in list(element):
        if child.get("d") in _EMPTY_PATHS or _is_invisible(child):
            element.remove(child)
        else:
            _clean_element(child)


def _kept(key: str, value: str) -> list[tuple[str, str]]:
    """The attributes that stand in place of one: none, itself with shorter numbers, or those of a style attribute."""
    if key in _DROPPED or key.startswith(("aria-", "on", "{", "xlink")) or _DEFAULTS.get(key) == value:
        return []
    if key == "style":
        pairs = (part.split(":", 1) for part in value.split(";") if ":" in part)
        return [(name.strip(), text.strip()) for name, text in pairs]
    if key == "font-size":
        return [(key, value.removesuffix("px"))]
    return [(key, _LONG_NUMBER.sub(_shortened, value) if key in _NUMERIC else value)]


def _shortened(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _place_text(element: ElementTree.Element) -> None:
    """Say a text's place as x and y, and draw a white edge below the letters, not on them."""
    transform = _TRANSLATE.fullmatch(element.get("transform", ""))
    if transform is not None:
        del element.attrib["transform"]
        element.set("x", transform[1])
        element.set("y", transform[2])
    if element.get("stroke"):
        element.set("paint-order", "stroke")


def _is_invisible(element: ElementTree.Element) -> bool:
    """The frame of a mark group, which the renderer writes although it has neither fill nor stroke."""
    return element.get("class") in {"background", "foreground"} and not (element.get("fill") or element.get("stroke"))


def _drop_bare_groups(element: ElementTree.Element) -> None:
    for position, child in reversed(list(enumerate(element))):
        _drop_bare_groups(child)
        if child.tag == f"{{{NAMESPACE}}}g" and not (child.attrib and len(child)):
            element[position : position + 1] = list(child)


def _inherit(root: ElementTree.Element) -> None:
    """Say the commonest font and type size once, on the picture."""
    texts = [element for element in root.iter() if element.tag == f"{{{NAMESPACE}}}text"]
    for key in _INHERITED:
        counted = Counter(element.get(key, "") for element in texts)
        if not counted:
            continue
        commonest = counted.most_common(1)[0][0]
        root.set(key, commonest)
        for element in texts:
            if element.get(key) == commonest:
                del element.attrib[key]
