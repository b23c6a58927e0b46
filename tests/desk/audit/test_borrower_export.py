"""Everything done about one borrower as CSV and PDF: content, the entry it leaves, fonts, formulas and markup."""

import csv
import io
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import translation

from huashu.adapters.paper import typeset
from huashu.cli.audit import audit
from huashu.desk.audit.exports import TEMPLATE, borrower_dossier, paper_of
from huashu.desk.audit.models import TrailEntry, TrailKind
from huashu.desk.audit.services import trail_append
from huashu.desk.audit.verify import trail_check
from huashu.desk.cases.models import Contact, Promise, PromisePart

pytestmark = pytest.mark.django_db
MARKUP = '*bold* #panic("x") $1/0$ _u_ `r` <l> @r [c] \\ = H'


@pytest.fixture
def borrower(ada, ben, dora, make_case, now):
    """A call with a promise, a showing and an override about one customer; a showing about another one."""
    case, other = make_case(ada), make_case(dora)
    hour = timedelta(hours=1)
    contact = Contact.objects.create(
        case=case, officer=ada, channel="call", reached="customer", outcome="promised", reason="forgot", note="=1+1",
        started_at=now - 3 * hour, recorded_at=now - 3 * hour,
    )  # fmt: skip
    promise = Promise.objects.create(
        case=case, loan=case.loan, contact=contact, kind="full", words=MARKUP, taken_by=ada, promised_on=now.date()
    )
    PromisePart.objects.create(promise=promise, amount_minor=102_050, due_on=now.date())
    trail_append(TrailKind.SHOWING, person=ada, case=other, data={"field": "phone"}, at=now - 2 * hour)
    trail_append(TrailKind.SHOWING, person=ada, case=case, data={"field": "phone"}, at=now - 2 * hour)
    reason = "客户要求"
    trail_append(TrailKind.OVERRIDE_GIVEN, person=ben, case=case, data={"rules": ["HOUSE-1"], "reason": reason}, at=now - hour)
    return case.customer


@pytest.fixture
def chinese_font():
    """For tests that set a PDF."""
    try:
        typeset.chinese_fonts("zh-hans")
    except typeset.FontMissing:
        pytest.skip("no Chinese font: install one (Debian: apt install fonts-noto-cjk)")


def post(client, customer, form):
    return client.post(f"/audit/borrowers/{customer.pk}/", {"form": form})


def test_csv_has_all_of_it_in_order_with_numbers_and_hashes_and_ends_with_itself(borrower, chen, signed_in):
    response = post(signed_in(chen), borrower, "csv")
    assert response.headers["Content-Disposition"] == 'attachment; filename="huashu-HT-00001-20261123.csv"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert [(row["number"], row["kind"], row["what"], row["sign_in_name"]) for row in rows] == [
        ("", "contact", "Call; Customer; Promised to pay; Forgot; =1+1", "ada"),
        ("", "promise", f'CNY 1,020.50 2026-11-23; "{MARKUP}"; Open', "ada"),
        ("2", "showing", "Phone shown in full", "ada"),
        ("3", "override_given", "Allowed to go against HOUSE-1: 客户要求", "ben"),
        ("4", "export_made", "Everything done about this borrower, as CSV", "chen"),
    ]
    sealed = TrailEntry.objects.filter(customer=borrower).order_by("number").values_list("previous_hash", "hash")
    assert [(row["previous_hash"], row["hash"]) for row in rows if row["number"]] == list(sealed)
    assert trail_check(noted=rows[-1]["hash"]).is_whole


def test_cells_that_would_be_formulas_are_not(borrower, chen, ada, signed_in):
    ada.name = "@SUM(A1)"
    ada.save()
    rows = list(csv.DictReader(io.StringIO(post(signed_in(chen), borrower, "csv").content.decode("utf-8-sig"), newline="")))
    assert rows[0]["person"] == "'@SUM(A1)"


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_pdf_is_one_in_every_language(language, chinese_font, borrower, chen, signed_in):
    chen.language = language
    chen.save()
    response = post(signed_in(chen), borrower, "pdf")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF-")


