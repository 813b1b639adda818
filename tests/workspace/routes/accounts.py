# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Start page, log-in, people, and the log."""

from faglaert.web.accounts.permissions import Role
from tests.workspace.matrix import EVERYBODY, OFFICE, Route


def somebody(people: dict) -> dict[str, object]:
    """A person to look at."""
    return {"user_id": people[Role.READER].pk}


ROUTES = {
    "workspace:start": Route(EVERYBODY),
    "accounts:users": Route(OFFICE),
    "accounts:user_new": Route(OFFICE),
    "accounts:user": Route(OFFICE, arguments=somebody),
    "accounts:user_erase": Route(OFFICE, method="POST", arguments=somebody),
    "accounts:person_forget": Route(OFFICE),
    "accounts:user_invite": Route(OFFICE, method="POST", arguments=somebody),
    "audit:log": Route(OFFICE),
    "account_change_password": Route(EVERYBODY),
    "account_set_password": Route(EVERYBODY),
    "usersessions_list": Route(EVERYBODY),
    "mfa_index": Route(EVERYBODY),
    "mfa_activate_totp": Route(EVERYBODY),
    "mfa_generate_recovery_codes": Route(EVERYBODY),
    "mfa_list_webauthn": Route(EVERYBODY),
    "mfa_add_webauthn": Route(EVERYBODY),
}
OPEN = {
    *("account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_welcome"),
    *("openid_connect_login", "openid_connect_callback", "socialaccount_login_cancelled", "mfa_authenticate"),
    # these ask for the second step that the person has chosen
    *("mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *("mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn"),
}
