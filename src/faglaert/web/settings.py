# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Django's settings, derived from the installation's :class:`faglaert.settings.Settings`.

The public pages use no database, no session and no cookie; those are for the workspace below ``/arbejdsrum/``. The
address alone decides the language: Danish at ``/``, English at ``/en/``.
"""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from allauth import mfa
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from faglaert.settings import Settings, load_settings
from faglaert.web.accounts.single_sign_on import origin, providers
from faglaert.web.database import CACHE_TABLE, databases

FAGLAERT = load_settings()
HERE = Path(__file__).parent

DEBUG = False
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
ROOT_URLCONF = "faglaert.web.urls"
WSGI_APPLICATION = "faglaert.web.wsgi.application"
DATABASES = databases(FAGLAERT)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": CACHE_TABLE},
    # Below the digest of what stands in it a paper never grows old; the limits only keep the folder small.
    "papers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": FAGLAERT.paths.papers,
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 40},
    },
}
APPEND_SLASH = True
X_FRAME_OPTIONS = "DENY"


def _secret_key(installation: Settings) -> str:
    if installation.secret_key is not None:
        return installation.secret_key.get_secret_value()
    if installation.production:
        raise ImproperlyConfigured("in production a secret key is needed: set FAGLAERT_SECRET_KEY")
    # `faglaert serve` gives all its processes a kept key; a command needs none that lasts.
    return secrets.token_urlsafe(50)


def _allowed_hosts(installation: Settings) -> list[str]:
    public = urlsplit(installation.public_url).hostname or ""
    local = [] if installation.production else ["127.0.0.1", "localhost", "[::1]", installation.host]
    return [host for host in dict.fromkeys([public, *local]) if host]


def cookies(installation: Settings) -> dict[str, object]:
    """In production cookies go over TLS alone; their prefix makes browsers refuse them from anywhere but this host."""
    if not installation.production:
        return {}
    names = {"SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_NAME": "__Host-csrf"}
    return {**names, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True}


SECRET_KEY = _secret_key(FAGLAERT)
ALLOWED_HOSTS = _allowed_hosts(FAGLAERT)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "faglaert.web.accounts.apps.AccountsConfig",
    "faglaert.web.audit",
    "faglaert.web.initiatives",
    "faglaert.web.programme",
    "faglaert.web.council",
    "faglaert.web.funding",
    "faglaert.web.status",
    "faglaert.web.knowledge",
    "faglaert.web.mentors",
    "faglaert.web.explore",
    "faglaert.web.library",
    "faglaert.web.pathways",
]

FILE_UPLOAD_HANDLERS = [
    "faglaert.web.workspace.files.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "faglaert.web.middleware.resource_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "faglaert.web.middleware.language_of_the_address",
    "django.middleware.common.CommonMiddleware",
    # The next five touch session and cookies only when a page asks for them: public pages never do.
    "faglaert.web.middleware.WorkspaceSessionMiddleware",
    "faglaert.web.middleware.WorkspaceCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "faglaert.web.middleware.private_workspace",
    "faglaert.web.middleware.NothingPublishedMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "faglaert.web.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "faglaert.web.frame.frame",
                "faglaert.web.workspace.frame.workspace",
            ],
        },
    }
]

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = FAGLAERT.paths.home / "static"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [
    HERE / "static",
    ("vendor/allauth", Path(mfa.__file__).parent / "static/mfa/js"),
]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        # A log-in elsewhere begins with a form here that is answered with the provider's address.
        "form-action": [SELF, *origin(FAGLAERT)],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if FAGLAERT.production:
    # The site stands behind a proxy that ends TLS; the header tells which requests came by https.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

# Without a mail server e-mails are printed where the program runs.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if FAGLAERT.email_host else 'console'}.EmailBackend"
EMAIL_HOST = FAGLAERT.email_host or ""
EMAIL_TIMEOUT = FAGLAERT.http_timeout_seconds
DEFAULT_FROM_EMAIL = FAGLAERT.contact_email

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Scrypt is slow to guess on graphics cards too, and is in the standard library.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # how long an invitation is open
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:start"
ACCOUNT_ADAPTER = "faglaert.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the programme office vouches for the addresses
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
# A proxy in front puts the reader's address last in X-Forwarded-For; without one nobody is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if FAGLAERT.production else 0
SOCIALACCOUNT_ADAPTER = "faglaert.web.accounts.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = providers(FAGLAERT)
USERSESSIONS_ADAPTER = "faglaert.web.accounts.login_log.SessionsAdapter"
MFA_ADAPTER = "faglaert.web.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Faglært"
MFA_FORMS = {
    "add_webauthn": "faglaert.web.accounts.passkeys.PasskeyForm",
    "login_webauthn": "faglaert.web.accounts.passkeys.PasskeyLoginForm",
    "authenticate_webauthn": "faglaert.web.accounts.passkeys.PasskeyStepForm",
    "reauthenticate_webauthn": "faglaert.web.accounts.passkeys.PasskeyConfirmForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey stands for password and second step at once, so its owner always shows a finger, a face or a number.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not FAGLAERT.production  # browsers themselves allow it for this machine alone
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # each log-in is two requests
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "faglaert.web.workspace.views.form_expired"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
globals().update(cookies(FAGLAERT))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A reader's wrong address is no event of ours; what fails on our side is.
        "django.request": {"level": "ERROR"},
        # It would name the passkey of everybody who logs in.
        "fido2": {"level": "WARNING"},
    },
}
