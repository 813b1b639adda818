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
        ("initiatives", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Post")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="År",
                    ),
                ),
                ("track", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Spor")),
                (
                    "kind",
                    models.CharField(
                        choices=[("granted", "Bevilget"), ("paid", "Udbetalt")],
                        max_length=8,
                        verbose_name="Bevilget eller udbetalt",
                    ),
                ),
                ("amount_dkk", models.PositiveBigIntegerField(verbose_name="Beløb i kroner")),
                ("source_url", models.URLField(blank=True, max_length=400, verbose_name="Kilde (adresse)")),
                ("figure_id", models.CharField(editable=False, max_length=20, null=True, unique=True)),
            ],
            options={
                "verbose_name": "Regnskabspost",
                "ordering": ["year", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("call_text", models.TextField(max_length=8000, verbose_name="Opslag")),
                ("track", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Spor")),
                ("kinds", models.JSONField(default=list, verbose_name="Hvem kan søge")),
                ("opens_at", models.DateTimeField(verbose_name="Åbner")),
                ("closes_at", models.DateTimeField(verbose_name="Lukker")),
                ("amount_dkk", models.PositiveBigIntegerField(verbose_name="Beløb i puljen, kroner")),
                ("needs_file", models.BooleanField(default=False, verbose_name="Ansøgningen skal have mindst én fil")),
                ("is_published", models.BooleanField(default=False, editable=False, verbose_name="Offentliggjort")),
            ],
            options={
                "verbose_name": "Ansøgningsrunde",
                "ordering": ["-opens_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Projektets titel")),
                ("summary", models.TextField(max_length=4000, verbose_name="Kort om projektet")),
                ("answers", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("submitted", "Indsendt"),
                            ("withdrawn", "Trukket tilbage"),
                            ("granted", "Bevilget"),
                            ("declined", "Afslået"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="Indsendt")),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="applications",
                        to="initiatives.initiative",
                        verbose_name="Hører til initiativet",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="accounts.organisation",
                        verbose_name="Ansøger",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="funding.round",
                        verbose_name="Runde",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ansøgning",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
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
                    "application",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="funding.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bilag",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(max_length=200, verbose_name="Hvad")),
                (
                    "amount_dkk",
                    models.PositiveBigIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="Pris i kroner"
                    ),
                ),
                (
                    "cofinancing_dkk",
                    models.PositiveBigIntegerField(default=0, verbose_name="Heraf betaler vi selv eller andre"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget_lines",
                        to="funding.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Budgetlinje",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "is_grant",
                    models.BooleanField(choices=[(True, "Bevilling"), (False, "Afslag")], verbose_name="Afgørelse"),
                ),
                ("amount_dkk", models.PositiveBigIntegerField(default=0, verbose_name="Bevilget beløb i kroner")),
                ("reasons", models.TextField(max_length=8000, verbose_name="Begrundelse")),
                ("decided_on", models.DateField(verbose_name="Besluttet den")),
                (
                    "application",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="funding.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Afgørelse",
                "ordering": ["decided_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GrantReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Afrapportering")),
                ("due_on", models.DateField(verbose_name="Senest")),
                ("text", models.TextField(blank=True, max_length=8000, verbose_name="Hvad er der sket")),
                (
                    "spent_dkk",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="Forbrug til nu i kroner"),
                ),
                ("received_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Modtaget")),
                (
                    "application",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="funding.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Afrapportering",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "amount_dkk",
                    models.PositiveBigIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="Beløb i kroner"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="Forfalder")),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="Betingelse")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="Udbetalt den")),
                (
                    "application",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="instalments",
                        to="funding.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rate",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("text", models.CharField(max_length=300, verbose_name="Spørgsmål")),
                ("hint", models.CharField(blank=True, max_length=300, verbose_name="Vejledning til ansøgeren")),
                ("is_required", models.BooleanField(default=True, verbose_name="Skal besvares")),
                (
                    "round",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="funding.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "Spørgsmål",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Kriterium")),
                ("description", models.TextField(blank=True, max_length=2000, verbose_name="Hvad der lægges vægt på")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="Vægt",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="funding.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kriterium",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("assigned", "mangler"), ("conflict", "inhabil"), ("in", "afgivet")],
                        default="assigned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("scores", models.JSONField(blank=True, default=dict, editable=False)),
                ("comment", models.TextField(blank=True, max_length=8000, verbose_name="Begrundelse")),
                (
                    "application",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="funding.application",
                    ),
                ),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Vurderes af",
                    ),
                ),
            ],
            options={
                "verbose_name": "Vurdering",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("application", "assessor"), name="assessor_once")],
            },
        ),
    ]
