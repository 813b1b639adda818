# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The design system's fonts, unpacked for the typesetter, which does not read the form they have for browsers."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

import faglaert
from faglaert.errors import FaglaertError

FOLDER = Path(faglaert.__file__).parent / "web/static/vendor/dkfds/fonts"


@cache
def font_folder(packed: Path = FOLDER) -> Path:
    """A folder of this process with the fonts of the pages as TrueType; it goes when the process ends.

    Raises :class:`FaglaertError` when the fonts have not been made.
    """
    found = sorted(packed.glob("*.woff2"))
    if not found:
        raise FaglaertError("the fonts of the papers are not there; run `./dev up`, or `python -m faglaert.web.assets`")
    folder = Path(tempfile.mkdtemp(prefix="faglaert-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for path in found:
        with TTFont(path) as font:
            font.flavor = None
            font.save(folder / f"{path.stem}.ttf")
    return folder


@cache
def signs() -> frozenset[int]:
    """The code points that every one of the fonts has. Raises :class:`FaglaertError` as :func:`font_folder`."""
    found = []
    for path in sorted(font_folder().glob("*.ttf")):
        with TTFont(path) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)
