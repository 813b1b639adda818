# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

from django.db import migrations

import faglaert.web.workspace.money


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_labels"),
    ]

    operations = [
        migrations.AlterField(
            model_name="initiative",
            name="budget_dkk",
            field=faglaert.web.workspace.money.KronerField(blank=True, null=True, verbose_name="Budget i kroner"),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="cofinancing_dkk",
            field=faglaert.web.workspace.money.KronerField(
                blank=True, null=True, verbose_name="Medfinansiering i kroner"
            ),
        ),
    ]
