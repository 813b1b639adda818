# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The process that works off readers' scenarios: ``python -m faglaert.pipeline.scenario_worker``.

A result is there whole or not at all. A request that ends its process twice is given up with a result that says so.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faglaert.atomic import exclusive
from faglaert.balance.chains import current_chain
from faglaert.balance.completions import Chain
from faglaert.balance.inputs import Inputs
from faglaert.balance.release import SETTING
from faglaert.balance.trial import try_scenario
from faglaert.definitions.scenarios import Scenario
from faglaert.errors import FaglaertError
from faglaert.paths import Paths
from faglaert.pipeline.balance_inputs import current_inputs
from faglaert.pipeline.scenario_queue import Queue, write_request
from faglaert.settings import load_settings

POLITENESS = 10
"""Pages come first."""
MOST_ATTEMPTS = 2
MOST_SECONDS = 120
"""Of the processor, for one run."""


def main() -> None:
    """Work the queue off; when another process does so already there is nothing to do."""
    os.nice(POLITENESS)
    try:
        work_off(load_settings().paths)
    except FaglaertError as error:
        sys.exit(error.exit_code)


def work_off(paths: Paths) -> int:
    """Answer requests until none waits; returns how many. Raises :class:`FaglaertError` when another process does."""
    queue, done = Queue(paths), 0
    with exclusive(queue.folder, "worker on scenarios"):
        if not queue.waiting:
            return 0
        inputs = current_inputs(paths, "region")
        chain = current_chain(paths, inputs)
        while queue.waiting:
            _answer(queue, queue.waiting[0], inputs, chain)
            done += 1
    return done


def _answer(queue: Queue, path: Path, inputs: Inputs, chain: Chain) -> None:
    request = json.loads(path.read_text(encoding="utf-8"))
    if request["attempts"] >= MOST_ATTEMPTS:
        queue.keep(path.stem, {"error": "the run was ended twice before it was finished"})
    else:
        write_request(path, request["scenario"], attempts=request["attempts"] + 1)
        try:
            with _limited_time():
                result = try_scenario(inputs, chain, Scenario.model_validate(request["scenario"]), SETTING)
        except FaglaertError as error:
            result = {"error": str(error)}
        queue.keep(path.stem, result)
    path.unlink()


@contextmanager
def _limited_time() -> Iterator[None]:
    """Let the system end this process when one run takes far more than any should; afterwards it may go on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    before, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + MOST_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (before, hard))


if __name__ == "__main__":
    main()
