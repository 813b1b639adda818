# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Status",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="År",
                    ),
                ),
                (
                    "half",
                    models.PositiveSmallIntegerField(
                        editable=False,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2),
                        ],
                        verbose_name="Halvår",
                    ),
                ),
                (
                    "progress",
                    models.CharField(
                        choices=[
                            ("as_planned", "som planlagt"),
                            ("delayed", "forsinket"),
                            ("off_course", "ikke som planlagt"),
                        ],
                        max_length=12,
                        verbose_name="Fremdrift",
                    ),
                ),
                ("progress_text", models.TextField(max_length=6000, verbose_name="Hvad er der sket")),
                ("obstacles", models.TextField(blank=True, max_length=6000, verbose_name="Hvad står i vejen")),
                (
                    "course",
                    models.CharField(
                        choices=[("go_on", "fortsæt"), ("adjust", "justér"), ("stop", "stop")],
                        max_length=8,
                        verbose_name="Beslutning",
                    ),
                ),
                ("reasons", models.TextField(max_length=6000, verbose_name="Hvorfor")),
                ("given_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="Afgivet")),
                (
                    "initiative",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statuses",
                        to="initiatives.initiative",
                        verbose_name="Initiativ",
                    ),
                ),
            ],
            options={
                "verbose_name": "Status",
                "ordering": ["-year", "-half"],
            },
        ),
        migrations.CreateModel(
            name="FrozenFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("indicator_id", models.CharField(max_length=60)),
                ("area_code", models.CharField(max_length=10)),
                ("unit", models.CharField(max_length=20)),
                ("period", models.CharField(blank=True, max_length=20)),
                ("value", models.FloatField(blank=True, null=True)),
                ("low_value", models.FloatField(blank=True, null=True)),
                ("high_value", models.FloatField(blank=True, null=True)),
                ("status", models.CharField(max_length=20)),
                ("data_kind", models.CharField(blank=True, max_length=12)),
                ("baseline_value", models.FloatField(blank=True, null=True)),
                ("baseline_period", models.CharField(blank=True, max_length=20)),
                ("source_id", models.CharField(blank=True, max_length=80)),
                ("snapshot_id", models.CharField(blank=True, max_length=120)),
                ("build_id", models.CharField(max_length=80)),
                ("built_at", models.DateTimeField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="status.status"
                    ),
                ),
            ],
            options={
                "verbose_name": "Låst tal",
                "ordering": ["indicator_id"],
            },
        ),
        migrations.AddConstraint(
            model_name="status",
            constraint=models.UniqueConstraint(fields=("initiative", "year", "half"), name="status_once_a_half_year"),
        ),
    ]
