# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0003_answers_label"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="instalment",
            options={"ordering": ["due_on", "pk"], "verbose_name": "Rate af bevilling"},
        ),
    ]
