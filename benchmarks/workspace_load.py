# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Locust's people in the workspace: each is logged in, opens pages, writes one time in seven, and thinks in between."""

import json
import os
import random
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

from locust import HttpUser, between

FOUND = json.loads(Path(os.environ["WORKSPACE_PAGES"]).read_text(encoding="utf-8"))
TOLD = "En anden har gemt"
"""What a page says to the second of two who save the same record: an answer, and no error."""


class Form(HTMLParser):
    """The fields of a page's last form, as a browser would send them untouched."""

    def __init__(self, html: str) -> None:
        """Read them."""
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._select = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a field holds."""
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self.fields = {}
        elif tag == "input" and name and (found.get("type") not in {"checkbox", "radio"} or "checked" in found):
            self.fields.setdefault(name, []).append(found.get("value", ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in found:
            self.fields.setdefault(self._select, []).append(found["value"])
        elif tag == "textarea":
            self._area = name
            self.fields[name] = [""]

    def handle_data(self, data: str) -> None:
        """Keep the text of a text field."""
        if self._area:
            self.fields[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        """A text field ends."""
        if tag == "textarea":
            self._area = ""


class Person(HttpUser):
    """Somebody who is logged in and does something about every second."""

    wait_time = between(0.5, 1.5)

    def read(self) -> None:
        """Open any page."""
        page = random.choice(FOUND["pages"])
        self.be(page["role"])
        asked = {"name": page["name"], "allow_redirects": False, "catch_response": True}
        with self.client.get(page["path"], **asked) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")

    def write_a_status(self) -> None:
        """Write on the status of this half-year."""
        said = f"Fremdrift {random.random()}"
        words = {"progress": "delayed", "progress_text": said, "course": "go_on", "reasons": "Det virker."}
        self.write("a status", "status", words)

    def change_an_initiative(self) -> None:
        """Tell the problem anew."""
        self.write("an initiative", "edit", {"problem": f"Mange falder fra {random.random()}"})

    def add_a_milestone(self) -> None:
        """Add a milestone."""
        self.write("a milestone", "milestone", {"title": f"Hold {random.random()}", "due_on": "2026-12-01"})

    def write(self, what: str, form: str, words: dict[str, str]) -> None:
        """Open a form of any initiative, think, and send it: it is saved, or one is told of somebody who was first."""
        self.be("office")
        address = random.choice(FOUND["forms"])[form]
        html = self.client.get(address, name=f"form of {what}").text
        sent = Form(html).fields | {name: [word] for name, word in words.items()}
        self.wait()
        asked = {"name": f"save {what}", "allow_redirects": False, "catch_response": True}
        with self.client.post(address, data=sent, **asked) as answer:
            if answer.status_code == 200 and TOLD in answer.text:
                answer.request_meta["name"] += ", told of another"
            elif answer.status_code != 302:
                answer.failure(f"status {answer.status_code}")

    def be(self, role: str) -> None:
        """Act as somebody of a role, and forget who one was."""
        self.client.cookies.clear()
        self.client.cookies.set("sessionid", random.choice(FOUND["sessions"][role]))

    tasks: ClassVar = {read: 18, write_a_status: 1, change_an_initiative: 1, add_a_milestone: 1}
