# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mentor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("full_name", models.CharField(max_length=120, verbose_name="Navn")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="Telefon")),
                ("programme_codes", models.JSONField(blank=True, default=list, verbose_name="Uddannelser")),
                ("offers", models.TextField(blank=True, max_length=2000, verbose_name="Kan hjælpe med")),
                (
                    "consent_on",
                    models.DateField(help_text="Personen har sagt ja til at stå her.", verbose_name="Samtykke givet"),
                ),
                (
                    "delete_on",
                    models.DateField(
                        help_text="Højst to år efter samtykket; spørg igen inden.", verbose_name="Slettes"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Mentor",
                "ordering": ["organisation__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("apprenticeship", "Læreplads"),
                            ("trial", "Praktik eller kort forløb"),
                            ("visit", "Besøg"),
                        ],
                        max_length=16,
                        verbose_name="Slags",
                    ),
                ),
                ("programme_code", models.CharField(max_length=12, verbose_name="Uddannelse")),
                ("places", models.PositiveIntegerField(verbose_name="Pladser")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="Fra")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="Om tilbuddet")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Tilbud",
                "ordering": ["programme_code", "organisation__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Agreements",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("programme_code", models.CharField(max_length=12, verbose_name="Uddannelse")),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                ("completed", models.PositiveIntegerField(verbose_name="Afsluttede grundforløb 2")),
                ("with_agreement", models.PositiveIntegerField(verbose_name="Heraf med uddannelsesaftale")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Uddannelsesaftaler",
                "ordering": ["programme_code", "organisation__name", "-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "programme_code", "year"), name="agreements_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("programme_code", models.CharField(max_length=12, verbose_name="Uddannelse")),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                ("goal", models.PositiveIntegerField(verbose_name="Mål: egne lærlinge")),
                ("reached", models.PositiveIntegerField(blank=True, null=True, verbose_name="Lærlinge nu")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="accounts.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Mål for egne lærlinge",
                "ordering": ["-year", "organisation__name", "programme_code"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "programme_code", "year"), name="goal_once")
                ],
            },
        ),
    ]
