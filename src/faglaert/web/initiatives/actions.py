# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Going on to the next phase, and the printed action plan as the first initiatives."""

from datetime import date

from faglaert.definitions.programme import PlannedInitiative, programme
from faglaert.errors import FaglaertError
from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import writing
from faglaert.web.initiatives.models import Initiative, Phase
from faglaert.web.initiatives.phases import demands, following
from faglaert.web.workspace.records import add, change

_PHASE_OF_BOX = {"prepare": Phase.MAP, "spread": Phase.SHARE, "close": Phase.SHARE}
"""The printed plan has words of its own: preparing leads to the mapping; spreading and closing conferences share what
was learned. That something was planned does not say that it was done, so nothing begins as closed."""


class PhaseNotDoneError(FaglaertError):
    """The phase asks for something that is not there; ``missing`` says what."""

    def __init__(self, missing: list[str]) -> None:
        """Keep what is missing."""
        self.missing = missing
        super().__init__(" ".join(missing))


@writing()
def advance(initiative: Initiative, *, by: User, version: int) -> Initiative:
    """Go on to the next phase.

    Raises :class:`PhaseNotDoneError` and :class:`StaleRecordError`; nothing is written then.
    """
    missing = [words for words, is_met in demands(initiative) if not is_met]
    phase = following(initiative.phase_now)
    if missing or phase is None:
        raise PhaseNotDoneError(missing)
    initiative.phase = phase
    return change(initiative, by=by, version=version)


@writing()
def load_action_plan(*, by: User | None) -> int:
    """Add each box of the printed action plan that is not there yet; how many were added. Nothing is overwritten."""
    known = set(Initiative.objects.exclude(plan_key=None).values_list("plan_key", flat=True))
    boxes = {_key(box): box for box in programme().action_plan}
    for key, box in boxes.items():
        if key not in known:
            add(_from_box(box, key), by=by)
    return len(boxes.keys() - known)


def _key(box: PlannedInitiative) -> str:
    return f"{programme().id}/{box.track or 0}/{box.start_year}-{box.end_year}/{box.title.da}"[:200]


def _from_box(box: PlannedInitiative, key: str) -> Initiative:
    return Initiative(
        title=box.title.da,
        track=box.track,
        phase=_PHASE_OF_BOX.get(box.phase) or Phase(box.phase),
        starts_on=date(box.start_year, 1, 1),
        ends_on=date(box.end_year, 12, 31),
        plan_key=key,
    )
