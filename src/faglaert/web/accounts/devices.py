# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The browser and the system of a log-in in words.

A browser says so in its ``User-Agent`` header, in which most also name those they descend from: the first name of a
list that stands there counts, the more special before the more general.
"""

from collections.abc import Iterable

from django.utils.translation import gettext

_BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Vivaldi", "Vivaldi")),
    *(("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")),
)
_SYSTEMS = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
)


def program_words(user_agent: str) -> str:
    """Browser and system, one alone where the other is not known, or that nothing is known."""
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    if browser and system:
        return gettext("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    if system:
        return gettext("ukendt program på %(system)s") % {"system": system}
    return browser or gettext("ukendt program")


def _first(names: Iterable[tuple[str, str]], user_agent: str) -> str:
    return next((word for mark, word in names if mark in user_agent), "")
