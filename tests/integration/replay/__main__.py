# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Run the replay server by hand, to try out fetching without a network.

python -m tests.integration.replay --port 8600
FAGLAERT_STATBANK_URL=http://127.0.0.1:8600/v1/ faglaert fetch

It prints the settings to fetch with, those of the two providers that ask for a key as well.
"""

import argparse
import sys
import threading

from tests.integration.replay.jobindsats import JobindsatsReplay
from tests.integration.replay.keyed import KEY, serving
from tests.integration.replay.server import running
from tests.integration.replay.uddannelsesstatistik import UddannelsesstatistikReplay

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m tests.integration.replay", description="Answers as the providers do."
    )
    parser.add_argument("--port", type=int, default=8600, help="port on 127.0.0.1 (default 8600)")
    arguments = parser.parse_args()
    with (
        running(arguments.port) as server,
        serving(UddannelsesstatistikReplay()) as cubes,
        serving(JobindsatsReplay()) as jobs,
    ):
        sys.stdout.write(f"FAGLAERT_STATBANK_URL={server.base_url}\n")
        sys.stdout.write(f"FAGLAERT_UDDANNELSESSTATISTIK_URL={cubes.base_url}\n")
        sys.stdout.write(f"FAGLAERT_UDDANNELSESSTATISTIK_KEY={KEY}\n")
        sys.stdout.write(f"FAGLAERT_JOBINDSATS_URL={jobs.base_url}\nFAGLAERT_JOBINDSATS_KEY={KEY}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")
