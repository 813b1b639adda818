# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0002_labels"),
    ]

    operations = [
        migrations.AddField(
            model_name="frozendossier",
            name="balance",
            field=models.JSONField(default=list, editable=False),
        ),
    ]
