# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0002_search"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entryfile",
            name="entry",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="knowledge.entry",
                verbose_name="Viden",
            ),
        ),
        migrations.AlterField(
            model_name="entryfile",
            name="media_type",
            field=models.CharField(editable=False, max_length=100, verbose_name="Filtype"),
        ),
        migrations.AlterField(
            model_name="entryfile",
            name="sha256",
            field=models.CharField(editable=False, max_length=64, verbose_name="Fingeraftryk"),
        ),
    ]
