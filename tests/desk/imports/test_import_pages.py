"""Who gets in, the list of files, templates, progress, and texts of problems."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext, override
from import_files import SNAPSHOT

from huashu.adapters.spreadsheet.kinds import Kind, UnreadableFile
from huashu.desk.holds import hold
from huashu.desk.imports.forms import UPLOAD_MAX_BYTES, UploadForm
from huashu.desk.imports.liveness import hold_name
from huashu.desk.imports.models import ImportBatch
from huashu.desk.imports.refusal_words import fault_text, refusal_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(load):
    return load(SNAPSHOT)


@pytest.mark.parametrize("who", ["ada", "chen", "dora", "finn"])
def test_only_supervisors_and_administrators_get_in(who, request, batch, signed_in):
    client = signed_in(request.getfixturevalue(who))
    paths = ["/imports/", f"/imports/{batch.pk}/", f"/imports/{batch.pk}/progress/", f"/imports/{batch.pk}/bad-rows/"]
    for path in [*paths, "/imports/template/snapshot/"]:
        assert client.get(path).status_code == 403
    for path in ["/imports/upload/", f"/imports/{batch.pk}/"]:
        assert client.post(path, {"do": "load"}).status_code == 403


@pytest.mark.parametrize("who", ["ben", "eve"])
def test_supervisors_and_administrators_see_the_files(who, request, batch, signed_in):
    response = signed_in(request.getfixturevalue(who)).get("/imports/")
    assert batch.file_name in response.text
    assert signed_in(request.getfixturevalue(who)).get(f"/imports/{batch.pk}/").status_code == 200


def test_the_list_has_a_fixed_number_of_queries(now, ben, signed_in, django_assert_num_queries):
    client = signed_in(ben)
    client.get("/imports/")
    for number in range(25):
        at = now + timedelta(minutes=number)
        ImportBatch.objects.create(file_name=f"{number}.csv", sha256="", shape="snapshot", uploaded_by=ben, uploaded_at=at, state="done")
    with django_assert_num_queries(5):  # session, person, count, batches, approvals
        response = client.get("/imports/")
    assert "24.csv" in response.text
    assert "Page 1 of 2" in response.text
    assert "0.csv" in client.get("/imports/?page=2").text


def test_what_is_too_large_or_empty_is_not_kept(ben, signed_in, upload):
    response = upload(signed_in(ben), b"")
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(("size", "is_valid"), [(UPLOAD_MAX_BYTES, True), (UPLOAD_MAX_BYTES + 1, False)])
def test_files_are_taken_up_to_500_megabytes(size, is_valid):
    file = SimpleUploadedFile("book.csv", b"x")
    file.size = size
    assert UploadForm({"shape": "", "as_of": "2026-11-23"}, {"file": file}).is_valid() is is_valid


@pytest.mark.parametrize("shape", ["snapshot", "combined", "payments", "customers", "loans"])
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_templates_come_in_the_readers_language(shape, language, ben, signed_in):
    ben.language = language
    ben.save()
    response = signed_in(ben).get(f"/imports/template/{shape}/")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    headings = [cell.value for row in sheet.iter_rows(max_row=3) for cell in row if cell.value]
    wanted = {"en": "Contract number", "zh-hans": "合同号", "zh-hant": "合約編號"}[language]
    wanted = {"en": "Name", "zh-hans": "姓名", "zh-hant": "姓名"}[language] if shape == "customers" else wanted
    assert wanted in headings


def test_a_template_of_no_shape_is_not_found(ben, signed_in):
    assert signed_in(ben).get("/imports/template/tape/").status_code == 404


def test_a_file_that_is_not_there_is_not_found(ben, signed_in, batch):
    client = signed_in(ben)
    assert client.get("/imports/99999/").status_code == 404
    assert client.get(f"/imports/{batch.pk}/bad-rows/").status_code == 404


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("queued", "The background process takes it up"),
        ("running", "1,000 of 20,000 rows read"),
        ("saving", "All 20,000 rows are read; saving them together."),
        ("done", ""),
        ("refused", ""),
        ("failed", ""),
    ],
)
def test_progress_is_asked_for_until_the_end(state, sentence, batch, ben, signed_in):
    ImportBatch.objects.filter(pk=batch.pk).update(state=state, rows_done=1_000, rows_total=20_000)
    with hold(hold_name(batch.pk)):
        text = signed_in(ben).get(f"/imports/{batch.pk}/progress/").text
    assert ("hx-get" in text) is bool(sentence)
    assert sentence in text


def test_a_fault_of_ours_is_said_in_words(batch, ben, signed_in):
    ImportBatch.objects.filter(pk=batch.pk).update(state="failed", counts={"fault": "fault"})
    assert "Something went wrong on our side" in signed_in(ben).get(f"/imports/{batch.pk}/").text


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.code)
def test_every_kind_of_problem_is_said_in_chinese(kind):
    with override("zh-hans"):
        for text in (kind.value.wanted, kind.value.action):
            assert gettext(text) != text or not any(character.isascii() and character.isalpha() for character in text)


REASONS = [
    ("is empty", "Choose the file that has the rows."),
    ("is a web page, whatever its name says", "Open it in the spreadsheet program, save it as XLSX and import that."),
    ("has a quotation mark in row 7 that is never closed", "Close or delete the quotation mark, or save as XLSX."),
    ("unpacks to 900 MB", "Split it into smaller files, or save it as CSV."),
    ("is in an unknown encoding", "Save it as CSV UTF-8 or as XLSX and import it again."),
    ("has no row of headings", "Put a heading such as 姓名 or Name above each column, or use the template."),
    ("can't be opened as a workbook", "Open it in the spreadsheet program, save it as XLSX and import that."),
    ("is protected by a password", "Save a copy without password and import that."),
]


@pytest.mark.parametrize(("reason", "action"), REASONS, ids=[reason for reason, _ in REASONS])
def test_why_a_file_is_refused_is_said_in_chinese(reason, action):
    record = refusal_record(UnreadableFile("book", reason, action))
    with override("en"):
        assert fault_text(record) == f"book {reason}. {action}"
    with override("zh-hans"):
        assert reason not in fault_text(record)
        assert action not in fault_text(record)
