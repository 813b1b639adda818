# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Message catalogues: the Danish texts stand in templates and code, ``locale/en`` holds their English.

``python -m faglaert.web.catalogues`` brings the English catalogue into line with the texts in use: new ones are added
without a translation, unused ones are dropped. Compiling needs Babel alone.
"""

import ast
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from faglaert.errors import FaglaertError

HERE = Path(__file__).parent
LOCALE = HERE / "locale"
# A moment of writing would make two runs over the same texts differ.
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)
_CALLS = {"gettext", "gettext_lazy", "gettext_noop", "_"}

log = logging.getLogger(__name__)


def compile_catalogues(folder: Path = LOCALE) -> None:
    """Write ``.mo`` beside each ``.po`` below ``folder`` that is newer than its ``.mo``."""
    from babel.messages import mofile, pofile  # not needed to serve

    for po_path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        mo_path = po_path.with_suffix(".mo")
        if mo_path.exists() and mo_path.stat().st_mtime >= po_path.stat().st_mtime:
            continue
        with po_path.open("rb") as source, mo_path.open("wb") as target:
            mofile.write_mo(target, pofile.read_po(source, locale=po_path.parent.parent.name))


def used_messages(folder: Path = HERE) -> dict[str, list[str]]:
    """Every message in use below ``folder``, with the files that use it, in order of file and place."""
    found: dict[str, list[str]] = {}
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("templates/**/*.*")]):
        read = _messages_of_code if path.suffix == ".py" else _messages_of_template
        for message in read(path.read_text(encoding="utf-8")):
            places = found.setdefault(message, [])
            name = path.relative_to(folder).as_posix()
            if name not in places:
                places.append(name)
    return found


def update_english(folder: Path = HERE) -> tuple[int, int]:
    """Rewrite ``locale/en`` from the messages in use; returns how many were added and dropped."""
    from babel.messages import Catalog, pofile

    path = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    used = used_messages(folder)
    known = {}
    if path.exists():
        with path.open("rb") as source:
            known = {entry.id: entry.string for entry in pofile.read_po(source, locale="en") if entry.id}
    catalogue = Catalog(locale="en", project="faglaert", version="1", creation_date=_FIXED, fuzzy=False)
    catalogue.header_comment = (
        "# SPDX-FileCopyrightText: 2026 The Faglært authors\n# SPDX-License-Identifier: MPL-2.0\n#"
    )
    for message, places in used.items():
        catalogue.add(message, known.get(message, ""), locations=[(place, 0) for place in places])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        pofile.write_po(target, catalogue, width=110, omit_header=False, include_lineno=False)
    return len(used.keys() - known.keys()), len(known.keys() - used.keys())


def _messages_of_code(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in _CALLS:
            continue
        argument = node.args[0]
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            raise FaglaertError(f"line {node.lineno}: {name}() takes a text written out, so that it can be translated")
        yield argument.value


def _messages_of_template(source: str) -> Iterator[str]:
    """The texts of ``translate`` and ``blocktranslate`` tags, as the template engine itself reads them."""
    from django.template import engines
    from django.template.base import Template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    template: Template = engines["django"].from_string(source).template
    for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        if isinstance(node, TranslateNode):
            yield node.filter_expression.var.literal
        else:
            yield node.render_token_list(node.singular)[0]


if __name__ == "__main__":
    import os

    import django

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faglaert.web.settings")
    django.setup()
    log.info("added %s, dropped %s", *update_english())
    compile_catalogues()
