# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("held_on", models.DateField(verbose_name="Dag")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Sted")),
                (
                    "is_draft",
                    models.BooleanField(
                        default=True,
                        help_text="Medlemmerne ser mødet, når det ikke er en kladde.",
                        verbose_name="Kladde",
                    ),
                ),
            ],
            options={
                "verbose_name": "Møde",
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("position", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("text", models.TextField(blank=True, max_length=8000, verbose_name="Hvad skal drøftes")),
                (
                    "initiatives",
                    models.ManyToManyField(
                        blank=True, related_name="agenda_items", to="initiatives.initiative", verbose_name="Initiativer"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="council.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "Punkt på dagsordenen",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("text", models.TextField(max_length=8000, verbose_name="Beslutning")),
                ("reasons", models.TextField(max_length=8000, verbose_name="Begrundelse")),
                ("decided_on", models.DateField(verbose_name="Besluttet")),
                (
                    "review_on",
                    models.DateField(
                        help_text="Den dag, rådet ser efter, hvad der kom ud af det.", verbose_name="Ses efter"
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="council.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beslutning",
                "ordering": ["-decided_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LookBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("looked_on", models.DateField(verbose_name="Set efter")),
                ("happened", models.TextField(max_length=8000, verbose_name="Hvad skete der")),
                ("learned", models.TextField(max_length=8000, verbose_name="Hvad lærte vi")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("keep", "fastholdes"), ("adjust", "justeres"), ("withdraw", "ophæves")],
                        max_length=10,
                        verbose_name="Beslutningen",
                    ),
                ),
                ("build_id", models.CharField(editable=False, max_length=60, verbose_name="Udgave")),
                ("evidence", models.JSONField(editable=False)),
                (
                    "decision",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="look_back",
                        to="council.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "Tilbageblik",
                "ordering": ["-looked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Paper",
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
                    "item",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="council.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "Bilag",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "top",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="For hver uddannelse vises, hvor sikkert det er, at den er blandt så mange.",
                        verbose_name="Hvor mange der skal peges på",
                    ),
                ),
                ("is_closed", models.BooleanField(default=False, editable=False, verbose_name="Afsluttet")),
                ("result", models.JSONField(editable=False, null=True)),
                (
                    "item",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="round",
                        to="council.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "Prioritering",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("measure_id", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(blank=True, max_length=120)),
                (
                    "direction",
                    models.CharField(choices=[("more", "meget taler for"), ("less", "lidt taler for")], max_length=4),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="council.round"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Dissent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("text", models.TextField(max_length=8000, verbose_name="Mindretalsudtalelse")),
                (
                    "decision",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dissents",
                        to="council.decision",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dissents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Mindretalsudtalelse",
                "ordering": ["created_at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("decision", "member"), name="dissent_once")],
            },
        ),
        migrations.CreateModel(
            name="FrozenDossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("programme_code", models.CharField(editable=False, max_length=12, verbose_name="Uddannelse")),
                ("build_id", models.CharField(editable=False, max_length=60, verbose_name="Udgave")),
                ("built_at", models.DateTimeField(editable=False)),
                ("lines", models.JSONField(editable=False)),
                ("digest", models.CharField(editable=False, max_length=64, verbose_name="Fingeraftryk")),
                (
                    "item",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dossiers",
                        to="council.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "Dossier",
                "ordering": ["item", "programme_code"],
                "constraints": [models.UniqueConstraint(fields=("item", "programme_code"), name="dossier_once")],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("weights", models.JSONField(default=dict, editable=False)),
                ("judgements", models.JSONField(default=dict, editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="council.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "Stemmeseddel",
                "constraints": [models.UniqueConstraint(fields=("round", "member"), name="ballot_once")],
            },
        ),
    ]
