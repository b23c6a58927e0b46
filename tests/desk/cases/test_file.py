"""Files of a case: what is kept, what is refused, and how they are handed out."""

import re
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huashu.desk.cases.filekinds import FILE_MAX_BYTES, MEGABYTE, file_check, title_of
from huashu.desk.cases.models import CaseFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
PDF = b"%PDF-1.7\n..."


def add(client, case, name, content, title=""):
    data = {"content": SimpleUploadedFile(name, content), "title": title}
    return client.post(reverse("file-new", args=[case.pk]), data)


def test_a_file_is_kept_under_a_name_of_the_desk_s_own(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    assert add(client, case, "../../收入证明.PDF", PDF).url == f"/cases/{case.pk}/?tab=files"
    row = CaseFile.objects.get()
    assert (row.title, row.size_bytes, row.added_by) == ("收入证明.PDF", len(PDF), ada)
    assert row.sha256 == sha256(PDF).hexdigest()
    assert re.fullmatch(r"cases/\d{4}/\d{2}/[0-9a-f]{32}\.pdf", row.content.name)
    assert "收入证明.PDF" in client.get(f"/cases/{case.pk}/?tab=files").text


def test_the_form_opens_without_a_complaint(ada, signed_in, make_real_case):
    assert "Choose a file first." not in signed_in(ada).get(reverse("file-new", args=[make_real_case(ada).pk])).text


def test_it_is_handed_out_as_a_download_that_runs_nothing(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    add(client, case, "a.pdf", PDF, title="收入证明")
    response = client.get(reverse("case-file", args=[case.pk, CaseFile.objects.get().pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "%E6%94%B6%E5%85%A5%E8%AF%81%E6%98%8E.pdf" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("who", "status"), [("ben", 200), ("finn", 200), ("chen", 200), ("dora", 404), ("eve", 403)])
def test_who_may_read_it(who, status, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    add(signed_in(ada), case, "a.pdf", PDF)
    client = signed_in(request.getfixturevalue(who))
    response = client.get(reverse("case-file", args=[case.pk, CaseFile.objects.get().pk]))
    assert response.status_code == status
    response.close()


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("finn", 403), ("chen", 403), ("dora", 404)])
def test_who_may_add_one(who, status, request, ada, signed_in, make_real_case):
    case = make_real_case(ada)
    assert signed_in(request.getfixturevalue(who)).get(reverse("file-new", args=[case.pk])).status_code == status


def test_a_file_of_another_case_is_not_found(ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    add(client, case, "a.pdf", PDF)
    assert client.get(reverse("case-file", args=[make_real_case(ada).pk, CaseFile.objects.get().pk])).status_code == 404


REFUSED = [
    ("nothing chosen", None, b"", "Choose a file first."),
    ("a program", "a.exe", b"MZ", "“a.exe” isn&#x27;t a kind of file that is kept here."),
    ("a page", "a.html", b"<html>", "isn&#x27;t a kind of file"),
    ("a page called a picture", "a.png", b"<html>", "isn&#x27;t what its name says"),
    ("bytes called text", "a.txt", b"\x00\x01", "isn&#x27;t what its name says"),
    ("empty", "a.pdf", b"", "This file is empty."),
]


@pytest.mark.parametrize(("name", "content", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(name, content, sentence, ada, signed_in, make_real_case):
    case, client = make_real_case(ada), signed_in(ada)
    response = add(client, case, name, content) if name else client.post(reverse("file-new", args=[case.pk]), {})
    assert response.status_code == 422
    assert sentence in response.text
    assert not CaseFile.objects.exists()


def test_the_largest_file_and_one_byte_more():
    assert FILE_MAX_BYTES == 10 * MEGABYTE
    assert file_check("a.pdf", FILE_MAX_BYTES, PDF) == ".pdf"
    with pytest.raises(Exception, match=r"This file has 10\.0 MB; at most 10 MB"):
        file_check("a.pdf", FILE_MAX_BYTES + 1, PDF)


@pytest.mark.parametrize(
    ("name", "title"),
    [("C:\\dir\\a.pdf", "a.pdf"), ("../../etc/passwd", "passwd"), ("a\x00\nb.pdf", "ab.pdf"), ("", "?"), ("x" * 200, "x" * 120)],
)
def test_a_name_becomes_a_title(name, title):
    assert title_of(name) == title
