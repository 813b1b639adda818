# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""«Sådan er tallet til»: the path of an indicator's newest figure, from the source's snapshot to the page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.indicators import Indicator
from faglaert.published.store import Observation, SourceRecord, Store
from faglaert.web.about_files import retrieved_text

SHORT_CHECKSUM = 12


@dataclass(frozen=True)
class Step:
    """One step of the path: what happened, in words, and the identifiers that let one check it."""

    title: str
    text: str
    marks: tuple[tuple[str, str], ...] = ()
    address: str = ""


def path_of(store: Store, indicator: Indicator, observations: Iterable[Observation], language: str) -> tuple[Step, ...]:
    """Sources, snapshots, build, definition, showing rule, page."""
    used = sorted({(each.source_id, each.snapshot_id) for each in observations})
    records = store.sources()
    return (
        *(_source_step(records[source_id], snapshot_id, language) for source_id, snapshot_id in used),
        _build_step(store, language),
        _definition_step(indicator, language),
        _rule_step(indicator),
        Step(gettext("Side, fil og figur"), gettext("Siden, filerne og figurerne læser alle de samme udgivne tal.")),
    )


def _source_step(record: SourceRecord, snapshot_id: str, language: str) -> Step:
    return Step(
        title=gettext("Kilde: %(title)s") % {"title": record.source.title[language]},
        text=gettext("Udgivet af %(publisher)s. Hentet %(retrieved)s.")
        % {"publisher": record.source.publisher, "retrieved": retrieved_text(record, language)},
        marks=(
            (gettext("Udtræk"), snapshot_id),
            (gettext("Kontrolsum (SHA-256)"), record.sha256[:SHORT_CHECKSUM]),
            *(((gettext("Opdateret hos kilden"), record.updated),) if record.updated else ()),
        ),
        address=record.source.url,
    )


def _build_step(store: Store, language: str) -> Step:
    release = store.release
    day = display.long_date(localtime(release.built_at).date(), language)
    return Step(
        title=gettext("Beregning"),
        text=gettext("Tallene er læst ind, kontrolleret og regnet ud %(day)s.") % {"day": day},
        marks=((gettext("Udgave"), release.build_id), (gettext("Programversion"), release.version)),
    )


def _definition_step(indicator: Indicator, language: str) -> Step:
    day = display.long_date(indicator.review_date, language)
    return Step(
        title=gettext("Definition"),
        text=gettext("Skrevet af %(author)s, kontrolleret af %(checker)s. Gennemgås igen senest %(day)s.")
        % {"author": indicator.author, "checker": indicator.checker, "day": day},
        marks=((gettext("Indikator"), indicator.id),),
    )


def _rule_step(indicator: Indicator) -> Step:
    if indicator.disclosure == "as_published":
        text = gettext(
            "Tallene er offentlige og vises, som kilden viser dem. Skjuler kilden et tal, er det også skjult her."
        )
    else:
        text = gettext("Tallene er vores egne optællinger. Små tal er skjult efter reglen for personer.")
    return Step(title=gettext("Regel for visning"), text=text)
