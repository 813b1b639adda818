# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0002_labels"),
    ]

    operations = [
        migrations.AlterField(
            model_name="application",
            name="answers",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="Svar"),
        ),
    ]
