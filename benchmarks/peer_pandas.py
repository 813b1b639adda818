# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What an analyst would write today: the same shares with pandas, into one CSV."""

import sys
from pathlib import Path

import pandas as pd

figures, home = (Path(argument) for argument in sys.argv[1:3])
text = {"area_code": str, "period": str}
shares = [
    pd.read_csv(figures / f"{name}.csv", dtype=text).assign(indicator=name, share=lambda frame: frame["value"] / 100)
    for name in ("neet_share", "profile_share", "primary_school_only_share", "employment_rate")
]
status = pd.read_csv(figures / "education_status.csv", dtype=text).pivot(
    index=["area_code", "period"], columns="category", values="value"
)
interrupted = (status["AFBRUDT"] / status["AA_TOTAL"]).rename("share").reset_index().assign(indicator="interrupted")
pd.concat([*shares, interrupted]).to_csv(home / "peer.csv", index=False)
