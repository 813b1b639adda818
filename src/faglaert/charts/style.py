# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Colours and type of the charts, as the design system has them; every text colour is 4.5:1 or more on white."""

FONT = "IBM Plex Sans, sans-serif"

MAIN = "#0059b3"
INTERVAL = "#7fb2df"
COMPARISON = "#6b6b6b"
BASELINE = "#595959"
TARGET = "#1b6e3c"
TEXT = "#454545"
GRID = "#dcdcdc"
AXIS = "#8a8a8a"

DARK_TEXT = "#1a1a1a"
LIGHT_TEXT = "#ffffff"

CLASS_COLOURS = ("#e3eefa", "#b5d2ee", "#7fb2df", "#2b74b8", "#003d78")
"""Classes of a map, lowest first."""

WITHOUT_NUMBER_FILL = "#f0f0f0"
WITHOUT_NUMBER_EDGE = "#757575"

_LETTER_SHARES = {"0123456789+": 0.64, "%": 0.95, " .,:;'il|": 0.34, "mwMWÆ": 0.95}
_OTHER_LETTER_SHARE = 0.61
_BOLD = 1.09


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """About how many pixels a text is wide, on the safe side for IBM Plex Sans and the fonts that may stand in."""
    ems = sum(_letter_share(letter) for letter in text.replace("\N{NO-BREAK SPACE}", " "))
    return ems * size * (_BOLD if is_bold else 1)


def _letter_share(letter: str) -> float:
    return next((share for letters, share in _LETTER_SHARES.items() if letter in letters), _OTHER_LETTER_SHARE)


def text_on(fill: str) -> str:
    """The text colour that reads best on a fill."""
    return max((DARK_TEXT, LIGHT_TEXT), key=lambda colour: contrast(colour, fill))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours ``#rrggbb`` as WCAG 2.2 defines it (1-21)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
