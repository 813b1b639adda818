# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The balance that is published: the region and its municipalities, computed anew only when the inputs have changed.

It lies below ``<home>/balance_release`` and is not what somebody last tried out with ``faglaert balance run``.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import polars as pl

import faglaert
from faglaert.balance import compute
from faglaert.balance.beside import beside_tables
from faglaert.balance.inputs import Inputs
from faglaert.balance.outputs import current_results, write_results
from faglaert.balance.running import Setting
from faglaert.errors import NotPublishedError
from faglaert.paths import Paths

SETTING = Setting()
MUNICIPAL_DRAWS = 400
"""Enough for a word of five; the municipalities' figures are shown for large groups alone."""


def digest_of(*inputs: Inputs) -> str:
    """A name for everything a result follows from: every number that goes in, the setting and the version."""
    digest = hashlib.sha256(f"{faglaert.__version__} {SETTING} {MUNICIPAL_DRAWS}".encode())
    for each in inputs:
        digest.update(f"{each.vintage} {each.axes}".encode())
        arrays = [part.values for _, part, _ in each.parts()] + [history.values for history in each.histories]
        for values in arrays:
            digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()[:16]


def release_paths(paths: Paths) -> Paths:
    """Where the published balance's tables are kept."""
    return Paths(paths.home / "balance_release")


def release(paths: Paths, region: Inputs, municipalities: Inputs) -> Path:
    """The folder of the balance of these inputs; computed and kept when the newest is of others.

    Tables are those of :func:`faglaert.balance.run` for the region, and ``municipalities`` (columns of ``balance``).
    Raises :class:`DataRefusedError` when an identity does not hold.
    """
    kept, digest = release_paths(paths), digest_of(region, municipalities)
    try:
        folder = current_results(kept)
        if json.loads((folder / "run.json").read_text(encoding="utf-8"))["digest"] == digest:
            return folder
    except NotPublishedError:
        pass
    tables = compute(region, scenarios=(), setting=SETTING)
    tables |= beside_tables(paths, region, tables["balance"])
    split = compute(municipalities, scenarios=(), setting=Setting(SETTING.seed, MUNICIPAL_DRAWS))["balance"]
    tables["municipalities"] = split.filter(pl.col("area") != "all")
    about = {
        "vintage": region.vintage,
        "digest": digest,
        "seed": SETTING.seed,
        "draws": SETTING.draws,
        "base_year": region.axes.base_year,
        "end_year": region.axes.end_year,
    }
    return write_results(kept, tables, about)