def test_what_is_printed_is_text_and_never_markup(chinese_font, borrower, chen, now):
    """The template puts strings out as strings, so setting them succeeds and no function of theirs is called."""
    with translation.override("en"):
        paper = paper_of(borrower_dossier(customer=borrower, person=chen, form="pdf", now=now))
    assert paper["title"] == "Everything done about 张测试1"
    assert paper["head"] == f"4:{TrailEntry.objects.get(number=4).hash}"
    assert [row["number"] for row in paper["rows"]] == ["", "", "2", "3", "4"]
    assert MARKUP in paper["rows"][1]["what"]
    assert ["Phone", "100••••0001"] in paper["facts"]
    assert len(typeset.pictures_of(TEMPLATE, paper, language="en")) == 1
    hostile = {**paper, "title": MARKUP, "facts": [[MARKUP, MARKUP]], "rows": [dict.fromkeys(paper["rows"][0], MARKUP)]}
    assert typeset.pdf_of(TEMPLATE, hostile, language="en").startswith(b"%PDF-")


def test_a_long_history_breaks_into_pages(chinese_font, borrower, chen, now):
    paper = dict(paper_of(borrower_dossier(customer=borrower, person=chen, form="pdf", now=now)))
    paper["rows"] = paper["rows"] * 100
    assert len(typeset.pictures_of(TEMPLATE, paper, language="zh-hans", dots_per_inch=20)) > 10


@pytest.fixture
def no_chinese_font(monkeypatch):
    class Bare:
        def families(self):
            return ["DejaVu Sans Mono", "Libertinus Serif"]

    monkeypatch.setattr(typeset, "_fonts", Bare)


def test_without_a_chinese_font_it_is_refused_and_nothing_is_written(borrower, chen, signed_in, no_chinese_font):
    page = signed_in(chen)
    response = post(page, borrower, "pdf")
    assert response.status_code == 409
    assert "No Chinese font was found" in response.text
    assert TrailEntry.objects.count() == 3
    assert post(page, borrower, "csv").status_code == 200


@pytest.mark.parametrize(
    ("language", "first"), [("zh-hans", "Noto Sans CJK SC"), ("zh-hant", "Noto Sans CJK TC"), ("en", "Noto Sans CJK SC")]
)
def test_each_script_takes_its_own_font_first(language, first, monkeypatch):
    class Both:
        def families(self):
            return ["Noto Sans CJK TC", "SimSun", "Noto Sans CJK SC"]

    monkeypatch.setattr(typeset, "_fonts", Both)
    assert typeset.chinese_fonts(language)[0] == first


@pytest.mark.parametrize("who", ["ada", "ben", "dora", "eve", "finn"])
def test_only_compliance(who, borrower, request, signed_in):
    page = signed_in(request.getfixturevalue(who))
    assert page.get(f"/audit/borrowers/{borrower.pk}/").status_code == 403
    assert post(page, borrower, "csv").status_code == 403
    assert TrailEntry.objects.count() == 3


def test_the_page_counts_first(borrower, chen, make_customer, signed_in):
    page = signed_in(chen)
    context = page.get(f"/audit/borrowers/{borrower.pk}/").context
    assert context["counts"] == {"entries": 2, "contacts": 1, "promises": 1}
    assert "Nothing has been done about this customer yet" in page.get(f"/audit/borrowers/{make_customer().pk}/").text
    assert page.get("/audit/borrowers/99999/").status_code == 404
    assert post(page, borrower, "docx").status_code == 404


def test_the_case_leads_there(borrower, ada, ben, chen, signed_in):
    case = f"/cases/{borrower.cases.get().pk}/"
    export, trail = f'href="/audit/borrowers/{borrower.pk}/"', f'href="/audit/?customer={borrower.pk}"'
    seen = {person.username: signed_in(person).get(case).text for person in (ada, ben, chen)}
    assert {name: (trail in text, export in text) for name, text in seen.items()} == {
        "ada": (False, False),
        "ben": (True, False),
        "chen": (True, True),
    }


@pytest.fixture
def command(monkeypatch):
    monkeypatch.setattr("huashu.desk.setup.start", lambda: None)
    return lambda *words: CliRunner().invoke(audit, ["export", *words], catch_exceptions=True)


@pytest.mark.parametrize(("form", "begin"), [("pdf", b"%PDF-"), ("csv", b"\xef\xbb\xbf")])
def test_the_command_writes_a_file(form, begin, chinese_font, borrower, command, tmp_path):
    out = tmp_path / f"out.{form}"
    words = ("--customer", "HT-00001", "--format", form, "--out", str(out))
    assert command(*words).exit_code == 0
    assert out.read_bytes().startswith(begin)
    assert TrailEntry.objects.latest("number").data == {"what": "borrower", "format": form}
    again = command(*words)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_the_command_refuses_a_contract_that_is_not_there(borrower, command, tmp_path):
    said = command("--customer", "HT-9", "--out", str(tmp_path / "x.pdf"))
    assert "There is no contract HT-9 in the book." in str(said.exception)
    assert not (tmp_path / "x.pdf").exists()
