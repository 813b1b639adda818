# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Locust's readers of the workspace: each has a session for every role, and opens any page, then thinks."""

import json
import os
import random
from pathlib import Path

from locust import HttpUser, between, task

FOUND = json.loads(Path(os.environ["WORKSPACE_PAGES"]).read_text(encoding="utf-8"))


class Reader(HttpUser):
    """Somebody who is logged in and clicks about every second."""

    wait_time = between(0.5, 1.5)

    @task
    def read(self) -> None:
        page = random.choice(FOUND["pages"])
        cookie = {"Cookie": f"sessionid={random.choice(FOUND['sessions'][page['role']])}"}
        asked = {"headers": cookie, "name": page["name"], "allow_redirects": False, "catch_response": True}
        with self.client.get(page["path"], **asked) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
