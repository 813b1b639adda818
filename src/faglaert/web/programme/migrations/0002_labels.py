# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_labels"),
        ("programme", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="partnership",
            name="initiative",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="partnerships",
                to="initiatives.initiative",
                verbose_name="Initiativ",
            ),
        ),
    ]
