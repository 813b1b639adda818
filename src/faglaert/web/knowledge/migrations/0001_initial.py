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
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                (
                    "kind",
                    models.CharField(
                        choices=[("experience", "Erfaring"), ("method", "Metode"), ("tool", "Værktøj")],
                        max_length=12,
                        verbose_name="Slags",
                    ),
                ),
                ("what", models.TextField(max_length=8000, verbose_name="Hvad er det")),
                ("for_whom", models.TextField(blank=True, max_length=2000, verbose_name="For hvem")),
                ("lessons", models.TextField(blank=True, max_length=8000, verbose_name="Hvad lærte vi")),
                (
                    "evidence_level",
                    models.CharField(
                        choices=[
                            ("practice", "erfaring fra praksis"),
                            ("followed", "fulgt med tal"),
                            ("compared", "sammenlignet med andre"),
                            ("research", "undersøgt i forskning"),
                        ],
                        default="practice",
                        max_length=12,
                        verbose_name="Hvad det hviler på",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("partners", "kun partnere"), ("public", "alle")],
                        default="partners",
                        max_length=12,
                        verbose_name="Hvem må læse det",
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="Kontakt: navn")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="Kontakt: e-mail")),
                ("programme_codes", models.JSONField(blank=True, default=list, verbose_name="Uddannelser")),
                ("words", models.TextField(default="", editable=False)),
                (
                    "initiatives",
                    models.ManyToManyField(
                        blank=True, related_name="knowledge", to="initiatives.initiative", verbose_name="Initiativer"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="knowledge",
                        to="accounts.organisation",
                        verbose_name="Fra",
                    ),
                ),
            ],
            options={
                "verbose_name": "Viden",
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EntryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(editable=False, max_length=120, verbose_name="Filnavn")),
                ("media_type", models.CharField(editable=False, max_length=100)),
                ("size_bytes", models.PositiveIntegerField(editable=False, verbose_name="Størrelse")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("content", models.BinaryField()),
                (
                    "entry",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="knowledge.entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fil",
                "ordering": ["created_at", "pk"],
            },
        ),
    ]
