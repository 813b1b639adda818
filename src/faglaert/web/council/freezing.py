# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Lines of a dossier as they are kept, and held beside what the published store says today."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from faglaert.definitions.dossier import Measure, measures
from faglaert.published.dossier import BalanceLine, Dossier, DossierLine, skilled_balance
from faglaert.published.store import Store

_KEPT = ("area_code", "period", "value", "low", "high", "status", "data_kind", "source_id")

Lines = list[dict[str, object]]


@dataclass(frozen=True)
class Compared:
    """A frozen figure, and that of the same measure and area today; None where the store has none of it any more."""

    then: DossierLine
    now: DossierLine | None

    @property
    def is_changed(self) -> bool:
        """Whether anything of it is otherwise."""
        return self.now != self.then


def frozen_lines(found: Dossier) -> Lines:
    """The lines of a dossier, as plain values in their order."""
    return [{"measure": line.measure.id} | {name: getattr(line, name) for name in _KEPT} for line in found.lines]


def thawed(lines: Lines) -> tuple[DossierLine, ...]:
    """The lines that were kept. A measure that dossiers no longer have is left out: nobody can say what it was."""
    known: Mapping[str, Measure] = measures()
    return tuple(
        DossierLine(measure=known[str(line["measure"])], **{name: line[name] for name in _KEPT})
        for line in lines
        if line["measure"] in known
    )


def frozen_balance(store: Store) -> Lines:
    """The balance of skilled workers, as plain values."""
    return [asdict(each) for each in skilled_balance(store)]


def thawed_balance(lines: Lines) -> tuple[BalanceLine, ...]:
    """The balance that was kept."""
    return tuple(BalanceLine(**line) for line in lines)


def compared(then: Iterable[DossierLine], now: Iterable[DossierLine]) -> tuple[Compared, ...]:
    """Each frozen line beside today's of the same measure and area."""
    today = {(line.measure.id, line.area_code): line for line in now}
    only = {line.measure.id: line for line in reversed(list(today.values()))}
    return tuple(
        Compared(
            line,
            today.get((line.measure.id, line.area_code)) or (only.get(line.measure.id) if line.is_absent else None),
        )
        for line in then
    )
