# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The parts of the workspace: what the navigation and the start page show to those who may use them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from faglaert.web.accounts.permissions import Capability


@dataclass(frozen=True)
class Area:
    """One part: its first page, who may see it, and what it is for."""

    route: str
    title: str | Promise
    purpose: str | Promise
    capability: Capability


AREAS = (
    Area(
        "programme:tracks",
        gettext_lazy("Program og partnere"),
        gettext_lazy("Spor, mål og fokusområder, og hvem der arbejder sammen om hvad."),
        Capability.READ_PROGRAMME,
    ),
    Area(
        "initiatives:list",
        gettext_lazy("Initiativer"),
        gettext_lazy("Hvad der er i gang, hvad det skal ændre, og hvor langt det er."),
        Capability.READ_PROGRAMME,
    ),
    Area(
        "council:meetings",
        gettext_lazy("Rådet"),
        gettext_lazy("Møder, dossierer, prioriteringer og beslutninger i Fremtidens Kompetenceråd."),
        Capability.READ_COUNCIL,
    ),
    Area(
        "status:overview",
        gettext_lazy("Status"),
        gettext_lazy("Hvert halve år: hvor langt er vi, hvad står i vejen, og hvad gør vi?"),
        Capability.READ_PROGRAMME,
    ),
    Area(
        "funding:rounds",
        gettext_lazy("Midler"),
        gettext_lazy("Søg midler, vurder ansøgninger, og se regnskabet mod rammen."),
        Capability.READ_PROGRAMME,
    ),
    Area(
        "knowledge:list",
        gettext_lazy("Viden"),
        gettext_lazy("Find og del erfaringer, metoder og værktøjer."),
        Capability.READ_PROGRAMME,
    ),
    Area(
        "mentors:overview",
        gettext_lazy("Mentorer og lærepladser"),
        gettext_lazy("Mentorer, virksomhedernes tilbud, egne lærlinge, og aftaler mod målet."),
        Capability.READ_PROGRAMME,
    ),
    Area(
        "exchange:start",
        gettext_lazy("Regneark"),
        gettext_lazy("Hent alt, jeres organisation har skrevet. Kontoret tager partnere, initiativer og milepæle ind."),
        Capability.EXPORT,
    ),
    Area(
        "accounts:users",
        gettext_lazy("Brugere"),
        gettext_lazy("Opret brugere, giv dem roller, og luk for dem, der er holdt op."),
        Capability.MANAGE_USERS,
    ),
    Area(
        "audit:log",
        gettext_lazy("Ændringer"),
        gettext_lazy("Se, hvem der har ændret hvad, og hvornår."),
        Capability.READ_AUDIT_LOG,
    ),
)
"""In the order of the navigation. A new part of the workspace is one entry here."""
