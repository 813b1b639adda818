# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Spreadsheets in and out, and everything of the own organisation."""

import tempfile
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from faglaert.errors import DataRefusedError
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.exchange.explaining import explained, guide
from faglaert.web.exchange.importing import Imported, import_sheet
from faglaert.web.exchange.sheets import SHEETS, Sheet
from faglaert.web.exchange.taking_home import everything_of
from faglaert.web.frame import Head
from faglaert.web.workspace.files import LARGEST_BYTES, safe_name
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.sheets import FORMATS, sheet_answer


class SheetForm(forms.Form):
    """A file, and whether it is only to be tried."""

    file = forms.FileField(label=gettext_lazy("Fil"), help_text=gettext_lazy("CSV eller Excel; højst 10 MB."))
    dry_run = forms.BooleanField(label=gettext_lazy("Prøv kun, gem intet"), required=False, initial=True)


@require_safe
@requires(Capability.EXPORT)
def start(request: HttpRequest) -> HttpResponse:
    """What can be taken in and out."""
    title = gettext("Regneark")
    context = {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "sheets": SHEETS.values(),
        "may_import": request.user.may(Capability.IMPORT),
        "organisation": request.user.organisation,
    }
    return render(request, "exchange/start.html", context)


@require_safe
@requires(Capability.EXPORT)
def take_home(request: HttpRequest) -> HttpResponse:
    """Everything the person's organisation entered."""
    if request.user.organisation is None:
        raise PermissionDenied
    response = HttpResponse(everything_of(request.user), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="faglaert.zip"'
    return response


@require_safe
@requires(Capability.IMPORT)
def download(request: HttpRequest, slug: str, file_format: str) -> HttpResponse:
    """A spreadsheet with everything there is, and in a workbook what the columns mean."""
    sheet = _sheet(slug)
    if file_format not in FORMATS:
        raise Http404
    return sheet_answer(sheet.slug, file_format, sheet.headings, sheet.table(), guide=guide(sheet, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.IMPORT)
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a spreadsheet in, all of it or nothing."""
    sheet = _sheet(slug)
    form = SheetForm(request.POST or None, request.FILES or None)
    findings, imported = (), None
    if form.is_valid():
        try:
            imported = _imported(request, sheet, form.cleaned_data["file"], dry_run=form.cleaned_data["dry_run"])
        except DataRefusedError as error:
            findings = error.findings
        else:
            if not form.cleaned_data["dry_run"]:
                messages.success(request, gettext("Regnearket er taget ind."))
                return redirect("exchange:start")
    title = str(sheet.title)
    crumbs = workspace_crumbs((gettext("Regneark"), reverse("exchange:start")), (title, ""))
    context = {
        "page": Head(title, crumbs=crumbs),
        "columns": explained(sheet, request.user),
        "form": form,
        "findings": findings,
        "imported": imported,
    }
    return render(request, "exchange/take_in.html", context, status=200)


def _sheet(slug: str) -> Sheet:
    if slug not in SHEETS:
        raise Http404
    return SHEETS[slug]


def _imported(request: HttpRequest, sheet: Sheet, upload: UploadedFile, *, dry_run: bool) -> Imported:
    content = upload.read(LARGEST_BYTES)
    ending = "xlsx" if content.startswith(b"PK\x03\x04") else "csv"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{ending}"
        path.write_bytes(content)
        return import_sheet(sheet, path, name=safe_name(upload.name, ending), by=request.user, dry_run=dry_run)
