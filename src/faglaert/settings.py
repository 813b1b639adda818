# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Settings of one installation, from environment variables and an optional ``faglaert.toml``."""

import os
import tomllib
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from faglaert.errors import UsageError
from faglaert.paths import Paths

FILE = Path("faglaert.toml")
PREFIX = "FAGLAERT_"


class Settings(BaseSettings):
    """Every setting, its default and its meaning; unknown keys in the file are refused."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=PREFIX, toml_file=FILE, extra="forbid", frozen=True
    )

    home: Path = Field(default=Path("var"), description="folder for snapshots, warehouse and published stores")
    statbank_url: str = Field(
        default="https://api.statbank.dk/v1/", description="address of Statistics Denmark's StatBank API"
    )
    uddannelsesstatistik_url: str = Field(
        default="https://api.uddannelsesstatistik.dk", description="address of the API of uddannelsesstatistik.dk"
    )
    uddannelsesstatistik_key: SecretStr | None = Field(
        default=None, description="key to uddannelsesstatistik.dk; free at api.uddannelsesstatistik.dk/GetStarted"
    )
    uddannelsesstatistik_key_file: Path | None = Field(
        default=None, description="file that holds the key to uddannelsesstatistik.dk instead"
    )
    jobindsats_url: str = Field(
        default="https://api.jobindsats.dk/v3", description="address of Jobindsats' API, version 3"
    )
    jobindsats_key: SecretStr | None = Field(
        default=None, description="key to Jobindsats; one per organisation, given by STAR on request"
    )
    jobindsats_key_file: Path | None = Field(default=None, description="file that holds the key to Jobindsats instead")
    http_timeout_seconds: float = Field(default=60.0, gt=0, description="time-out for one request to a source")
    http_attempts: int = Field(default=4, ge=1, le=10, description="tries before a source is given up")
    http_backoff_seconds: float = Field(default=1.0, ge=0, description="first wait between tries; doubles each time")
    http_connections: int = Field(default=3, ge=1, le=8, description="sources fetched at the same time")
    http_host_connections: int = Field(default=2, ge=1, le=8, description="requests to one host at the same time")
    http_host_pause_seconds: float = Field(
        default=0.2, ge=0, le=60, description="least time between the starts of two requests to one host"
    )
    keep_builds: int = Field(default=3, ge=2, description="how many builds are kept, the current one included")
    database_url: SecretStr | None = Field(
        default=None, description="PostgreSQL of the workspace, `postgresql://…`; without it SQLite in `home`"
    )
    host: str = Field(default="127.0.0.1", description="address the web server listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port the web server listens on")
    public_url: str = Field(default="http://127.0.0.1:8000", description="address readers see")
    secret_key: SecretStr | None = Field(default=None, description="Django's secret key; required in production")
    production: bool = Field(default=False, description="strict mode: secure cookies, HSTS, secret key required")
    pseudonym_key: SecretStr | None = Field(
        default=None, description="key that turns person numbers into pseudonyms, at least 32 characters"
    )
    pseudonym_key_file: Path | None = Field(
        default=None, description="file that holds the pseudonym key instead; outside the folder of the data"
    )
    oidc_issuer: str | None = Field(
        default=None, description="OpenID Connect provider for log-in, the address its configuration is found below"
    )
    oidc_client_id: str = Field(default="", description="name of this installation at the OpenID Connect provider")
    oidc_client_secret: SecretStr | None = Field(default=None, description="its secret there")
    oidc_name: str = Field(default="fælles log-ind", description="what the button for the provider says")
    oidc_role_claim: str = Field(default="roles", description="claim that holds a person's roles at the provider")
    oidc_roles: dict[str, str] = Field(
        default={}, description="value of that claim to role here, as JSON; when empty the office gives the roles"
    )
    contact_email: str = Field(default="kontakt@example.dk", description="contact for accessibility and errors")
    email_host: str | None = Field(
        default=None, description="mail server that sends the workspace's reminders; without it they are printed"
    )
    contact_phone: str = Field(default="+45 00 00 00 00", description="telephone for accessibility enquiries")
    accessibility_statement_url: str | None = Field(
        default=None, description="registered accessibility statement (was.digst.dk); without it the site's own is used"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  (the signature is given by the library)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order: arguments, environment, file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @cached_property
    def paths(self) -> Paths:
        """The folders below ``home``."""
        return Paths(self.home.resolve())


def load_settings(**overrides: object) -> Settings:
    """Read the settings; raises :class:`UsageError` that names every key that is unknown or has a wrong value."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # the keys are checked by the model
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise UsageError(f"a setting is wrong: {problems}. See `faglaert config show`") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{FILE} is not valid TOML: {error}") from error


def origin(name: str) -> str:
    """Where the value of setting ``name`` comes from: ``environment``, ``file`` or ``default``."""
    if PREFIX + name.upper() in {key.upper() for key in os.environ}:
        return "environment"
    if FILE.is_file() and name in tomllib.loads(FILE.read_text(encoding="utf-8")):
        return "file"
    return "default"
