# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What each phase asks for before an initiative goes on to the next."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from faglaert.web.initiatives.models import Initiative, Phase

Demand = tuple[Callable[[Initiative], bool], Promise]


def _filled(*fields: str) -> Callable[[Initiative], bool]:
    return lambda initiative: all(getattr(initiative, name) not in (None, "") for name in fields)


def _has_evidence(phase: Phase) -> Callable[[Initiative], bool]:
    return lambda initiative: any(each.phase == phase for each in initiative.evidence.all())


def _has_status(initiative: Initiative) -> bool:
    return _has_evidence(Phase.ADJUST)(initiative) or initiative.statuses.exclude(given_at=None).exists()


def _has_knowledge(initiative: Initiative) -> bool:
    return _has_evidence(Phase.SHARE)(initiative) or initiative.knowledge.exists()


DEMANDS: dict[Phase, tuple[Demand, ...]] = {
    Phase.MAP: (
        (_filled("problem", "target_group"), gettext_lazy("Problem og målgruppe er beskrevet.")),
        (_has_evidence(Phase.MAP), gettext_lazy("Der er dokumentation for kortlægningen.")),
    ),
    Phase.COLLABORATE: (
        (lambda initiative: bool(initiative.partnerships.all()), gettext_lazy("Der er mindst én partner.")),
        (_has_evidence(Phase.COLLABORATE), gettext_lazy("Der er dokumentation for samarbejdet.")),
    ),
    Phase.LAUNCH: (
        (
            _filled("activities", "outputs", "outcome"),
            gettext_lazy("Aktiviteter, det der kommer ud af dem, og den ønskede ændring er beskrevet."),
        ),
        (
            _filled("indicator_id", "expected_change", "reach_by"),
            gettext_lazy("Indikatoren er valgt, og det er sagt, hvor meget den skal flytte sig, og hvornår."),
        ),
        (_filled("starts_on", "ends_on", "responsible_id"), gettext_lazy("Periode og ansvarlig er valgt.")),
        (_has_evidence(Phase.LAUNCH), gettext_lazy("Der er dokumentation for, at indsatsen er i gang.")),
    ),
    Phase.ADJUST: ((_has_status, gettext_lazy("Der er gjort status.")),),
    Phase.SHARE: ((_has_knowledge, gettext_lazy("Erfaringerne er delt.")),),
    Phase.CLOSE: (),
}
_ORDER = tuple(Phase)


def demands(initiative: Initiative) -> list[tuple[str, bool]]:
    """What the present phase asks for, in words, and whether it is there."""
    return [(str(words), is_met(initiative)) for is_met, words in DEMANDS[initiative.phase_now]]


def following(phase: Phase) -> Phase | None:
    """The phase after one; none after the last."""
    return None if phase is Phase.CLOSE else _ORDER[_ORDER.index(phase) + 1]
