# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The people made for trying out, and their way in."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from playwright.sync_api import Page

from faglaert.settings import Settings


@dataclass(frozen=True)
class Person:
    """What one needs to log in."""

    email: str
    password: str


def command(published: Settings, *arguments: str) -> str:
    """What a command on the workspace prints."""
    program = [sys.executable, "-m", "faglaert.web.administration", *arguments]
    environment = {**os.environ, "FAGLAERT_HOME": str(published.home)}
    return subprocess.run(program, env=environment, capture_output=True, check=True, text=True).stdout


def demo_people(published: Settings) -> dict[str, Person]:
    """One person of each role, by role; those that are there get new passwords, which ends their sessions."""
    found = json.loads(command(published, "demo-users", "--json"))
    return {each["role"]: Person(each["email"], each["password"]) for each in found}


def log_in(page: Page, address: str, person: Person, *, arrives: str = "/arbejdsrum/") -> None:
    """Fill in the form; ``arrives`` is the path to which it leads."""
    page.goto(f"{address}/arbejdsrum/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Adgangskode").fill(person.password)
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_url(address + arrives)  # a pattern would match the address to go on to as well
