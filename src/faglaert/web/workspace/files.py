# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Files that people hand in: what may come in, where it is kept, and how it is handed out.

A file stands in the database beside the record it belongs to: it is saved with it or not at all, is in the same backup,
and no web server can take it for a page. What it is, its content says; name and declared type are believed by nobody.
"""

import hashlib
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy

from faglaert.web.workspace.person_numbers import holds_person_number
from faglaert.web.workspace.records import Record

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120
_MOST_MEMBERS = 4000
_LARGEST_UNPACKED = 200 * 1024 * 1024
_MOST_LOOKED_THROUGH = 20 * 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
ACCEPTED = ", ".join(sorted(kind.upper() for kind in _MEDIA_TYPES))
_TEXT_PARTS = {
    "docx": re.compile(r"word/[a-z]+\d*\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/\w+)\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
}
_END_OF_TEXT, _TAG = re.compile(r"</(w:p|si|c|text:p)>"), re.compile(r"<[^<>]*>")
_BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_OPEN_DOCUMENTS = {_MEDIA_TYPES[kind]: kind for kind in ("odt", "ods")}
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
"""What reading a ZIP raises that is broken, locked or made up."""
_MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


class StoredFile(Record):
    """A file and what is known of it. Its name may name a person and stays out of the log."""

    AUDITED: ClassVar[tuple[str, ...]] = ("media_type", "size_bytes", "sha256")

    name = models.CharField(gettext_lazy("Filnavn"), max_length=LONGEST_NAME, editable=False)
    media_type = models.CharField(gettext_lazy("Filtype"), max_length=100, editable=False)
    size_bytes = models.PositiveIntegerField(gettext_lazy("Størrelse"), editable=False)
    sha256 = models.CharField(gettext_lazy("Fingeraftryk"), max_length=64, editable=False)
    content = models.BinaryField()

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        return self.name

    def take(self, upload: UploadedFile) -> None:
        """Become the file that was handed in. Raises :class:`ValidationError` when it is not to be taken."""
        if upload.size > LARGEST_BYTES:
            raise ValidationError(too_large())
        content = upload.read()
        kind = kind_of(content)
        if kind is None:
            raise ValidationError(gettext("Filen er ikke en af de typer, der kan modtages: %s.") % ACCEPTED)
        name = safe_name(upload.name, kind)
        if holds_person_number(name) or holds_person_number(text_of(content, kind)):
            raise ValidationError(gettext("Der står noget i filen, der ligner et CPR-nummer. Fjern det først."))
        self.content, self.size_bytes = content, len(content)
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.media_type, self.name = _MEDIA_TYPES[kind], name


class UploadForm(forms.Form):
    """One file. ``store_in`` is the new record it is to become."""

    file = forms.FileField(label=gettext_lazy("Fil"), max_length=1000)

    def __init__(self, *args: object, store_in: StoredFile, is_cut: bool = False, **kwargs: object) -> None:
        """``is_cut`` says that the request was larger than what is taken."""
        super().__init__(*args, **kwargs)
        self.store_in = store_in
        self.fields["file"].help_text = gettext("%s; højst 10 MB.") % ACCEPTED
        if is_cut:
            self.fields["file"].error_messages["required"] = too_large()

    def clean_file(self) -> UploadedFile:
        """Look into the file."""
        self.store_in.take(self.cleaned_data["file"])
        return self.cleaned_data["file"]


def upload_form(request: HttpRequest, store_in: StoredFile) -> UploadForm:
    """The form of a request: with what was sent, or empty."""
    if request.method != "POST":
        return UploadForm(store_in=store_in)
    is_cut = int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BYTES
    return UploadForm(request.POST, request.FILES, store_in=store_in, is_cut=is_cut)


class SizeLimit(FileUploadHandler):
    """Lets no request bring more than one file of the largest size to disk or memory."""

    _received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 (Django's signature)
        """Hand a piece on while the file is small enough."""
        self._received += len(raw_data)
        if self._received > LARGEST_BYTES:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""


def too_large() -> str:
    """What is said of a file that is too large."""
    return gettext("Filen er for stor: højst 10 MB.")


def kind_of(content: bytes) -> str | None:
    """What a file is by its content: a key of the media types; None for everything else, macros and archives too."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    return _kind_of_zip(content) if content.startswith(b"PK\x03\x04") else None


def _kind_of_zip(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _kind_of_document(archive)
    except _BROKEN:
        return None


def _kind_of_document(archive: zipfile.ZipFile) -> str | None:
    """OpenDocument says what it is; of Office the main part does. None for others, and with macros."""
    members = archive.infolist()
    names = {member.filename for member in members}
    is_large = len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_UNPACKED
    if is_large or "vbaproject" in " ".join(names).lower():
        return None
    if "mimetype" in names:
        if archive.getinfo("mimetype").compress_type != zipfile.ZIP_STORED:
            return None  # the format wants it as it is, so that nothing has to be unpacked to know a file
        with archive.open("mimetype") as member:
            return _OPEN_DOCUMENTS.get(member.read(100).decode("ascii", "replace").strip())
    parts = _MAIN_PARTS if "[Content_Types].xml" in names else {}
    return next((kind for part, kind in parts.items() if part in names), None)


def text_of(content: bytes, kind: str) -> str:
    """The text of an office file, a line for each paragraph or cell; nothing of pictures and PDF, and of broken files.

    It is for looking through, not for reading: what stands around the text is only cut away.
    """
    if kind not in _TEXT_PARTS:
        return ""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            xml = b"".join(_read(archive, [each for each in archive.namelist() if _TEXT_PARTS[kind].fullmatch(each)]))
    except _BROKEN:
        return ""
    return _TAG.sub("", _END_OF_TEXT.sub("\n", xml.decode("utf-8", "replace")))


def _read(archive: zipfile.ZipFile, parts: Iterable[str]) -> Iterator[bytes]:
    left = _MOST_LOOKED_THROUGH
    for part in parts:
        with archive.open(part) as member:
            content = member.read(left)
        left -= len(content)
        yield content + b"\n"


def safe_name(name: str | None, kind: str) -> str:
    """The last part of a name without control characters, with the ending of what the file is."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(each for each in unicodedata.normalize("NFC", last) if unicodedata.category(each)[0] != "C")
    stem = kept.rsplit(".", 1)[0].strip(" .") if "." in kept else kept.strip()
    return f"{stem[: LONGEST_NAME - 6] or 'fil'}.{kind}"


def file_answer(stored: StoredFile) -> HttpResponse:
    """The file, to be saved and never shown in the site's name."""
    response = HttpResponse(bytes(stored.content), content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=stored.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
