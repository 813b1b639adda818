# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Files that are handed in: what is taken by content, what is refused, and how they are handed out."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError

from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.models import AuditEvent
from faglaert.web.funding.models import Attachment
from faglaert.web.workspace import files
from faglaert.web.workspace.files import kind_of, safe_name, text_of
from faglaert.web.workspace.person_numbers import holds_person_number
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.rounds import PDF, archive, attached, close, company, draft, submitted, upload

HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
DOCX = archive(**{"[Content_Types]___xml": "<Types/>", "word__document___xml": "<w/>"})
XLSX = archive(**{"[Content_Types]___xml": "<Types/>", "xl__workbook___xml": "<x/>"})
ODT = archive(mimetype="application/vnd.oasis.opendocument.text", content___xml="<x/>")
MACROS = archive(**{"[Content_Types]___xml": "<Types/>", "word__document___xml": "<w/>", "word__vbaProject___bin": "x"})
BOMB = archive(**{"[Content_Types]___xml": "<Types/>", "xl__workbook___xml": "0" * 1_000_000})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (DOCX, "docx"),
        (XLSX, "xlsx"),
        (ODT, "odt"),
        (HTML, None),
        (SVG, None),
        (b"", None),
        (b"MZ\x90\x00 a program", None),
        (b"PK\x03\x04 not an archive", None),
        (archive(index___html="<script>"), None),
        (archive(mimetype="text/html"), None),
        (MACROS, None),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kind_of(BOMB) == "xlsx"
    monkeypatch.setattr(files, "_LARGEST_UNPACKED", 900_000)
    assert kind_of(BOMB) is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("budget.pdf", "budget.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Windows\\system32\\evil.exe", "evil.pdf"),
        ("side.html", "side.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("gnp.\u202efdp", "gnp.pdf"),
        (".htaccess", "fil.pdf"),
        ("", "fil.pdf"),
        (None, "fil.pdf"),
        ("Blåbærgrød æøå.pdf", "Blåbærgrød æøå.pdf"),
    ],
)
def test_a_name_is_its_last_part_with_the_ending_of_the_content(sent: str | None, kept: str) -> None:
    assert safe_name(sent, "pdf") == kept


def test_a_long_name_is_cut() -> None:
    assert len(safe_name("x" * 5000 + ".pdf", "pdf")) <= files.LONGEST_NAME


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", 10)
    with pytest.raises(ValidationError, match="for stor"):
        Attachment().take(upload())


def test_a_partner_hands_in_a_file_and_gets_it_back_as_a_file(client_of: ClientOf, people: People) -> None:
    made, partner = draft(people), client_of(Role.PARTNER)
    address = f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/"
    assert partner.post(f"{address}ny/", {"file": upload("..\\Budget æ.pdf")}).status_code == 302
    found = Attachment.objects.get()
    answer = partner.get(f"{address}{found.pk}/")
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Budget%20%C3%A6.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("content", [HTML, SVG, MACROS])
def test_a_page_that_says_it_is_a_paper_is_refused(client_of: ClientOf, people: People, content: bytes) -> None:
    made = draft(people)
    sent = {"file": upload("budget.pdf", content, "application/pdf")}
    answer = client_of(Role.PARTNER).post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/ny/", sent)
    assert answer.status_code == 200
    assert "ikke en af de typer" in answer.content.decode("utf-8")
    assert not Attachment.objects.exists()


