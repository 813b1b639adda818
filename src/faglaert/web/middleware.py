# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What every request passes: language, security headers, and a page of its own while nothing is published."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils import translation

from faglaert.errors import NotPublishedError
from faglaert.web.workspace.frame import is_workspace

GetResponse = Callable[[HttpRequest], HttpResponse]

_POLICIES = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def language_of_the_address(get_response: GetResponse) -> GetResponse:
    """Let the address alone decide the language, so that a page is the same for everybody and can be cached."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = "en" if request.path_info == "/en" or request.path_info.startswith("/en/") else "da"
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def resource_policy(get_response: GetResponse) -> GetResponse:
    """Headers that Django has no setting for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _POLICIES.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def private_workspace(get_response: GetResponse) -> GetResponse:
    """Let no cache keep a page of the workspace and no search engine list it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_workspace(request):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return middleware


class WorkspaceSessionMiddleware(SessionMiddleware):
    """Sends session cookies from the workspace alone; elsewhere a session is neither read nor answered."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the session; a key of ours is letters and digits, and PostgreSQL cannot look for others."""
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME, "").isalnum():
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session and send its cookie."""
        return super().process_response(request, response) if is_workspace(request) else response


class WorkspaceCsrfMiddleware(CsrfViewMiddleware):
    """Guards the forms of the workspace alone: public pages have none, and answer no stale cookie with a new one."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the token of the request."""
        if is_workspace(request):
            super().process_request(request)

    def process_view(self, request: HttpRequest, callback: object, args: object, kwargs: object) -> HttpResponse | None:
        """Refuse a form without the token."""
        return super().process_view(request, callback, args, kwargs) if is_workspace(request) else None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Send the token where a page asked for it."""
        return super().process_response(request, response) if is_workspace(request) else response


class NothingPublishedMiddleware:
    """Answers 503 with what to do, instead of an error, while there is no published store."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn the one exception that is no fault of the page into its own page."""
        if not isinstance(exception, NotPublishedError):
            return None
        response = render(request, "not_published.html", status=503)
        response["Retry-After"] = "60"
        response["Cache-Control"] = "no-store"
        return response
