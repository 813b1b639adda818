# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Django's settings, derived from the installation's :class:`faglaert.settings.Settings`.

The public pages need no database, no session and no cookie, so none is configured. The address alone decides the
language: Danish at ``/``, English at ``/en/``.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from faglaert.settings import Settings, load_settings

FAGLAERT = load_settings()
HERE = Path(__file__).parent

DEBUG = False
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
ROOT_URLCONF = "faglaert.web.urls"
WSGI_APPLICATION = "faglaert.web.wsgi.application"
DATABASES: dict[str, dict[str, object]] = {}
APPEND_SLASH = True
X_FRAME_OPTIONS = "DENY"


def _secret_key(installation: Settings) -> str:
    if installation.secret_key is not None:
        return installation.secret_key.get_secret_value()
    if installation.production:
        raise ImproperlyConfigured("in production a secret key is needed: set FAGLAERT_SECRET_KEY")
    # Nothing is signed for readers, so a key that lasts as long as the process is enough while developing.
    return secrets.token_urlsafe(50)


def _allowed_hosts(installation: Settings) -> list[str]:
    public = urlsplit(installation.public_url).hostname or ""
    local = [] if installation.production else ["127.0.0.1", "localhost", "[::1]", installation.host]
    return [host for host in dict.fromkeys([public, *local]) if host]


SECRET_KEY = _secret_key(FAGLAERT)
ALLOWED_HOSTS = _allowed_hosts(FAGLAERT)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "faglaert.web.explore",
    "faglaert.web.library",
    "faglaert.web.pathways",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "faglaert.web.middleware.resource_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "faglaert.web.middleware.language_of_the_address",
    "django.middleware.common.CommonMiddleware",
    "faglaert.web.middleware.NothingPublishedMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "faglaert.web.components"],
            "context_processors": ["faglaert.web.frame.frame"],
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
STATICFILES_DIRS = [HERE / "static"]
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
        "form-action": [SELF],
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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A reader's wrong address is no event of ours; what fails on our side is.
        "django.request": {"level": "ERROR"},
    },
}
