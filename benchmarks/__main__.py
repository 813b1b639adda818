# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Run every benchmark: ``./dev bench`` or ``python -m benchmarks [NAME ...]``."""

import sys

from benchmarks import balance, build, page, pathways, register_load, statbank_bulk, synthetic_register, workspace

BENCHMARKS = {
    "balance": balance.run,
    "build": build.run,
    "page": page.run,
    "pathways": pathways.run,
    "register_load": register_load.run,
    "statbank_bulk": statbank_bulk.run,
    "synthetic_register": synthetic_register.run,
    "workspace": workspace.run,
}


def main() -> None:
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    for name in names:
        print(f"== {name}")
        for line in BENCHMARKS[name]():
            print(line)


main()
