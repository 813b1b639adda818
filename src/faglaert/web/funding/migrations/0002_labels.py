# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assessment",
            name="application",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessments",
                to="funding.application",
                verbose_name="Ansøgning",
            ),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="state",
            field=models.CharField(
                choices=[("assigned", "mangler"), ("conflict", "inhabil"), ("in", "afgivet")],
                default="assigned",
                editable=False,
                max_length=10,
                verbose_name="Status",
            ),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="application",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="funding.application",
                verbose_name="Ansøgning",
            ),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="media_type",
            field=models.CharField(editable=False, max_length=100, verbose_name="Filtype"),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="sha256",
            field=models.CharField(editable=False, max_length=64, verbose_name="Fingeraftryk"),
        ),
        migrations.AlterField(
            model_name="budgetline",
            name="application",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="budget_lines",
                to="funding.application",
                verbose_name="Ansøgning",
            ),
        ),
        migrations.AlterField(
            model_name="criterion",
            name="round",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteria",
                to="funding.round",
                verbose_name="Runde",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="application",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="funding.application",
                verbose_name="Ansøgning",
            ),
        ),
        migrations.AlterField(
            model_name="grantreport",
            name="application",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="funding.application",
                verbose_name="Ansøgning",
            ),
        ),
        migrations.AlterField(
            model_name="instalment",
            name="application",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="instalments",
                to="funding.application",
                verbose_name="Ansøgning",
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="round",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="funding.round",
                verbose_name="Runde",
            ),
        ),
    ]
