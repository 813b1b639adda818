# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("initiatives", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Partnership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("leads", "leder indsatsen"),
                            ("carries_out", "udfører"),
                            ("takes_part", "deltager"),
                            ("funds", "finansierer"),
                            ("advises", "rådgiver"),
                        ],
                        max_length=12,
                        verbose_name="Rolle",
                    ),
                ),
                ("agreement", models.TextField(blank=True, max_length=8000, verbose_name="Aftale")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="Fra")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Til")),
                (
                    "initiative",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partnerships",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="accounts.organisation",
                        verbose_name="Partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "Partnerskab",
                "ordering": ["organisation__name", "pk"],
            },
        ),
    ]
