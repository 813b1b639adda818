# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What stands around every page: navigation, the same page in the other language, contact and sources."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from faglaert.definitions.classifications import area_names
from faglaert.definitions.programme import Programme, programme
from faglaert.published.store import Release
from faglaert.web.page_cache import query_of

_NAVIGATION = (
    ("explore:front", gettext_lazy("Overblik")),
    ("explore:indicators", gettext_lazy("Indikatorer")),
    ("dossiers:programmes", gettext_lazy("Uddannelser")),
    ("pathways:overview", gettext_lazy("Frafald")),
    ("labour:overview", gettext_lazy("Arbejdskraft")),
    ("library:programme_figures", gettext_lazy("Programmets tal")),
    ("library:published_figures", gettext_lazy("Offentliggjorte tal")),
    ("public_knowledge:list", gettext_lazy("Viden")),
    ("library:method", gettext_lazy("Metode")),
    ("library:programme", gettext_lazy("Om programmet")),
)
_BELOW = {
    "explore:indicator": "explore:indicators",
    "dossiers:programme": "dossiers:programmes",
    "public_knowledge:detail": "public_knowledge:list",
    **dict.fromkeys(
        ("labour:group", "labour:forecasts", "labour:method", "labour:profile", "labour:scenario"), "labour:overview"
    ),
} | dict.fromkeys(
    (
        "pathways:compare",
        "pathways:programme",
        "pathways:transitions",
        "pathways:switches",
        "pathways:schools",
    ),
    "pathways:overview",
)
_LANGUAGES = (("da", "Dansk"), ("en", "English"))


@dataclass(frozen=True)
class Entry:
    """A link of the main navigation; ``state`` is the value of ``aria-current``, empty for other pages."""

    title: str
    address: str
    state: str


@dataclass(frozen=True)
class LanguageLink:
    """The same page in a language, with path and full address."""

    code: str
    name: str
    path: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Crumb:
    """One step of the way to the page; the page itself has no address."""

    title: str
    address: str = ""


@dataclass(frozen=True)
class Frame:
    """What the base template needs beside the page's own content."""

    language: str
    programme: Programme
    region: str
    navigation: tuple[Entry, ...]
    languages: tuple[LanguageLink, ...]
    other_language: LanguageLink
    contact_email: str
    contact_phone: str
    home: str
    address: str


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: ``frame`` for the base template."""
    language = current_language()
    languages = _language_links(request, language)
    return {
        "frame": Frame(
            language=language,
            programme=programme(),
            region=area_names(language)[programme().region_code],
            navigation=_navigation(request),
            languages=languages,
            other_language=next(link for link in languages if not link.is_current),
            contact_email=settings.FAGLAERT.contact_email,
            contact_phone=settings.FAGLAERT.contact_phone,
            home=reverse("explore:front"),
            address=next(link.address for link in languages if link.is_current),
        )
    }


def current_language() -> str:
    """``da`` or ``en``."""
    return "en" if get_language() == "en" else "da"


def crumbs(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    """The way from the front page; the last step is the page itself and is given without address."""
    return (Crumb(_NAVIGATION[0][1], reverse("explore:front")), *(Crumb(*step) for step in steps))


def full_address(path: str) -> str:
    """The address readers see for a path."""
    return settings.FAGLAERT.public_url.rstrip("/") + path


def _navigation(request: HttpRequest) -> tuple[Entry, ...]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    parent = _BELOW.get(here, "")

    def state(name: str) -> str:
        if name == here:
            return "page"
        return "true" if name == parent else ""

    return tuple(Entry(str(title), reverse(name), state(name)) for name, title in _NAVIGATION)


def _language_links(request: HttpRequest, current: str) -> tuple[LanguageLink, ...]:
    # A page that was not found has no sister page: its links lead to the front page.
    path = request.path if request.resolver_match else "/"
    danish = path.removeprefix("/en") if path.startswith("/en/") else path
    query = urlencode(query_of(request.resolver_match.func, request)) if request.resolver_match else ""
    suffix = f"?{query}" if query else ""

    def link(code: str, name: str) -> LanguageLink:
        own = (danish if code == "da" else f"/en{danish}") + suffix
        return LanguageLink(code, name, own, full_address(own), code == current)

    return tuple(link(code, name) for code, name in _LANGUAGES)


@dataclass(frozen=True)
class Head:
    """What every page says of itself."""

    title: str
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()
    release: Release | None = None
