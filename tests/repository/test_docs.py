# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Documents say what the code does: commands, settings, symbols, decisions, methods and links."""

import ast
import re
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from faglaert.definitions.classifications import symbols
from faglaert.pipeline.cli import app
from faglaert.settings import PREFIX, Settings
from tests.repository.tree import ROOT, place, python_files, repository_files

NEWCOMERS_COMMANDS = ["./dev up", "./dev test"]
SHORT_DESCRIPTION, LONG_DESCRIPTION = 150, (150, 10_000)  # lengths set by the publiccode.yml standard


def text_of(name: str) -> str:
    """The text of a file at the root of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def table_rows(block: str) -> list[list[str]]:
    """The cells of a Markdown table's body, row by row."""
    lines = [line.strip().strip("|").split("|") for line in block.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in cells] for cells in lines[2:]]


def checked_block(name: str, document: str = "DEVELOPERS.md") -> str:
    """The part of a document that a test of this file holds against the code."""
    match = re.search(rf"<!-- {name}: [^>]*-->\n(.*?)<!-- end -->", text_of(document), re.DOTALL)
    assert match is not None, f"{document} has no block {name}"
    return match[1]


def command_names(command: object, prefix: str) -> list[str]:
    """Every command that can be called, with its groups in front."""
    inner = getattr(command, "commands", None)
    if inner is None:
        return [prefix]
    return [name for each in inner for name in command_names(inner[each], f"{prefix} {each}")]


def setting_line(name: str) -> str:
    """A setting as its line in DEVELOPERS.md."""
    field = Settings.model_fields[name]
    default = "none" if field.default is None else f"`{field.default}`"
    return f"| `{name}` | `{PREFIX}{name.upper()}` | {default} | {field.description} |"


def test_readme_names_two_commands_for_a_newcomer() -> None:
    assert [
        block.strip() for block in re.findall(r"```\n(.*?)```", text_of("README.md"), re.DOTALL)
    ] == NEWCOMERS_COMMANDS


@pytest.mark.parametrize("command", NEWCOMERS_COMMANDS)
def test_dev_offers_the_commands_of_the_readme(command: str) -> None:
    usage = subprocess.run([ROOT / "dev", "help"], capture_output=True, check=True, text=True).stdout
    assert f"\n  {command.removeprefix('./dev ')} " in usage


def test_continuous_integration_runs_the_checks_and_the_tests() -> None:
    lines = text_of(".ci/run").splitlines()
    assert lines[-3:-1] == ["./dev check", "./dev test"]
    assert lines[-1].startswith("FAGLAERT_DATABASE_URL=postgresql://")
    assert lines[-1].endswith(" ./dev test tests/workspace")
    assert "export FAGLAERT_REQUIRE_BROWSER=1" in lines


def test_every_command_is_documented() -> None:
    documented = [row[0].strip("`") for row in table_rows(checked_block("commands"))]
    assert sorted(documented) == sorted(command_names(get_command(app), "faglaert"))


def test_every_benchmark_is_documented() -> None:
    runner = ast.parse(text_of("benchmarks/__main__.py"))
    named = next(node.value for node in runner.body if isinstance(node, ast.Assign))
    documented = [row[0].strip("`") for row in table_rows(text_of("benchmarks/README.md"))]
    assert documented == [key.value for key in named.keys]


def test_every_setting_is_documented() -> None:
    expected = [setting_line(name) for name in Settings.model_fields]
    assert checked_block("settings").splitlines()[2:] == expected, "\n".join(["expected:", *expected])


def test_layers_are_drawn_as_they_are_held() -> None:
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert checked_block("layers").strip("`\n").splitlines() == layers


def test_glossary_has_the_symbols_in_use() -> None:
    section = text_of("GLOSSARY.md").split("## Status of a value")[1]
    documented = {row[0].strip("`"): row[1].strip("`") for row in table_rows(section)}
    assert documented == {symbol.status: symbol.symbol or "" for symbol in symbols().values()}


@pytest.mark.parametrize("folder", ["docs/adr", "docs/methods"])
def test_index_lists_every_page_of_its_folder(folder: str) -> None:
    pages = {path.name for path in (ROOT / folder).glob("*.md")} - {"README.md"}
    assert set(re.findall(r"\]\(([^)]+\.md)\)", text_of(f"{folder}/README.md"))) == pages


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{place(path)}: {target}"
        for path in repository_files()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_paths_named_in_the_map_exist() -> None:
    named = [re.findall(r"`([a-z_/]+/)`", row[0]) for row in table_rows(text_of("README.md"))]
    folders = [folder for names in named for folder in names]
    missing = [each for each in folders if not any((base / each).is_dir() for base in (ROOT, ROOT / "src/faglaert"))]
    assert folders != []
    assert missing == []


def test_every_package_is_in_the_map() -> None:
    packages = {
        path.parent.name for path in python_files("src/faglaert") if path.parent.parent == ROOT / "src/faglaert"
    }
    mapped = set(re.findall(r"`(?:src/faglaert/)?([a-z]+)/`", text_of("README.md")))
    assert packages - mapped == set()


def test_publiccode_keeps_to_the_standard() -> None:
    about = yaml.safe_load(text_of("publiccode.yml"))
    assert set(about) >= {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}
    assert about["legal"]["license"] == "MPL-2.0"
    assert date.fromisoformat(about["releaseDate"])
    assert set(about["localisation"]["availableLanguages"]) == set(about["description"]) == {"da", "en"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_publiccode_descriptions_have_the_length_of_the_standard(language: str) -> None:
    description = yaml.safe_load(text_of("publiccode.yml"))["description"][language]
    assert len(description["shortDescription"]) <= SHORT_DESCRIPTION
    assert LONG_DESCRIPTION[0] <= len(description["longDescription"]) <= LONG_DESCRIPTION[1]
    assert all((ROOT / Path(picture)).is_file() for picture in description["screenshots"])
