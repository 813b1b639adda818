# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Areas a reader can choose between on an indicator's page."""

from dataclasses import dataclass

from faglaert.definitions.classifications import AreaLevel, area_names, areas, region_municipalities
from faglaert.definitions.programme import programme
from faglaert.published.store import Observation
from faglaert.web.tables import danish_order


@dataclass(frozen=True)
class AreaOption:
    """One area of the selector."""

    code: str
    name: str
    is_selected: bool


@dataclass(frozen=True)
class AreaChoice:
    """The area looked at, and the others there are figures for, in the groups of the selector."""

    code: str
    name: str
    wider: tuple[AreaOption, ...]
    in_region: tuple[AreaOption, ...]
    elsewhere: tuple[AreaOption, ...]

    @property
    def is_choice(self) -> bool:
        """Whether there is more than one area."""
        return len(self.wider) + len(self.in_region) + len(self.elsewhere) > 1


def choose_area(observations: tuple[Observation, ...], code: str, language: str) -> AreaChoice:
    """The choice among the areas of ``observations``; raises :class:`KeyError` when ``code`` is none of them."""
    names = area_names(language)
    present = {observation.area_code for observation in observations}
    if code not in present:
        raise KeyError(code)
    municipalities = {area.code for area in areas() if area.level is AreaLevel.MUNICIPALITY}
    own = {area.code for area in region_municipalities(programme().region_code)}

    def options(codes: set[str]) -> tuple[AreaOption, ...]:
        found = [AreaOption(each, names[each], each == code) for each in codes]
        return tuple(sorted(found, key=lambda option: danish_order(option.name)))

    return AreaChoice(
        code=code,
        name=names[code],
        wider=options(present - municipalities),
        in_region=options(present & own),
        elsewhere=options((present & municipalities) - own),
    )
