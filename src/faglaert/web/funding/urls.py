# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the funding rounds."""

from django.urls import path, re_path, register_converter

from faglaert.web.funding import application_views, decision_views, part_views, views
from faglaert.web.funding.parts import GrantPartConverter, RoundPartConverter

register_converter(RoundPartConverter, "roundpart")
register_converter(GrantPartConverter, "grantpart")

app_name = "funding"

_application = "ansoegninger/<int:application_id>/"

urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("ny/", views.round_new, name="round_new"),
    path("<int:round_id>/", views.round_page, name="round"),
    path("<int:round_id>/ret/", views.round_edit, name="round_edit"),
    path("<int:round_id>/offentliggoer/", views.round_publish, name="round_publish"),
    path("<int:round_id>/rangliste/", views.ranking, name="ranking"),
    re_path(r"^(?P<round_id>[0-9]+)/rangliste\.(?P<file_format>csv|xlsx)$", views.ranking_file, name="ranking_file"),
    path("<int:round_id>/ansoeg/", application_views.application_new, name="application_new"),
    path("<int:round_id>/<roundpart:part>/ny/", part_views.round_part_new, name="round_part_new"),
    path("<int:round_id>/<roundpart:part>/<int:part_id>/", part_views.round_part_edit, name="round_part_edit"),
    path("<int:round_id>/<roundpart:part>/<int:part_id>/slet/", part_views.round_part_delete, name="round_part_delete"),
    path("regnskab/", views.accounts, name="accounts"),
    path("regnskab/ny/", views.entry_new, name="entry_new"),
    path("regnskab/<int:entry_id>/", views.entry_edit, name="entry_edit"),
    path("ansoegninger/", application_views.applications, name="applications"),
    path(_application, application_views.application, name="application"),
    path(_application + "ret/", application_views.application_edit, name="application_edit"),
    path(_application + "indsend/", application_views.application_submit, name="application_submit"),
    path(_application + "traek-tilbage/", application_views.application_withdraw, name="application_withdraw"),
    path(_application + "budget/ny/", part_views.budget_new, name="budget_new"),
    path(_application + "budget/<int:part_id>/", part_views.budget_edit, name="budget_edit"),
    path(_application + "budget/<int:part_id>/slet/", part_views.budget_delete, name="budget_delete"),
    path(_application + "filer/ny/", application_views.file_new, name="file_new"),
    path(_application + "filer/<int:file_id>/", application_views.file_download, name="file"),
    path(_application + "filer/<int:file_id>/slet/", application_views.file_delete, name="file_delete"),
    path(_application + "bedoemmere/", decision_views.assign, name="assign"),
    path(_application + "vurdering/", decision_views.assess, name="assess"),
    path(_application + "afgoerelse/", decision_views.decide, name="decide"),
    path(_application + "<grantpart:part>/ny/", part_views.grant_part_new, name="grant_part_new"),
    path(_application + "<grantpart:part>/<int:part_id>/", part_views.grant_part_edit, name="grant_part_edit"),
    path(_application + "<grantpart:part>/<int:part_id>/slet/", part_views.grant_part_delete, name="grant_part_delete"),
    path(_application + "rapport/<int:part_id>/", part_views.report_write, name="report_write"),
]
