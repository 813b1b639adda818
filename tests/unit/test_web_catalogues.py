# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Messages in use are found in code and templates, and the English catalogue follows them."""

from pathlib import Path

import pytest
from babel.messages import mofile, pofile

from faglaert.errors import FaglaertError
from faglaert.web import catalogues


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}{% translate "Forside" %}{% if x %}'
        "{% blocktranslate trimmed with n=x %}\n  {{ n }} tal\n  i alt{% endblocktranslate %}{% endif %}",
        encoding="utf-8",
    )
    (tmp_path / "views.py").write_text('title = gettext("Kilde")\nother = gettext_lazy("Forside")\n', encoding="utf-8")
    return tmp_path


def english(package: Path) -> dict[str, str]:
    path = package / "locale" / "en" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as source:
        return {entry.id: entry.string for entry in pofile.read_po(source) if entry.id}


def test_messages_of_code_and_templates_are_found_with_their_places(package: Path) -> None:
    assert catalogues.used_messages(package) == {
        "Forside": ["templates/page.html", "views.py"],
        "%(n)s tal i alt": ["templates/page.html"],
        "Kilde": ["views.py"],
    }


def test_a_message_that_is_put_together_is_refused(package: Path) -> None:
    (package / "views.py").write_text("title = gettext(name)\n", encoding="utf-8")
    with pytest.raises(FaglaertError, match="line 1"):
        catalogues.used_messages(package)


def test_update_keeps_translations_and_drops_what_is_unused(package: Path) -> None:
    assert catalogues.update_english(package) == (3, 0)
    path = package / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "Kilde"\nmsgstr ""', 'msgid "Kilde"\nmsgstr "Source"')
    )
    (package / "templates" / "page.html").write_text("", encoding="utf-8")
    assert catalogues.update_english(package) == (0, 1)
    assert english(package) == {"Forside": "", "Kilde": "Source"}


def test_compiling_writes_what_gettext_reads(package: Path) -> None:
    catalogues.update_english(package)
    path = package / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace('msgid "Kilde"\nmsgstr ""', 'msgid "Kilde"\nmsgstr "Source"')
    )
    catalogues.compile_catalogues(package / "locale")
    with path.with_suffix(".mo").open("rb") as compiled:
        assert mofile.read_mo(compiled)["Kilde"].string == "Source"
