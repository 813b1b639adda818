# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a run assumes beyond its inputs: the settings that scenarios turn."""

from dataclasses import dataclass

from faglaert.balance.completions import Chain
from faglaert.balance.inputs import Array


@dataclass(frozen=True)
class Assumptions:
    """Settings of a run.

    ``variant`` is a path of national employment, or ``mixed``: the base in half of the draws, low and high in a quarter
    each. ``mix_drift`` multiplies the trend of the education mix and ``mix_damping`` overrides its damping.
    ``commuting_response`` is how far commuters follow tightness (0: fixed pattern). ``structural_shift`` is added to
    structural unemployment, ``structural_spread`` its half-width in the draws (both as shares). ``elasticities`` are
    those of substitution and ``supply_elasticity`` that of supply. ``extra_jobs``, by workplace, industry and year, are
    those of a project; ``participation_points``, by age and education, are added to the share that takes part.
    ``chain`` has the rates of the lever on losses; None: the published ones.
    """

    variant: str = "mixed"
    mix_drift: float = 1.0
    mix_damping: float | None = None
    commuting_response: float = 0.0
    structural_shift: float = 0.0
    structural_spread: float = 0.01
    elasticities: tuple[float, ...] = (0.15, 0.8, 1.6)
    supply_elasticity: float = 0.1
    extra_jobs: Array | None = None
    participation_points: Array | None = None
    chain: Chain | None = None
