# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Meetings with agenda and papers, dossiers frozen to an item, a round of priorities, a decision, and the look back.

What was frozen is never written again: no action changes it, and its digest stands in the log.
"""

import hashlib
import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from faglaert.web.workspace.files import StoredFile
from faglaert.web.workspace.records import Record


class Meeting(Record):
    """A meeting of the council. A draft is seen by those alone who prepare meetings."""

    AUDITED: ClassVar[tuple[str, ...]] = ("title", "held_on", "place", "is_draft")

    title = models.CharField(gettext_lazy("Titel"), max_length=200)
    held_on = models.DateField(gettext_lazy("Dag"))
    place = models.CharField(gettext_lazy("Sted"), max_length=200, blank=True)
    is_draft = models.BooleanField(
        gettext_lazy("Kladde"),
        default=True,
        help_text=gettext_lazy("Medlemmerne ser mødet, når det ikke er en kladde."),
    )

    class Meta:
        """The newest first."""

        verbose_name = gettext_lazy("Møde")
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class AgendaItem(Record):
    """One item of an agenda, in its place."""

    AUDITED: ClassVar[tuple[str, ...]] = ("meeting", "position", "title", "text", "initiatives")

    meeting = models.ForeignKey(
        Meeting, verbose_name=gettext_lazy("Møde"), on_delete=models.CASCADE, related_name="items", editable=False
    )
    position = models.PositiveSmallIntegerField(gettext_lazy("Nummer"))
    title = models.CharField(gettext_lazy("Titel"), max_length=200)
    text = models.TextField(gettext_lazy("Hvad skal drøftes"), blank=True, max_length=8000)
    initiatives = models.ManyToManyField(
        "initiatives.Initiative", verbose_name=gettext_lazy("Initiativer"), blank=True, related_name="agenda_items"
    )

    class Meta:
        """In the order of the agenda."""

        verbose_name = gettext_lazy("Punkt på dagsordenen")
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class Paper(StoredFile):
    """A paper of an item."""

    AUDITED: ClassVar[tuple[str, ...]] = ("item", *StoredFile.AUDITED)

    item = models.ForeignKey(
        AgendaItem, verbose_name=gettext_lazy("Punkt"), on_delete=models.CASCADE, related_name="papers", editable=False
    )

    class Meta:
        """In the order they came."""

        verbose_name = gettext_lazy("Bilag")
        ordering: ClassVar[list[str]] = ["created_at", "pk"]


class FrozenDossier(Record):
    """What the published store said of a programme when the dossier was put before the council.

    ``lines`` are those of the dossier: measure, area, period, value, low, high, status, data_kind and source, in order.
    ``balance`` is the labour-market balance it was read with: year, verdict and chance; empty where there was none.
    """

    AUDITED: ClassVar[tuple[str, ...]] = ("item", "programme_code", "build_id", "digest")

    item = models.ForeignKey(
        AgendaItem,
        verbose_name=gettext_lazy("Punkt"),
        on_delete=models.CASCADE,
        related_name="dossiers",
        editable=False,
    )
    programme_code = models.CharField(gettext_lazy("Uddannelse"), max_length=12, editable=False)
    build_id = models.CharField(gettext_lazy("Udgave"), max_length=60, editable=False)
    built_at = models.DateTimeField(editable=False)
    lines = models.JSONField(editable=False)
    balance = models.JSONField(default=list, editable=False)
    digest = models.CharField(gettext_lazy("Fingeraftryk"), max_length=64, editable=False)

    class Meta:
        """A programme stands once under an item."""

        verbose_name = gettext_lazy("Dossier")
        ordering: ClassVar[list[str]] = ["item", "programme_code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "programme_code"], name="dossier_once")
        ]

    def __str__(self) -> str:
        return self.programme_code

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep a digest of what was frozen, by which the log tells whether it still is that."""
        frozen = {"lines": self.lines, "balance": self.balance}
        text = json.dumps(frozen, sort_keys=True, ensure_ascii=False)
        self.digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        super().save(*args, **kwargs)


class Round(Record):
    """Members weigh criteria over the programmes of an item. ``result`` is written once, when the chair closes it.

    The alternatives are the dossiers of the item, which cannot be added to while there is a round.
    """

    AUDITED: ClassVar[tuple[str, ...]] = ("item", "top", "is_closed")

    item = models.OneToOneField(
        AgendaItem, verbose_name=gettext_lazy("Punkt"), on_delete=models.CASCADE, related_name="round", editable=False
    )
    top = models.PositiveSmallIntegerField(
        gettext_lazy("Hvor mange der skal peges på"),
        default=5,
        help_text=gettext_lazy("For hver uddannelse vises, hvor sikkert det er, at den er blandt så mange."),
    )
    is_closed = models.BooleanField(gettext_lazy("Afsluttet"), default=False, editable=False)
    result = models.JSONField(null=True, editable=False)

    class Meta:
        """The newest first."""

        verbose_name = gettext_lazy("Prioritering")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.item)


