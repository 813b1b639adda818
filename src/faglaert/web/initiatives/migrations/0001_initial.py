# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("track", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Spor")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("map", "Kortlægge"),
                            ("collaborate", "Skabe samarbejde"),
                            ("launch", "Igangsætte"),
                            ("adjust", "Status og justering"),
                            ("share", "Dele viden"),
                            ("close", "Afsluttet"),
                        ],
                        default="map",
                        max_length=12,
                        verbose_name="Fase",
                    ),
                ),
                ("is_draft", models.BooleanField(default=False, verbose_name="Kladde")),
                ("problem", models.TextField(blank=True, max_length=4000, verbose_name="Problem")),
                ("target_group", models.TextField(blank=True, max_length=2000, verbose_name="Målgruppe")),
                ("activities", models.TextField(blank=True, max_length=4000, verbose_name="Aktiviteter")),
                (
                    "outputs",
                    models.TextField(blank=True, max_length=4000, verbose_name="Det, der kommer ud af aktiviteterne"),
                ),
                ("outcome", models.TextField(blank=True, max_length=4000, verbose_name="Den ændring, der skal ske")),
                (
                    "indicator_id",
                    models.CharField(blank=True, max_length=60, verbose_name="Indikator, der skal flytte sig"),
                ),
                (
                    "expected_change",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="I indikatorens enhed; andele i procentpoint. Et fald skrives med minus.",
                        max_digits=10,
                        null=True,
                        verbose_name="Med hvor meget",
                    ),
                ),
                ("reach_by", models.DateField(blank=True, null=True, verbose_name="Hvornår")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="Begynder")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Slutter")),
                ("budget_dkk", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="Budget i kroner")),
                (
                    "cofinancing_dkk",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="Medfinansiering i kroner"),
                ),
                ("programme_codes", models.JSONField(blank=True, default=list, verbose_name="Uddannelser")),
                ("municipality_codes", models.JSONField(blank=True, default=list, verbose_name="Kommuner")),
                ("plan_key", models.CharField(editable=False, max_length=200, null=True, unique=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="accounts.organisation",
                        verbose_name="Ejes af",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Ansvarlig",
                    ),
                ),
                (
                    "schools",
                    models.ManyToManyField(
                        blank=True, related_name="school_initiatives", to="accounts.organisation", verbose_name="Skoler"
                    ),
                ),
            ],
            options={
                "verbose_name": "Initiativ",
                "ordering": ["track", "starts_on", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("map", "Kortlægge"),
                            ("collaborate", "Skabe samarbejde"),
                            ("launch", "Igangsætte"),
                            ("adjust", "Status og justering"),
                            ("share", "Dele viden"),
                            ("close", "Afsluttet"),
                        ],
                        max_length=12,
                        verbose_name="Fase",
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="Hvad viser det")),
                ("link", models.URLField(blank=True, verbose_name="Adresse")),
                (
                    "initiative",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "Dokumentation",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Milepæl")),
                ("due_on", models.DateField(verbose_name="Senest")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="Nået")),
                (
                    "initiative",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "Milepæl",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(max_length=300, verbose_name="Risiko")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "lav"), (2, "middel"), (3, "høj")],
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="Sandsynlighed",
                    ),
                ),
                (
                    "consequence",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "lav"), (2, "middel"), (3, "høj")],
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                        verbose_name="Følge",
                    ),
                ),
                ("response", models.TextField(blank=True, max_length=2000, verbose_name="Hvad gør vi")),
                (
                    "initiative",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "Risiko",
                "ordering": ["-consequence", "-likelihood", "pk"],
            },
        ),
    ]
