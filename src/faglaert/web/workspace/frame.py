# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What stands around the pages of the workspace. Public pages never come here, so they ask for no session."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from faglaert.web.accounts.models import User
from faglaert.web.frame import Crumb, Entry
from faglaert.web.workspace.areas import AREAS, Area

PREFIX = "/arbejdsrum/"
START = "workspace:start"


def is_workspace(request: HttpRequest) -> bool:
    """Whether an address belongs to the workspace."""
    return request.path_info.removeprefix("/en").startswith(PREFIX)


@dataclass(frozen=True)
class WorkspaceFrame:
    """Navigation and person, worked out when a template asks."""

    request: HttpRequest

    @property
    def user(self) -> User | None:
        """Who is logged in."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The parts of the workspace that the person may see."""
        user = self.user
        return tuple(area for area in AREAS if user is not None and user.may(area.capability))

    @cached_property
    def navigation(self) -> tuple[Entry, ...]:
        """The start page and the person's parts, the current one marked."""
        if self.user is None:
            return ()
        here = self.request.resolver_match
        name, app = (here.view_name, here.app_name) if here else ("", "")

        def state(route: str) -> str:
            if route == name:
                return "page"
            return "true" if route.partition(":")[0] == app else ""

        start = Entry(gettext("Start"), reverse(START), "page" if name == START else "")
        return (start, *(Entry(str(area.title), reverse(area.route), state(area.route)) for area in self.areas))

    @property
    def own_crumbs(self) -> tuple[Crumb, ...]:
        """The way to the pages of one's own access, which the library of log-ins makes."""
        return (Crumb(gettext("Arbejdsrum"), reverse(START)), Crumb(gettext("Din adgang"), ""))

    @property
    def single_sign_on(self) -> str:
        """What the button for the OpenID Connect provider says; empty without one."""
        return settings.FAGLAERT.oidc_name if settings.FAGLAERT.oidc_issuer else ""

    @property
    def messages(self) -> list[tuple[str, str]]:
        """What the last request has to say, once: its look and its words."""
        return [(message.level_tag, str(message)) for message in get_messages(self.request)]


def workspace(request: HttpRequest) -> dict[str, WorkspaceFrame]:
    """Context processor: ``workspace`` on its own pages, nothing on public ones."""
    return {"workspace": WorkspaceFrame(request)} if is_workspace(request) else {}


def workspace_crumbs(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    """The way from the workspace's start page; the last step is the page itself and is given without address."""
    return (Crumb(gettext("Arbejdsrum"), reverse(START)), *(Crumb(*step) for step in steps))
