# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the council."""

from django.urls import path

from faglaert.web.council import decision_views, item_views, views, weighing_views

app_name = "council"

urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("beslutninger/", decision_views.decisions, name="decisions"),
    path("ny/", views.meeting_new, name="meeting_new"),
    path("<int:meeting_id>/", views.meeting, name="meeting"),
    path("<int:meeting_id>/ret/", views.meeting_edit, name="meeting_edit"),
    path("<int:meeting_id>/udsend/", views.meeting_publish, name="meeting_publish"),
    path("<int:meeting_id>/punkter/nyt/", item_views.item_new, name="item_new"),
    path("punkter/<int:item_id>/", item_views.item, name="item"),
    path("punkter/<int:item_id>/ret/", item_views.item_edit, name="item_edit"),
    path("punkter/<int:item_id>/bilag/nyt/", item_views.paper_new, name="paper_new"),
    path("bilag/<int:paper_id>/", item_views.paper, name="paper"),
    path("bilag/<int:paper_id>/slet/", item_views.paper_delete, name="paper_delete"),
    path("punkter/<int:item_id>/dossierer/", item_views.dossiers, name="dossiers"),
    path("dossierer/<int:dossier_id>/", item_views.dossier, name="dossier"),
    path("dossierer/<int:dossier_id>/fjern/", item_views.dossier_delete, name="dossier_delete"),
    path("punkter/<int:item_id>/prioritering/ny/", weighing_views.round_new, name="round_new"),
    path("prioriteringer/<int:round_id>/", weighing_views.round_page, name="round"),
    path("prioriteringer/<int:round_id>/stem/", weighing_views.ballot, name="ballot"),
    path("prioriteringer/<int:round_id>/afslut/", weighing_views.round_close, name="round_close"),
    path("punkter/<int:item_id>/beslutning/", decision_views.decide, name="decide"),
    path("beslutninger/<int:decision_id>/mindretal/", decision_views.dissent, name="dissent"),
    path("beslutninger/<int:decision_id>/tilbageblik/", decision_views.look_back, name="look_back"),
]
