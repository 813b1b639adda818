# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every page of the workspace over 200 initiatives, alone and with 50 people who read and write, beside a static file.

Alone, a page is asked for over one connection that waits for the answer: that is the server's time. With people the
time is what they wait, so it holds the queue too. The database is SQLite, or the empty one that
``FAGLAERT_DATABASE_URL`` names.
"""

import csv
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.page import server

PEOPLE, SECONDS = 50, 30
ROUNDS, WARM_UPS = 20, 2
LIMIT_MS = 150.0


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as home:
        names = {"FAGLAERT_HOME": home, "FAGLAERT_SECRET_KEY": secrets.token_urlsafe(50)}
        environment = os.environ | names | {"DJANGO_SETTINGS_MODULE": "faglaert.web.settings"}
        output_of(environment, "faglaert.pipeline.cli", "build")
        found = output_of(environment, "benchmarks.workspace_data")
        with server([sys.executable, "-m", "faglaert.web.server"], environment) as port:
            opened = that_open(port, json.loads(found))
            yield from alone(port, opened, Path(home))
            yield from together(port, json.dumps(opened), Path(home), environment)


def output_of(environment: dict[str, str], *module: str) -> str:
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def that_open(port: int, found: dict) -> dict:
    """Without the pages that lead on to another."""
    pages = [
        each for each in found["pages"] if status_of(port, each["path"], found["sessions"][each["role"]][0]) == 200
    ]
    return {**found, "pages": pages}


def status_of(port: int, path: str, session: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    return connection.getresponse().status


def alone(port: int, found: dict, home: Path) -> Iterator[str]:
    """Each page by itself, the slowest first."""
    static = next(each for each in sorted((home / "static").rglob("site.*.css")))
    peer = measure(port, f"/static/{static.relative_to(home / 'static').as_posix()}", "")
    times = {}
    for page in found["pages"]:
        times[page["name"]] = measure(port, page["path"], found["sessions"][page["role"]][0])
    slowest = sorted(times.items(), key=lambda each: -each[1][1])
    over = [name for name, (_, p95) in slowest if p95 > LIMIT_MS]
    yield f"{len(times)} pages alone, {len(over)} over {LIMIT_MS:.0f} ms at p95; a static file {peer[0]:.1f} ms"
    for name, (middle, p95) in slowest[:12]:
        yield f"  {name}: p50 {middle:.0f} ms, p95 {p95:.0f} ms; ratio to the static file {middle / peer[0]:.0f}"


def measure(port: int, path: str, session: str) -> tuple[float, float]:
    """The median and the slowest of twenty of one page, in milliseconds."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for _ in range(WARM_UPS + ROUNDS):
        started = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        connection.getresponse().read()
        times.append((time.perf_counter() - started) * 1000)
    kept = sorted(times[WARM_UPS:])
    return kept[len(kept) // 2], kept[int(0.95 * len(kept)) - 1]


def together(port: int, found: str, home: Path, environment: dict[str, str]) -> Iterator[str]:
    """Fifty people at once: how many pages, how long they waited, what was saved, every error, and the log's chain."""
    pages, report = home / "pages.json", home / "locust"
    pages.write_text(found, encoding="utf-8")
    command = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("workspace_load.py")), "--headless"]
    command += ["-u", str(PEOPLE), "-r", str(PEOPLE), "-t", f"{SECONDS}s", "--csv", str(report), "--only-summary"]
    command += ["--host", f"http://127.0.0.1:{port}", "--exit-code-on-error", "0"]
    subprocess.run(command, env=environment | {"WORKSPACE_PAGES": str(pages)}, check=True, capture_output=True)
    with Path(f"{report}_stats.csv").open(encoding="utf-8") as source:
        rows = {row["Name"]: row for row in csv.DictReader(source)}
    with Path(f"{report}_failures.csv").open(encoding="utf-8") as source:
        failures = [f"{row['Name']} {row['Error']} ({row['Occurrences']})" for row in csv.DictReader(source)]
    database = "PostgreSQL" if environment.get("FAGLAERT_DATABASE_URL") else "SQLite"
    total = rows["Aggregated"]
    yield (
        f"{PEOPLE} people on {database} for {SECONDS} s: {total['Request Count']} requests, {total['Failure Count']} "
        f"errors, p50 {total['50%']} ms, p95 {total['95%']} ms"
    )
    for name, row in rows.items():
        if name.startswith("save "):
            yield f"  {name}: {row['Request Count']}, p50 {row['50%']} ms, p95 {row['95%']} ms"
    yield from (f"  error: {each}" for each in failures)
    verified = output_of(environment, "faglaert.pipeline.cli", "audit", "verify").strip()
    yield f"  the log of changes afterwards: {verified}"
