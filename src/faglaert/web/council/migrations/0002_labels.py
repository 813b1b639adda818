# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="council.meeting",
                verbose_name="Møde",
            ),
        ),
        migrations.AlterField(
            model_name="ballot",
            name="round",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ballots",
                to="council.round",
                verbose_name="Prioritering",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="item",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="council.agendaitem",
                verbose_name="Punkt",
            ),
        ),
        migrations.AlterField(
            model_name="dissent",
            name="decision",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dissents",
                to="council.decision",
                verbose_name="Beslutning",
            ),
        ),
        migrations.AlterField(
            model_name="frozendossier",
            name="item",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dossiers",
                to="council.agendaitem",
                verbose_name="Punkt",
            ),
        ),
        migrations.AlterField(
            model_name="lookback",
            name="decision",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="look_back",
                to="council.decision",
                verbose_name="Beslutning",
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="item",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="papers",
                to="council.agendaitem",
                verbose_name="Punkt",
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="media_type",
            field=models.CharField(editable=False, max_length=100, verbose_name="Filtype"),
        ),
        migrations.AlterField(
            model_name="paper",
            name="sha256",
            field=models.CharField(editable=False, max_length=64, verbose_name="Fingeraftryk"),
        ),
        migrations.AlterField(
            model_name="round",
            name="item",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="round",
                to="council.agendaitem",
                verbose_name="Punkt",
            ),
        ),
    ]