def test_what_is_too_large_never_comes_to_disk(
    client_of: ClientOf, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, large = draft(people), PDF + b"x" * files.LARGEST_BYTES
    kept: list[int] = []
    receive = files.SizeLimit.receive_data_chunk

    def watched(self: files.SizeLimit, raw_data: bytes, start: int) -> bytes:
        passed = receive(self, raw_data, start)
        kept.append(len(passed))
        return passed

    monkeypatch.setattr(files.SizeLimit, "receive_data_chunk", watched)
    sent = {"file": upload("stor.pdf", large)}
    answer = client_of(Role.PARTNER).post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/ny/", sent)
    assert "Filen er for stor" in answer.content.decode("utf-8")
    assert sum(kept) <= files.LARGEST_BYTES
    assert not Attachment.objects.exists()


def test_a_file_is_handed_out_to_those_who_may_see_the_application(client_of: ClientOf, people: People) -> None:
    made = draft(people)
    address = f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/{attached(made).pk}/"
    rival = make_person(Role.PARTNER, company(), "rival partner")
    assert client_of(Role.PARTNER).get(address).status_code == 200
    for who in (rival, Role.OFFICE, Role.COUNCIL_MEMBER):
        assert client_of(who).get(address).status_code == 404
    assert client_of(Role.READER).get(address).status_code == 403


def test_a_file_is_found_below_its_own_application_alone(client_of: ClientOf, people: People) -> None:
    hidden = attached(draft(people, organisation=company()))
    mine = draft(people)
    address = f"/arbejdsrum/midler/ansoegninger/{mine.pk}/filer/{hidden.pk}/"
    assert client_of(Role.PARTNER).get(address).status_code == 404
    assert client_of(Role.PARTNER).post(f"{address}slet/", {"version": "1"}).status_code == 404


def test_what_was_handed_in_takes_no_more_files(client_of: ClientOf, people: People) -> None:
    made, partner = submitted(people), client_of(Role.PARTNER)
    address = f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/"
    kept = attached(made)
    assert partner.post(f"{address}ny/", {"file": upload()}).status_code == 403
    assert partner.post(f"{address}{kept.pk}/slet/", {"version": "1"}).status_code == 403
    assert Attachment.objects.count() == 1


def test_a_draft_whose_round_closed_takes_no_more_files(client_of: ClientOf, people: People) -> None:
    made = draft(people)
    close(made.round)
    answer = client_of(Role.PARTNER).post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/ny/", {"file": upload()})
    assert answer.status_code == 403


def test_names_of_files_stay_out_of_the_log(people: People) -> None:
    attached(draft(people), name="CV Karen Holm.pdf")
    logged = AuditEvent.objects.filter(object_type="funding.attachment").get()
    assert "Karen" not in logged.after
    assert "sha256" in logged.after


def test_no_list_reads_the_content_of_files(client_of: ClientOf, people: People) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    made = draft(people)
    attached(made)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client_of(Role.PARTNER).get(f"/arbejdsrum/midler/ansoegninger/{made.pk}/")
    touched = [each["sql"] for each in asked if "funding_attachment" in each["sql"]]
    assert touched
    assert not any('"content"' in sql for sql in touched)


def packed(**members: str) -> bytes:
    """An archive whose members are compressed."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content * 50)
    return buffer.getvalue()


def test_a_broken_archive_is_refused_and_nothing_is_unpacked_to_know_it() -> None:
    broken = bytearray(packed(mimetype="application/vnd.oasis.opendocument.text"))
    broken[38:60] = b"\xff" * 22
    assert kind_of(bytes(broken)) is None
    assert text_of(bytes(broken), "odt") == ""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (archive(word__document___xml="<w:p><w:r>Elev 0101</w:r><w:r>90-1234</w:r></w:p>"), "docx"),
        (archive(xl__sharedStrings___xml="<si><t>010190-1234</t></si>"), "xlsx"),
        (archive(xl__worksheets__sheet1___xml='<c r="A1"><v>3112990002</v></c>'), "xlsx"),
        (archive(content___xml="<text:p>010190-1234</text:p>"), "ods"),
    ],
)
def test_a_person_number_is_found_in_what_an_office_file_says(content: bytes, kind: str) -> None:
    assert holds_person_number(text_of(content, kind))


def test_cells_beside_each_other_are_no_person_number() -> None:
    cells = "<si><t>010190</t></si><si><t>-1234</t></si>"
    assert not holds_person_number(text_of(archive(xl__sharedStrings___xml=cells), "xlsx"))


@pytest.mark.parametrize("name", ["plan.docx", "Elev 010190-1234.pdf"])
def test_a_file_with_a_person_number_is_not_taken(client_of: ClientOf, people: People, name: str) -> None:
    told = archive(**{"[Content_Types]___xml": "<Types/>", "word__document___xml": "<w:p>010190-1234</w:p>"})
    made, sent = draft(people), upload(name, told if name.endswith("docx") else PDF)
    answer = client_of(Role.PARTNER).post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/ny/", {"file": sent})
    assert "ligner et CPR-nummer" in answer.content.decode("utf-8")
    assert not made.attachments.exists()


def test_many_files_in_one_request_are_no_way_around_the_limit(
    client_of: ClientOf, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", 3 * len(PDF))
    seen: list[int] = []
    monkeypatch.setattr(files.UploadForm, "is_valid", lambda form: seen.append(len(form.files)) or False)
    made = draft(people)
    sent = {f"file{number}": upload() for number in range(8)}
    client_of(Role.PARTNER).post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/ny/", sent)
    assert seen == [3]
