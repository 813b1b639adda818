# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fewer lost between GF2 and main course: extra starts, journeymen by year, labour force, and the break-even.

Whoever is kept from being lost begins a main course and drops out of it as others do: nobody goes straight to skilled.
Those who would have come back by themselves are taken off in the year they would have come. Starts beyond the
apprenticeships that can be found do not happen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from faglaert.balance.axes import AGES, EDUCATIONS
from faglaert.balance.inputs import Array, DataKind, Inputs, Part, Provenance
from faglaert.errors import DataRefusedError, Finding

SUM_TOLERANCE = 1e-6
HALVINGS = 50
LIMIT_DRAWS = 1000
SKILLED = "H30"
AGE_OF_JOURNEYMEN = AGES.index("20-24")


@dataclass(frozen=True)
class Chain:
    """The rates from GF2 to the labour force of the region.

    ``finishers``: persons who complete GF2 in a year. ``lost``: share of them that begins no main course.
    ``returning``: shares of those that begin one one, two, … years later in any case. ``completing``: share of starts
    that is completed, and ``duration`` how that spreads over one, two, … years. ``stays``: share of journeymen that
    lives in the region; ``takes_part``: share of those in the labour force. ``spare``: extra starts a year for which
    there is an apprenticeship. ``left``: what education those who are gained would have had, summing to 1.
    ``displaced``: share of extra starts taken from others (0 when it is loss that is turned, not intake).
    ``counted``: persons that ``lost``, ``returning`` and ``completing`` were counted on; empty when nobody knows.
    """

    finishers: float
    lost: float
    returning: tuple[float, ...]
    completing: float
    duration: tuple[float, ...]
    stays: float
    takes_part: float
    spare: float
    left: Mapping[str, float]
    provenance: Provenance
    displaced: float = 0.0
    counted: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse shares outside 0-1, and shares that do not make a whole."""
        findings = []
        single = ("lost", "completing", "stays", "takes_part", "displaced")
        shares: dict[str, tuple[float, ...]] = {name: (getattr(self, name),) for name in single}
        shares |= {"returning": self.returning, "duration": self.duration, "left": tuple(self.left.values())}
        for name, values in shares.items():
            findings += [f"{name}: {value:g} is no share" for value in values if not 0 <= value <= 1]
        for name in ("duration", "left"):
            total = sum(shares[name])
            if abs(total - 1) > SUM_TOLERANCE:
                findings.append(f"{name}: shares sum to {total:g}, expected 1")
        if sum(self.returning) > 1 + SUM_TOLERANCE:
            findings.append("returning: more come back than were lost")
        findings += [f"left: unknown education {code!r}" for code in self.left if code not in EDUCATIONS]
        findings += [f"{name}: is negative" for name in ("finishers", "spare") if getattr(self, name) < 0]
        if findings:
            file = self.provenance.file
            raise DataRefusedError("the chain was refused", [Finding(file, None, None, each) for each in findings])

    @property
    def reaching(self) -> float:
        """Share of those who complete GF2 that become journeymen, at once or after having come back."""
        return (1 - self.lost + self.lost * sum(self.returning)) * self.completing


@dataclass(frozen=True)
class Effect:
    """What a reduction brings, each by year, in persons.

    ``freed`` persons not lost, ``starts`` extra main starts among them, ``returned`` starts that would come anyway,
    extra ``completions``, extra ``skilled`` residents and extra ``force``. ``is_capped`` where apprenticeships were too
    few.
    """

    years: tuple[int, ...]
    freed: Array
    starts: Array
    returned: Array
    completions: Array
    skilled: Array
    force: Array
    is_capped: np.ndarray[tuple[int], np.dtype[np.bool_]]

    def table(self) -> pl.DataFrame:
        """One row a year, persons."""
        names = ("freed", "starts", "returned", "completions", "skilled", "force", "is_capped")
        return pl.DataFrame({"year": self.years} | {name: getattr(self, name) for name in names})


def effect(chain: Chain, reduction: float, years: tuple[int, ...], *, first_year: int) -> Effect:
    """The effect of losing ``reduction`` (0-1) fewer of those lost, from ``first_year`` on; ``years`` are consecutive.

    Extra starts minus those that would have come anyway never exceed the spare apprenticeships of the year.
    """
    is_on = np.array([year >= first_year for year in years])
    freed = np.where(is_on, reduction * chain.finishers * chain.lost, 0.0)
    starts = np.zeros_like(freed)
    for place, persons in enumerate(freed):
        starts[place] = min(persons, chain.spare + float(_later(starts, chain.returning)[place]))
    returned = _later(starts, chain.returning)
    net = starts * (1 - chain.displaced) - returned
    completions = chain.completing * _later(net, chain.duration)
    skilled = np.cumsum(completions) * chain.stays
    force = skilled * chain.takes_part
    return Effect(years, freed, starts, returned, completions, skilled, force, freed > starts)


def force_limits(
    chain: Chain, reduction: float, years: tuple[int, ...], *, first_year: int, seed: int
) -> tuple[Array, Array] | None:
    """Between which persons the extra labour force of 80 of 100 draws of the counted rates lies, by year.

    A rate counted on ``n`` persons is drawn from the Beta distribution that Jeffreys' prior gives. None for a chain
    whose rates were not counted. What is assumed in a chain (who stays, takes part, finds an apprenticeship) is held.
    """
    if not chain.counted:
        return None
    random = np.random.default_rng(seed)

    def drawn(name: str, share: float) -> Array:
        hits = share * chain.counted[name]
        return random.beta(hits + 0.5, chain.counted[name] - hits + 0.5, LIMIT_DRAWS)

    first, *rest = chain.returning or (0.0,)
    rates = zip(
        drawn("lost", chain.lost),
        np.minimum(drawn("returning", first), 1 - sum(rest)),
        drawn("completing", chain.completing),
        strict=True,
    )
    forces = [
        effect(
            replace(chain, lost=float(lost), returning=(float(soon), *rest), completing=float(completing)),
            reduction,
            years,
            first_year=first_year,
        ).force
        for lost, soon, completing in rates
    ]
    low, high = np.quantile(forces, (0.1, 0.9), axis=0)
    return low, high


def _later(starts: Array, shares: tuple[float, ...]) -> Array:
    """``starts`` spread over one, two, … years later; what falls after the last year is left out."""
    spread = np.zeros_like(starts)
    for delay, share in enumerate(shares, start=1):
        spread[delay:] += share * starts[: max(0, len(starts) - delay)]
    return spread


def break_even(chain: Chain, shortage: float, years: tuple[int, ...], *, first_year: int, year: int) -> float | None:
    """The reduction whose extra labour force in ``year`` is ``shortage`` persons; None when no reduction reaches it."""
    place = years.index(year)

    def reached(reduction: float) -> float:
        return float(effect(chain, reduction, years, first_year=first_year).force[place])

    if shortage <= 0:
        return 0.0
    if reached(1.0) < shortage:
        return None
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if reached(middle) >= shortage else (middle, high)
    return high


def last_cohort(chain: Chain, year: int) -> int:
    """The last year of starts that can have a journeyman by ``year``."""
    return year - next(delay for delay, share in enumerate(chain.duration, start=1) if share > 0)


def rule_of_thumb(chain: Chain, year: int, language: str) -> str:
    """How to judge the size of an effect by ``year``, in ``da`` or ``en``."""
    delays = [delay for delay, share in enumerate(chain.duration, start=1) if share > 0]
    last = last_cohort(chain, year)
    if language == "en":
        return (
            f"One per cent fewer lost acts on one cohort a year and shows {delays[0]}-{delays[-1]} years later: "
            f"by {year} only those count who begin a main course in {last} at the latest."
        )
    return (
        f"Én procent færre tabte virker på én årgang om året og ses {delays[0]}-{delays[-1]} år senere: "
        f"i {year} tæller kun dem, der begynder på hovedforløb senest i {last}."
    )


def with_effect(inputs: Inputs, chain: Chain, found: Effect) -> Inputs:
    """The inputs with the effect's journeymen who stay, spread over residences by their 20-24-year-olds.

    Every person gained leaves the education that ``chain.left`` gives. Raises :class:`DataRefusedError` when the
    effect's years are not the inputs'.
    """
    if found.years != inputs.axes.years:
        told = f"years {found.years[0]}-{found.years[-1]}, expected {inputs.axes.years[0]}-{inputs.axes.years[-1]}"
        raise DataRefusedError("the effect was refused", [Finding(chain.provenance.file, None, "year", told)])
    return _with_journeymen(inputs, chain, found.completions, chain.provenance)


def with_entrants(inputs: Inputs, counted: Chain, published: Chain) -> Inputs:
    """The inputs with entrants by the completion ``counted`` in a register in place of the ``published`` one.

    The trend carries on what published completion gives. What the counted shares give more or less of it enters beyond
    the trend: of those who complete GF2 from the base year on, and so by the counted duration of the main course.
    """
    years = inputs.axes.years
    usual = published.finishers * (1 - published.lost) * published.completing
    factor = counted.reaching / published.reaching
    gained = usual * (factor - 1) * _later(np.ones(len(years)), counted.duration)
    told = replace(counted.provenance, text=_entrants_text(counted, published))
    return _with_journeymen(inputs, counted, gained, told)


def _entrants_text(counted: Chain, published: Chain) -> str:
    ours, usual = (f"{100 * each.reaching:.1f} %".replace(".", ",") for each in (counted, published))
    return (
        "Nye faglærte efter overgange og gennemførelse i et indlæst officielt register: "
        f"{ours} af dem, der fuldfører GF2, bliver faglært, mod {usual} efter de offentliggjorte tal. "
        f"Talt på {counted.counted['lost']:.0f} personer. Hvor mange der fuldfører GF2, er det offentliggjorte tal; "
        "hvem der bliver i regionen, og hvad de ellers ville have haft, er antaget."
    )


def _with_journeymen(inputs: Inputs, chain: Chain, completions: Array, about: Provenance) -> Inputs:
    """The inputs with ``completions`` a year, of whom ``chain`` says who stay and which education they leave."""
    young = inputs.population.values[:, AGE_OF_JOURNEYMEN].sum(axis=1)
    persons = completions * chain.stays * young / np.maximum(young.sum(axis=0), 1.0)
    values = inputs.extra_completions.values.copy()
    values[:, EDUCATIONS.index(SKILLED)] += persons
    for code, share in chain.left.items():
        values[:, EDUCATIONS.index(code)] -= share * persons
    kind = max(about.kind, DataKind.ASSUMED, key=list(DataKind).index)
    return replace(inputs, extra_completions=Part(values, replace(about, kind=kind)))
