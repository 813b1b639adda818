# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

import django.core.validators
from django.db import migrations

import faglaert.web.workspace.money


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0004_instalment_label"),
    ]

    operations = [
        migrations.AlterField(
            model_name="accountentry",
            name="amount_dkk",
            field=faglaert.web.workspace.money.KronerField(verbose_name="Beløb i kroner"),
        ),
        migrations.AlterField(
            model_name="budgetline",
            name="amount_dkk",
            field=faglaert.web.workspace.money.KronerField(
                validators=[django.core.validators.MinValueValidator(1)], verbose_name="Pris i kroner"
            ),
        ),
        migrations.AlterField(
            model_name="budgetline",
            name="cofinancing_dkk",
            field=faglaert.web.workspace.money.KronerField(default=0, verbose_name="Heraf betaler vi selv eller andre"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="amount_dkk",
            field=faglaert.web.workspace.money.KronerField(default=0, verbose_name="Bevilget beløb i kroner"),
        ),
        migrations.AlterField(
            model_name="grantreport",
            name="spent_dkk",
            field=faglaert.web.workspace.money.KronerField(
                blank=True, null=True, verbose_name="Forbrug til nu i kroner"
            ),
        ),
        migrations.AlterField(
            model_name="instalment",
            name="amount_dkk",
            field=faglaert.web.workspace.money.KronerField(
                validators=[django.core.validators.MinValueValidator(1)], verbose_name="Beløb i kroner"
            ),
        ),
        migrations.AlterField(
            model_name="round",
            name="amount_dkk",
            field=faglaert.web.workspace.money.KronerField(verbose_name="Beløb i puljen, kroner"),
        ),
    ]