class Direction(models.TextChoices):
    """What of a criterion speaks for a programme."""

    MORE = "more", gettext_lazy("meget taler for")
    LESS = "less", gettext_lazy("lidt taler for")


class Criterion(models.Model):
    """What is weighed: a measure of the dossiers, or without one the members' own judgement of ``title``.

    Made with its round and never changed, so that everybody weighs the same.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    measure_id = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices)

    class Meta:
        """In the order they were named."""

        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.measure_id or self.title


class Ballot(Record):
    """What one member weighs: points by criterion, and the own judgement by criterion and programme, 1 to 5.

    Opinions of a person are not logged: the log says that a ballot was given or changed, not what it says.
    """

    AUDITED: ClassVar[tuple[str, ...]] = ("round",)

    round = models.ForeignKey(
        Round,
        verbose_name=gettext_lazy("Prioritering"),
        on_delete=models.CASCADE,
        related_name="ballots",
        editable=False,
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ballots", editable=False
    )
    weights = models.JSONField(default=dict, editable=False)
    judgements = models.JSONField(default=dict, editable=False)

    class Meta:
        """A member has one ballot."""

        verbose_name = gettext_lazy("Stemmeseddel")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "member"], name="ballot_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.member_id}"


class Decision(Record):
    """What the council decided under an item, and why. The evidence is that of the item, as it was frozen."""

    AUDITED: ClassVar[tuple[str, ...]] = ("item", "text", "reasons", "decided_on", "review_on")

    item = models.OneToOneField(
        AgendaItem,
        verbose_name=gettext_lazy("Punkt"),
        on_delete=models.PROTECT,
        related_name="decision",
        editable=False,
    )
    text = models.TextField(gettext_lazy("Beslutning"), max_length=8000)
    reasons = models.TextField(gettext_lazy("Begrundelse"), max_length=8000)
    decided_on = models.DateField(gettext_lazy("Besluttet"))
    review_on = models.DateField(
        gettext_lazy("Ses efter"), help_text=gettext_lazy("Den dag, rådet ser efter, hvad der kom ud af det.")
    )

    class Meta:
        """The newest first."""

        verbose_name = gettext_lazy("Beslutning")
        ordering: ClassVar[list[str]] = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return str(self.item)


class Dissent(Record):
    """A member's reasons for not agreeing with a decision."""

    AUDITED: ClassVar[tuple[str, ...]] = ("decision", "text")

    decision = models.ForeignKey(
        Decision,
        verbose_name=gettext_lazy("Beslutning"),
        on_delete=models.CASCADE,
        related_name="dissents",
        editable=False,
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dissents", editable=False
    )
    text = models.TextField(gettext_lazy("Mindretalsudtalelse"), max_length=8000)

    class Meta:
        """A member has one dissent from a decision."""

        verbose_name = gettext_lazy("Mindretalsudtalelse")
        ordering: ClassVar[list[str]] = ["created_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "member"], name="dissent_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.member_id}"


class Outcome(models.TextChoices):
    """What the council does after looking back."""

    KEEP = "keep", gettext_lazy("fastholdes")
    ADJUST = "adjust", gettext_lazy("justeres")
    WITHDRAW = "withdraw", gettext_lazy("ophæves")


class LookBack(Record):
    """What became of a decision. ``evidence`` is what the figures were on the day, by programme, frozen in its turn."""

    AUDITED: ClassVar[tuple[str, ...]] = ("decision", "looked_on", "happened", "learned", "outcome", "build_id")

    decision = models.OneToOneField(
        Decision,
        verbose_name=gettext_lazy("Beslutning"),
        on_delete=models.CASCADE,
        related_name="look_back",
        editable=False,
    )
    looked_on = models.DateField(gettext_lazy("Set efter"))
    happened = models.TextField(gettext_lazy("Hvad skete der"), max_length=8000)
    learned = models.TextField(gettext_lazy("Hvad lærte vi"), max_length=8000)
    outcome = models.CharField(gettext_lazy("Beslutningen"), max_length=10, choices=Outcome.choices)
    build_id = models.CharField(gettext_lazy("Udgave"), max_length=60, editable=False)
    evidence = models.JSONField(editable=False)

    class Meta:
        """The newest first."""

        verbose_name = gettext_lazy("Tilbageblik")
        ordering: ClassVar[list[str]] = ["-looked_on", "-pk"]

    def __str__(self) -> str:
        return str(self.decision)
