# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""An entry of what was learned, and its files."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from faglaert.published.dossier import dossier_programmes
from faglaert.web.knowledge.stems import stems_of
from faglaert.web.workspace.files import StoredFile
from faglaert.web.workspace.records import Record


class EntryKind(models.TextChoices):
    """What is told."""

    EXPERIENCE = "experience", gettext_lazy("Erfaring")
    METHOD = "method", gettext_lazy("Metode")
    TOOL = "tool", gettext_lazy("Værktøj")


class EvidenceLevel(models.TextChoices):
    """What it rests on, the weakest first."""

    PRACTICE = "practice", gettext_lazy("erfaring fra praksis")
    FOLLOWED = "followed", gettext_lazy("fulgt med tal")
    COMPARED = "compared", gettext_lazy("sammenlignet med andre")
    RESEARCH = "research", gettext_lazy("undersøgt i forskning")


class Audience(models.TextChoices):
    """Who may read it."""

    PARTNERS = "partners", gettext_lazy("kun partnere")
    PUBLIC = "public", gettext_lazy("alle")


class Entry(Record):
    """An experience, a method or a tool. ``words`` are the stems it is found by, made anew with each writing.

    Whom to ask is a person: shown to partners alone, and never in the log.
    """

    AUDITED: ClassVar[tuple[str, ...]] = (
        *("title", "kind", "what", "for_whom", "lessons", "evidence_level"),
        *("audience", "organisation", "programme_codes", "initiatives"),
    )
    PERSON: ClassVar[tuple[str, ...]] = ("contact_name", "contact_email")

    title = models.CharField(gettext_lazy("Titel"), max_length=200)
    kind = models.CharField(gettext_lazy("Slags"), max_length=12, choices=EntryKind.choices)
    what = models.TextField(gettext_lazy("Hvad er det"), max_length=8000)
    for_whom = models.TextField(gettext_lazy("For hvem"), blank=True, max_length=2000)
    lessons = models.TextField(gettext_lazy("Hvad lærte vi"), blank=True, max_length=8000)
    evidence_level = models.CharField(
        gettext_lazy("Hvad det hviler på"), max_length=12, choices=EvidenceLevel.choices, default=EvidenceLevel.PRACTICE
    )
    audience = models.CharField(
        gettext_lazy("Hvem må læse det"), max_length=12, choices=Audience.choices, default=Audience.PARTNERS
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=gettext_lazy("Fra"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="knowledge",
    )
    contact_name = models.CharField(gettext_lazy("Kontakt: navn"), max_length=120, blank=True)
    contact_email = models.EmailField(gettext_lazy("Kontakt: e-mail"), blank=True)
    programme_codes = models.JSONField(gettext_lazy("Uddannelser"), default=list, blank=True)
    initiatives = models.ManyToManyField(
        "initiatives.Initiative", verbose_name=gettext_lazy("Initiativer"), blank=True, related_name="knowledge"
    )
    words = models.TextField(default="", editable=False)

    class Meta:
        """By title."""

        verbose_name = gettext_lazy("Viden")
        ordering: ClassVar[list[str]] = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Write what it is found by together with it."""
        self.words = " ".join(sorted(stems_of(self.searched_text())))
        super().save(*args, **kwargs)

    def searched_text(self) -> str:
        """Everything a reader may look for; not the person."""
        known = dossier_programmes()
        programmes = (known[code].name_da for code in self.programme_codes if code in known)
        return "\n".join([self.title, self.what, self.for_whom, self.lessons, *programmes])


class EntryFile(StoredFile):
    """A file of an entry, for those who may read the entry."""

    AUDITED: ClassVar[tuple[str, ...]] = ("entry", *StoredFile.AUDITED)

    entry = models.ForeignKey(
        Entry, verbose_name=gettext_lazy("Viden"), on_delete=models.CASCADE, related_name="files", editable=False
    )

    class Meta:
        """In the order they came."""

        verbose_name = gettext_lazy("Fil")
        ordering: ClassVar[list[str]] = ["created_at", "pk"]
