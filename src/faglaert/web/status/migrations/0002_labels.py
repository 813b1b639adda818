# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("status", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="frozenfigure",
            name="area_code",
            field=models.CharField(max_length=10, verbose_name="Område"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="baseline_period",
            field=models.CharField(blank=True, max_length=20, verbose_name="Udgangspunktets periode"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="baseline_value",
            field=models.FloatField(blank=True, null=True, verbose_name="Udgangspunkt"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="build_id",
            field=models.CharField(max_length=80, verbose_name="Udgave"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="built_at",
            field=models.DateTimeField(verbose_name="Udgaven er fra"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="data_kind",
            field=models.CharField(blank=True, max_length=12, verbose_name="Slags data"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="high_value",
            field=models.FloatField(blank=True, null=True, verbose_name="Interval til"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="indicator_id",
            field=models.CharField(max_length=60, verbose_name="Indikator"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="low_value",
            field=models.FloatField(blank=True, null=True, verbose_name="Interval fra"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="period",
            field=models.CharField(blank=True, max_length=20, verbose_name="Periode"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="snapshot_id",
            field=models.CharField(blank=True, max_length=120, verbose_name="Hentning"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="source_id",
            field=models.CharField(blank=True, max_length=80, verbose_name="Kilde"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="status",
            field=models.CharField(max_length=20, verbose_name="Status"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="unit",
            field=models.CharField(max_length=20, verbose_name="Enhed"),
        ),
        migrations.AlterField(
            model_name="frozenfigure",
            name="value",
            field=models.FloatField(blank=True, null=True, verbose_name="Tal"),
        ),
    ]
