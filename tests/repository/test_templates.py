# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Templates hold what the strict content security policy and the translations ask of them."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile

from faglaert.web import assets, catalogues

WEB = Path(catalogues.__file__).parent
TEMPLATES = sorted(path for path in (WEB / "templates").rglob("*.html"))
ENGLISH = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def english() -> dict[str, str]:
    with ENGLISH.open("rb") as source:
        return {entry.id: entry.string for entry in pofile.read_po(source, locale="en") if entry.id}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
@pytest.mark.parametrize(
    "forbidden",
    [
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=",
        r"<style",
        r"<script(?![^>]*\ssrc=)",
        r'(?:src|href)="(?:https?:)?//(?!digst\.dk)',
    ],
    ids=["style attribute", "event handler", "style element", "script text", "foreign address"],
)
def test_nothing_the_content_security_policy_would_block(path: Path, forbidden: str) -> None:
    assert re.search(forbidden, read(path)) is None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_nothing_escapes_escaping(path: Path) -> None:
    assert re.search(r"\|\s*safe\b|autoescape\s+off", read(path)) is None


def test_icons_in_use_are_the_icons_in_the_sprite() -> None:
    everything = "\n".join(read(path) for path in [*TEMPLATES, *WEB.rglob("*.py")])
    used = set(re.findall(r'{% icon "([a-z-]+)"', everything)) | set(re.findall(r'"(arrow-[a-z]+)"\)', everything))
    used |= set(re.findall(r'variant="([a-z]+)"', everything))
    used |= set(re.findall(r"messages\.(success|warning)\(", everything))
    assert used == set(assets.ICONS)


def test_every_message_has_an_english_translation_and_none_is_stale() -> None:
    translated = english()
    used = set(catalogues.used_messages())
    assert sorted(used - translated.keys()) == []
    assert sorted(translated.keys() - used) == []
    assert [message for message, text in translated.items() if not text.strip()] == []


def test_translations_keep_the_placeholders() -> None:
    assert [message for message, text in english().items() if placeholders(message) != placeholders(text)] == []


def test_danish_text_stands_inside_translation_tags() -> None:
    loose = []
    for path in TEMPLATES:
        text = re.sub(
            r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}|<code>.*?</code>|<[^>]*>",
            " ",
            read(path),
            flags=re.S,
        )
        loose += [(path.name, word) for word in re.findall(r"[A-Za-zÆØÅæøå]{3,}", text)]
    assert loose == []


def test_lock_file_names_no_address() -> None:
    lock = read(assets.ROOT / "package-lock.json")
    assert "://" not in lock
    assert '"resolved"' not in lock
