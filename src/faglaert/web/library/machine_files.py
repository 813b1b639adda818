# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Small files for machines and authorities: the accessibility shortcut, security contact, robots and health."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from faglaert.errors import NotPublishedError
from faglaert.published.store import open_store
from faglaert.web.frame import full_address

_PLAIN = "text/plain; charset=utf-8"


def statement_shortcut(_request: HttpRequest) -> HttpResponse:
    """``/was`` leads to the accessibility statement, as the Danish authority asks of every public site."""
    registered = settings.FAGLAERT.accessibility_statement_url
    return HttpResponseRedirect(registered) if registered else redirect("library:accessibility_statement")


def security_txt(_request: HttpRequest) -> HttpResponse:
    """Whom to tell about a vulnerability (RFC 9116); it expires a year from now, as the standard recommends."""
    expires = (now() + timedelta(days=364)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{settings.FAGLAERT.contact_email}",
        f"Expires: {expires}",
        "Preferred-Languages: da, en",
        f"Canonical: {full_address('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=_PLAIN)


def robots_txt(_request: HttpRequest) -> HttpResponse:
    """Everything may be read and indexed."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type=_PLAIN)


def healthz(_request: HttpRequest) -> HttpResponse:
    """Whether the site can answer with figures: 200 with the build's id, 503 while nothing is published."""
    try:
        release = open_store(settings.FAGLAERT.paths).release
    except NotPublishedError:
        return JsonResponse({"status": "not published"}, status=503)
    return JsonResponse({"status": "ok", "build_id": release.build_id})
