# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a person changes of the own log-in, and attempts at somebody else's, each with its event in the log.

A single wrong password and a log-in that went well are no events: the log is never erased, and is neither to be filled
from outside nor to tell when people work. Nothing that was typed is logged, and no address of a computer.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import record_event, writing
from faglaert.web.audit.queries import history_of

QUIET = timedelta(minutes=5)
"""How long an account stays closed after too many wrong passwords; one event tells of all attempts in that time."""

View = Callable[..., HttpResponse]


def logs_keys(view: View) -> View:
    """Make a view that adds or removes passkey, app or emergency codes one transaction with its events.

    What the person has before and after is compared: the library tells of some changes only after they are saved.
    """

    @wraps(view)
    def logged(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        user = request.user
        with writing():
            before = _keys_of(user)
            response = view(request, *args, **kwargs)
            after = _keys_of(user)
            for number in sorted(before.keys() - after.keys()):
                record_event("key_removed", user, by=user, before={"key": before[number]})
            for number in sorted(after.keys() - before.keys()):
                record_event("key_added", user, by=user, after={"key": after[number]})
        return response

    return logged


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Logs when a person logs out everywhere else."""

    @writing()
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """End them, with one event that says how many."""
        ended = list(sessions)
        super().end_sessions(ended)
        if ended:
            user = ended[0].user
            record_event("sessions_ended", user, by=user, after={"count": len(ended)})


@writing()
def log_guessing(email: str) -> None:
    """Log that log-in to an account was closed for a while after too many wrong passwords; nothing for no account."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        return
    if not history_of(user).filter(action="login_closed", created_at__gt=now() - QUIET).exists():
        record_event("login_closed", user, by=None)


@writing()
def log_wrong_second_step(user: User, **_told: object) -> None:
    """Log a wrong code: whoever gives one knew the password. Receives ``allauth.mfa.signals.authentication_failed``."""
    record_event("second_step_failed", user, by=None)


def _keys_of(user: User) -> dict[int, str]:
    return dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))
