# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From draws to what is said: quantiles, the probability of a shortage, and five words.

The word follows from probability and size together, so that a weak figure cannot look strong.
"""

from enum import StrEnum

import numpy as np

from faglaert.balance.inputs import Array

QUANTILES = {"q025": 0.025, "q10": 0.1, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q90": 0.9, "q975": 0.975}
LIKELY, CLEAR = 0.7, 0.9
CLEAR_PER_CENT = 2.0
"""Median gap in per cent of demand that a clear verdict needs."""
SMALL_SUPPLY = 2000
"""Labour force below which a balance is shown by its word alone."""
NOTHING = 1e-6
"""Persons."""
LARGE_SHARE = 0.02
"""A balance beyond this share of the labour force is large."""


class Verdict(StrEnum):
    """What may be said of a balance."""

    CLEAR_SHORTAGE = "clear_shortage"
    LIKELY_SHORTAGE = "likely_shortage"
    UNCERTAIN = "uncertain"
    LIKELY_SURPLUS = "likely_surplus"
    CLEAR_SURPLUS = "clear_surplus"


VERDICT_WORDS = {
    Verdict.CLEAR_SHORTAGE: "klar mangel",
    Verdict.LIKELY_SHORTAGE: "sandsynlig mangel",
    Verdict.UNCERTAIN: "for usikkert til at sige",
    Verdict.LIKELY_SURPLUS: "sandsynligt overskud",
    Verdict.CLEAR_SURPLUS: "klart overskud",
}
"""The verdicts in Danish."""


def quantiles(draws: Array) -> dict[str, Array]:
    """The quantiles of the first axis by name."""
    return dict(zip(QUANTILES, np.quantile(draws, list(QUANTILES.values()), axis=0), strict=True))


def sides(balance: Array) -> tuple[Array, Array]:
    """Shares of the draws with a shortage and with a surplus; what is nothing but rounding of floats is neither."""
    shortage, surplus = (balance < -NOTHING).mean(axis=0), (balance > NOTHING).mean(axis=0)
    return np.asarray(shortage), np.asarray(surplus)


def verdicts(shortage: Array, surplus: Array, gap_per_cent: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.str_]]:
    """One verdict for each cell; ``gap_per_cent`` is the median of demand minus supply in per cent of demand.

    0.7 and 0.3 themselves count as likely; probability 0.9 of a gap below 2 per cent is likely, not clear.
    """
    conditions = [
        (shortage >= CLEAR) & (gap_per_cent >= CLEAR_PER_CENT),
        (surplus >= CLEAR) & (gap_per_cent <= -CLEAR_PER_CENT),
        shortage >= LIKELY,
        surplus >= LIKELY,
    ]
    chosen = [Verdict.CLEAR_SHORTAGE, Verdict.CLEAR_SURPLUS, Verdict.LIKELY_SHORTAGE, Verdict.LIKELY_SURPLUS]
    return np.select(conditions, [str(each) for each in chosen], default=str(Verdict.UNCERTAIN))
