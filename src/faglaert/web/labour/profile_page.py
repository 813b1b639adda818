# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The profile view of a cohort, and young people outside education and work."""

from dataclasses import dataclass

from django.utils.translation import gettext

from faglaert import display
from faglaert.published.balance import SHOWN_YEARS, Balance, Outside
from faglaert.web.file_forms import downloads
from faglaert.web.labour.parts import Frame, frame_of
from faglaert.web.labour.words import place_name, state_words
from faglaert.web.tables import Cell, Heading, Table

REGION, COUNTRY = "084", "000"


@dataclass(frozen=True)
class ProfilePage:
    """The profile of country and region."""

    frame: Frame
    label: str
    table: Table
    outside: Table


def profile_page(found: Balance, language: str) -> ProfilePage:
    """Shares of a cohort 25 years after grade 9 in country and region."""
    rows = found.profile()
    by_place = {(row.area, row.state): row for row in rows}
    states = list(dict.fromkeys(row.state for row in rows))
    label = rows[0].label_en if language == "en" else rows[0].label_da
    table = Table(
        key="profil",
        caption=gettext("%(years)s år efter 9. klasse: %(label)s") % {"years": rows[0].years, "label": label},
        headings=(
            Heading(gettext("Hvor de er")),
            *(Heading(place_name(area, language), is_number=True) for area in (REGION, COUNTRY)),
        ),
        rows=tuple(
            (
                Cell(state_words(state)),
                *(
                    Cell(
                        display.share(by_place[area, state].share, language),
                        is_hatched=by_place[area, state].data_kind == "assumed",
                    )
                    for area in (REGION, COUNTRY)
                ),
            )
            for state in states
        ),
        downloads=downloads("labour:profile_file"),
        stacks=True,
    )
    return ProfilePage(frame_of(found, "profile", language), label, table, _outside(found, language))


def _outside(found: Balance, language: str) -> Table:
    """Young people outside in the region and its municipalities: last counted, and in the years shown.

    The region is put together from its municipalities, so its share is nobody's count.
    """
    rows = {(row.area, row.year): row for row in found.outside()}
    areas = [REGION, *sorted({area for area, _ in rows} - {REGION}, key=lambda code: place_name(code, language))]
    years = [year for year in SHOWN_YEARS if (REGION, year) in rows]
    last = next(iter(rows.values()))
    return Table(
        key="udenfor",
        caption=gettext("Unge 16-24 år uden for uddannelse og arbejde"),
        has_heading_above=True,
        headings=(
            Heading(gettext("Område")),
            Heading(gettext("Optalt %(year)s") % {"year": last.last_year}, is_number=True),
            *(Heading(gettext("Ventet %(year)s") % {"year": year}, is_number=True) for year in years),
        ),
        rows=tuple(
            (
                Cell(place_name(area, language)),
                Cell(display.share(rows[area, years[0]].last_share, language), is_hatched=area == REGION),
                *(_expected(rows[area, year], language) for year in years),
            )
            for area in areas
        ),
        downloads=downloads("labour:outside_file"),
        stacks=True,
    )


def _expected(row: Outside, language: str) -> Cell:
    """The share, and below it its limits and how many young people that is."""
    low, middle, high = (display.number(each, language) for each in (row.q10, row.q50, row.q90))
    note = gettext("80 af 100: %(limits)s. Det er %(middle)s unge (%(low)s–%(high)s)") % {
        "limits": display.share_interval(row.share_q10, row.share_q90, language),
        "middle": middle,
        "low": low,
        "high": high,
    }
    return Cell(display.share(row.share_q50, language), note=note, is_hatched=True)
