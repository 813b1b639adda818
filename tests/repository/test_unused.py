# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""No function, method or class that nothing calls: neither code, nor a template, nor a test."""

import ast
import re

from vulture import Vulture

from tests.repository.tree import ROOT, place, python_files, repository_files, syntax

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
    *("test_*", "Test*", "pytest_*"),
    *("settings_customise_sources", "__init_subclass__"),
    *("Migration", "AppConfig", "to_python", "to_url", "process_*"),
    *("do_*", "handle_*", "log_message"),
    *(
        "Meta",
        "clean_*",
        "is_open_for_*",
        "pre_social_login",
        "generate_authenticator_name",
        "receive_data_chunk",
        "file_complete",
    ),
]
LEAST_CONFIDENCE = 60  # vulture's figure for "defined, and the name is used nowhere"
WORD = re.compile(r"\w+")
DOTTED_NAME = re.compile(r"[\w.:]+")


def named_in_templates() -> set[str]:
    """Every word in a template: what a template calls, it calls by name."""
    templates = [path for path in repository_files() if "templates" in path.parts]
    return {word for path in templates for word in WORD.findall(path.read_text(encoding="utf-8"))}


def named_in_text() -> set[str]:
    """Every part of a dotted name in a string: that is how Django's settings and servers name what they call."""
    texts = (
        node.value
        for folder in ("src", "tests", "benchmarks")
        for path in python_files(folder)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {word for text in texts if DOTTED_NAME.fullmatch(text) for word in WORD.findall(text)}


def test_every_definition_is_used() -> None:
    scan = Vulture(ignore_names=NAMES_A_LIBRARY_LOOKS_FOR, ignore_decorators=CALLED_BY_A_LIBRARY)
    scan.scavenge([ROOT / "src", ROOT / "tests", ROOT / "benchmarks"])
    found = [item for item in scan.get_unused_code(min_confidence=LEAST_CONFIDENCE) if item.typ in KINDS]
    by_name = named_in_templates() | named_in_text()
    idle = [f"{place(item.filename, item.first_lineno)} {item.name}" for item in found if item.name not in by_name]
    assert idle == []


def test_the_scan_sees_what_nobody_calls(tmp_path) -> None:
    (tmp_path / "module.py").write_text("def idle():\n    return 1\n", encoding="utf-8")
    scan = Vulture()
    scan.scavenge([tmp_path])
    assert [item.name for item in scan.get_unused_code(min_confidence=LEAST_CONFIDENCE)] == ["idle"]
