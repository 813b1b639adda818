# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""An installation that has counted the small register and published it."""

from pathlib import Path

from faglaert import pathways
from faglaert.pipeline.build import build
from faglaert.settings import Settings
from tests.small_world.pathways_register import CLOSING, register_spells

PERSONS = 8000


def mapped_installation(home: Path) -> Settings:
    """Count the pathways of the small register below ``home`` and build."""
    settings = Settings(home=home, contact_email="hjaelp@example.dk", contact_phone="+45 12 34 56 78")
    spells = pathways.read_spells(register_spells(PERSONS), window=pathways.Window(closing=CLOSING))
    pathways.run(settings.paths, spells)
    build(settings)
    return settings
