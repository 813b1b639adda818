# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is due of grants: reports, of which those who applied are reminded, and instalments, of which the office is."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.web.accounts.permissions import Capability
from faglaert.web.accounts.queries import people_with
from faglaert.web.frame import full_address
from faglaert.web.funding.models import Application, GrantReport, Instalment
from faglaert.web.funding.queries import open_instalments, open_reports
from faglaert.web.funding.tables import kroner
from faglaert.web.workspace.reminders import Owed


def owed_of_grants() -> Iterator[Owed]:
    """Every report that has not come and every instalment that is not paid."""
    for report in open_reports().prefetch_related("application__organisation__users__role_grants"):
        people = [each for each in report.application.organisation.users.all() if each.may(Capability.APPLY)]
        number, letter = report.application_id, partial(_report_letter, report)
        yield Owed("grant report", number, str(report.pk), report.due_on, report, people, letter)
    payers = list(people_with(Capability.MANAGE_FUNDING))
    for part in open_instalments():
        letter = partial(_instalment_letter, part)
        yield Owed("instalment", part.application_id, str(part.pk), part.due_on, part, payers, letter)


def _report_letter(report: GrantReport) -> tuple[str, str]:
    address = full_address(reverse("funding:report_write", args=[report.application_id, report.pk]))
    text = gettext(
        "Der mangler en afrapportering for %(project)s: %(title)s.\n"
        "Den skal være modtaget senest %(day)s.\n\nSkriv den her: %(address)s\n"
    )
    words = {**_words(report.application, report.due_on), "title": report.title, "address": address}
    return gettext("Afrapportering for %s") % report.application.title, text % words


def _instalment_letter(part: Instalment) -> tuple[str, str]:
    address = full_address(reverse("funding:application", args=[part.application_id]))
    text = gettext(
        "En rate af bevillingen til %(project)s er ikke ført som udbetalt: %(amount)s.\n"
        "Forfaldsdag: %(day)s.\n\nSe den her: %(address)s\n"
    )
    words = {**_words(part.application, part.due_on), "amount": kroner(part.amount_dkk, "da"), "address": address}
    return gettext("Rate til %s") % part.application.title, text % words


def _words(application: Application, due: date) -> dict[str, str]:
    return {"project": application.title, "day": display.long_date(due, "da")}
