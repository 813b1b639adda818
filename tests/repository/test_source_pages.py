# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The pages of sources that come as files say what the definitions say.

Write their layouts anew with ``FAGLAERT_WRITE_DOCS=1 ./dev test tests/repository/test_source_pages.py``.
"""

import os
import re

import pytest

from faglaert.definitions.file_requests import FileColumn
from faglaert.definitions.sources import Source, sources
from tests.repository.tree import ROOT

FOLDER = ROOT / "docs/sources"
BLOCK = re.compile(r"(<!-- layout: [^>]*-->\n)(.*?)(<!-- end -->)", re.DOTALL)
FILES = [each for each in sources().values() if each.file is not None]


def what_may_stand(column: FileColumn) -> str:
    """What a cell of a column may hold, in words."""
    said = {"whole": "whole number", "decimal": "number", "month": "month", "year": "year", "text": "text"}
    words = [said.get(column.type, column.type.replace("_", " "))]
    if column.classification:
        words.append(
            f"list `{column.classification}`" + ("" if column.refuses_unknown else ", others kept and counted")
        )
    if column.values:
        words.append(" · ".join(column.values))
    if column.lowest is not None and column.highest is not None:
        words.append(f"{column.lowest:g} to {column.highest:g}")
    return ": ".join(words)


def layout(source: Source) -> str:
    """Credit line and columns of a source's file."""
    assert source.file is not None
    rows = [
        f"| `{each.name}` | {each.role} | {what_may_stand(each)} | {['no', 'yes'][each.required]} | {each.meaning.en} |"
        for each in source.file.columns
    ]
    head = [
        f"**Credit line.** «{source.credit.da}».",
        "",
        "| column | role | holds | must be there | meaning |",
        "|---|---|---|---|---|",
    ]
    example = [
        ";".join(cells) for cells in zip(*((each.name, each.example) for each in source.file.columns), strict=True)
    ]
    return "\n".join([*head, *rows, "", "An example of a row:", "", "```", *example, "```", ""])


@pytest.mark.parametrize("source", FILES, ids=lambda each: each.id)
def test_a_page_shows_the_layout_of_its_file(source: Source) -> None:
    page = FOLDER / f"{source.id}.md"
    text = page.read_text(encoding="utf-8")
    wanted = BLOCK.sub(lambda block: block[1] + layout(source) + block[3], text)
    if os.environ.get("FAGLAERT_WRITE_DOCS"):
        page.write_text(wanted, encoding="utf-8")
        text = wanted
    assert BLOCK.search(text) is not None
    assert text == wanted


def test_the_index_lists_every_page() -> None:
    pages = {path.name for path in FOLDER.glob("*.md")} - {"README.md"}
    assert set(re.findall(r"\]\(([^)]+\.md)\)", (FOLDER / "README.md").read_text(encoding="utf-8"))) == pages


@pytest.mark.parametrize("source", FILES, ids=lambda each: each.id)
def test_every_file_says_how_it_is_got_and_what_it_lacks(source: Source) -> None:
    text = (FOLDER / f"{source.id}.md").read_text(encoding="utf-8")
    for heading in ("What it is", "How to get it", "What it gives", "What it lacks", "Credit line"):
        assert f"**{heading}.**" in text
