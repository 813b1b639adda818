# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="Navn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("school", "Skole"),
                            ("municipality", "Kommune"),
                            ("company", "Virksomhed"),
                            ("union", "Arbejdsmarkedets parter"),
                            ("region", "Region"),
                            ("other", "Anden"),
                        ],
                        max_length=20,
                        verbose_name="Slags",
                    ),
                ),
                (
                    "institution_number",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{6}$", "Et institutionsnummer har seks cifre.")
                        ],
                        verbose_name="Institutionsnummer",
                    ),
                ),
                (
                    "municipality_code",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^\\d{3}$", "En kommunekode har tre cifre.")],
                        verbose_name="Kommunekode",
                    ),
                ),
                (
                    "cvr",
                    models.CharField(
                        blank=True,
                        max_length=8,
                        validators=[django.core.validators.RegexValidator("^\\d{8}$", "Et CVR-nummer har otte cifre.")],
                        verbose_name="CVR-nummer",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="Er med i programmet")),
            ],
            options={
                "verbose_name": "Organisation",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Der er allerede en bruger med den e-mail."},
                        max_length=254,
                        unique=True,
                        verbose_name="E-mail",
                    ),
                ),
                ("full_name", models.CharField(max_length=120, verbose_name="Navn")),
                ("is_active", models.BooleanField(default=True, verbose_name="Kan logge ind")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="accounts.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bruger",
                "ordering": ["full_name", "email"],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("office", "Programkontor"),
                            ("analyst", "Analytiker"),
                            ("council_member", "Rådsmedlem"),
                            ("council_chair", "Rådets formand"),
                            ("partner", "Partner"),
                            ("school_counsellor", "Skolevejleder"),
                            ("municipal_guidance", "Kommunal vejledning"),
                            ("reader", "Læser"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "role"), name="role_once")],
            },
        ),
    ]
