# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The way to a page of the funding rounds."""

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.web.frame import Crumb
from faglaert.web.funding.models import Application, Round
from faglaert.web.workspace.frame import workspace_crumbs


def funding_crumbs(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    """Below the list of rounds."""
    return workspace_crumbs((gettext("Midler"), reverse("funding:rounds")), *steps)


def round_crumbs(found: Round, title: str) -> tuple[Crumb, ...]:
    """Below one round."""
    return funding_crumbs((found.title, reverse("funding:round", args=[found.pk])), (title, ""))


def application_crumbs(application: Application, title: str = "") -> tuple[Crumb, ...]:
    """One application, or a page below it with a title of its own."""
    here = reverse("funding:application", args=[application.pk]) if title else ""
    below = ((title, ""),) if title else ()
    applications = (gettext("Ansøgninger"), reverse("funding:applications"))
    return funding_crumbs(applications, (application.title, here), *below)
