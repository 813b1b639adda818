# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""No function, method or class that nothing calls: neither code, nor a template, nor a test."""

import re

from vulture import Vulture

from tests.repository.tree import ROOT, repository_files

KINDS = {"function", "method", "class", "property"}
CALLED_BY_A_LIBRARY = [
    "@app.*",
    "@*_app.*",
    "@model_validator*",
    "@field_validator*",
    "@register.*",
    "@pytest.fixture*",
]
NAMES_A_LIBRARY_LOOKS_FOR = [
    "test_*",
    "Test*",
    "pytest_*",
    "settings_customise_sources",
    "Migration",
    "AppConfig",
    "do_*",
]
LEAST_CONFIDENCE = 60  # vulture's figure for "defined, and the name is used nowhere"
WORD = re.compile(r"\w+")


def words_of_templates() -> set[str]:
    """Every word in a template: what a template calls, it calls by name."""
    templates = [path for path in repository_files() if "templates" in path.parts]
    return {word for path in templates for word in WORD.findall(path.read_text(encoding="utf-8"))}


def test_every_definition_is_used() -> None:
    scan = Vulture(ignore_names=NAMES_A_LIBRARY_LOOKS_FOR, ignore_decorators=CALLED_BY_A_LIBRARY)
    scan.scavenge([ROOT / "src", ROOT / "tests", ROOT / "benchmarks"])
    found = [item for item in scan.get_unused_code(min_confidence=LEAST_CONFIDENCE) if item.typ in KINDS]
    idle = [f"{item.filename.relative_to(ROOT)}:{item.first_lineno} {item.name}" for item in found]
    by_name = words_of_templates()
    assert [line for line, item in zip(idle, found, strict=True) if item.name not in by_name] == []


def test_the_scan_sees_what_nobody_calls(tmp_path) -> None:
    (tmp_path / "module.py").write_text("def idle():\n    return 1\n", encoding="utf-8")
    scan = Vulture()
    scan.scavenge([tmp_path])
    assert [item.name for item in scan.get_unused_code(min_confidence=LEAST_CONFIDENCE)] == ["idle"]
