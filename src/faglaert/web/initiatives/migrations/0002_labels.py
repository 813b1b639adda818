# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="initiative",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="initiatives.initiative",
                verbose_name="Initiativ",
            ),
        ),
        migrations.AlterField(
            model_name="milestone",
            name="initiative",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="milestones",
                to="initiatives.initiative",
                verbose_name="Initiativ",
            ),
        ),
        migrations.AlterField(
            model_name="risk",
            name="initiative",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="risks",
                to="initiatives.initiative",
                verbose_name="Initiativ",
            ),
        ),
    ]
