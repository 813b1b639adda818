# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a file says of its own figures: «Om tallene», the sheet and the notes that travel with them."""

from collections.abc import Iterable

from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import symbols
from faglaert.definitions.indicators import Indicator
from faglaert.published.store import Observation, SourceRecord, Store

Lines = tuple[tuple[str, str], ...]


def about_indicator(store: Store, indicator: Indicator, observations: Iterable[Observation], language: str) -> Lines:
    """Everything one must know to use an indicator's figures: what they are, from where, and what is hidden."""
    shown = tuple(observations)
    own = [
        (gettext("Hvad tallet viser"), indicator.question[language]),
        (gettext("Sådan er det regnet"), indicator.calculation[language]),
        (gettext("Forbehold"), indicator.caution[language]),
    ]
    synthetic = [each for each in shown if each.data_kind == "synthetic"]
    if synthetic:
        own.append((gettext("Eksempeldata"), gettext("Tallene er opdigtede og kan ikke bruges.")))
    return (*own, *about_sources(store, {each.source_id for each in shown}, language), *about_release(store, language))


def about_sources(store: Store, source_ids: Iterable[str], language: str) -> Lines:
    """Source, time of retrieval and terms of each source."""
    records = store.sources()
    lines: list[tuple[str, str]] = []
    for source_id in sorted(source_ids):
        record = records[source_id]
        lines.append((gettext("Kilde"), record.source.credit[language]))
        lines.append((gettext("Hentet"), retrieved_text(record, language)))
        lines.append((gettext("Vilkår"), record.source.licence[language]))
    return tuple(lines)


def about_release(store: Store, language: str) -> Lines:
    """The build and what the symbols mean."""
    return (
        (gettext("Udgave"), store.release.build_id),
        *((f"{gettext('Tegn')} {symbol}", words) for symbol, words in symbol_rows(language)),
    )


def symbol_rows(language: str) -> Lines:
    """Every symbol with its words."""
    return tuple(
        (row.symbol, display.status_words(status, language))
        for status, row in symbols().items()
        if display.status_symbol(status)
    )


def retrieved_text(record: SourceRecord, language: str) -> str:
    """When a source was retrieved, and how we have it."""
    if record.retrieved_at is None:
        return gettext("ikke hentet endnu")
    day = display.long_date(record.retrieved_at, language)
    if record.origin == "embedded":
        return gettext("%(day)s, indtastet i projektet") % {"day": day}
    return gettext("%(day)s, hentet fra kilden") % {"day": day}
