"""A messy file brought in with the hands on the keyboard: upload, columns, good rows, the bad ones mended and brought in again."""

import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from huashu.desk.holds import hold
from huashu.desk.imports.liveness import hold_name
from huashu.desk.imports.models import ImportBatch
from huashu.desk.loans.models import Loan
from huashu.desk.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUPERVISOR = ("demo-supervisor", "call-desk-supervisor")
WIDTHS = (1440, 1100, 390)
LANGUAGES = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-GB"}
ROWS = [
    ["逾期台账 截至2026年1月20日"],
    ["序号", "借款人信息", None, "合同信息", None, "逾期情况", None],
    [None, "借款人", "手机", "合同号码", "应还本息", "逾期金额（万元）", "逾期天数"],
    [1, "张测一", "10000000001", "WALK-1", "3,200.00元", "0.64", 35],
    [2, "张测二", "10000000002/老婆10000000009", "WALK-2", "1800", "0.18", 4],
    [3, "张测三", "10000000003", "WALK-3", "2500", "0.25", "8天"],
    ["合计", None, None, None, None, "1.07", None],
]


@pytest.fixture
def workbook(tmp_path):
    """The file of the walk."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    path = tmp_path / "ledger.xlsx"
    book.save(path)
    return path


@pytest.fixture
def desk(demo, open_page, sign_in):
    """The imports page of a supervisor: ``desk(language="en")``."""

    def at(language: str = "en", **window) -> Page:
        Person.objects.filter(username=demo["demo-supervisor"].username).update(language=language)
        page = sign_in(open_page(locale=LANGUAGES[language], **window), *SUPERVISOR)
        page.goto("/imports/")
        return page

    return at


def bring(page: Page, path) -> None:
    page.set_input_files("input[type=file]", path)
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text(path.name)


def test_a_messy_file_by_keyboard_alone(desk, workbook, tmp_path, tab_to):
    page = desk()
    bring(page, workbook)
    expect(page.get_by_text("may be Instalment")).to_be_visible()
    expect(page.get_by_text("Taken from the title of the sheet.")).to_be_visible()
    tab_to(page, page.locator("[name=column-4]"))
    page.keyboard.type("Instalment")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press("r")
    expect(page.get_by_text("chosen by a person")).to_have_count(1)
    expect(page.get_by_text("the borrower's own telephone number")).to_be_visible()
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Loaded")).to_be_visible()
    assert sorted(Loan.objects.filter(contract_no__startswith="WALK").values_list("contract_no", flat=True)) == ["WALK-1", "WALK-3"]
    with page.expect_download() as download:
        page.keyboard.press("d")
    mended = tmp_path / download.value.suggested_filename
    mend(download.value.path(), mended)
    page.goto("/imports/")
    bring(page, mended)
    expect(page.get_by_text("These headings were seen before")).to_be_visible()
    expect(page.locator("[name=as_of]")).to_have_value("2026-01-20")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Loaded")).to_be_visible()
    opening = Loan.objects.get(contract_no="WALK-2").entries.get(kind="opening").change["rows"]
    assert [row[:2] for row in opening] == [["2026-01-16", 180_000], ["2026-02-16", 180_000]]
    page.keyboard.press("c")
    page.wait_for_url("**/closing/")


def mend(source, target) -> None:
    """Take the other person's number out, as a person with a spreadsheet would."""
    book = openpyxl.load_workbook(io.BytesIO(source.read_bytes()))
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("/老婆10000000009", "")
    book.save(target)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_a_file_at_every_width(language, desk, workbook, look):
    page, thorough = desk(language, touch=True), language == "zh-hans"
    found = look(page, WIDTHS, thorough=thorough)
    bring(page, workbook)
    batch = ImportBatch.objects.get()
    found += look(page, WIDTHS, thorough=thorough)
    page.locator("button[value=load]").click()
    for state, held in (("refused", False), ("running", True), ("saving", True), ("running", False), ("failed", False), ("done", False)):
        ImportBatch.objects.filter(pk=batch.pk).update(state=state, rows_done=2, rows_total=3)
        with hold(hold_name(batch.pk if held else 0)):
            page.goto(f"/imports/{batch.pk}/")
            found += [f"{state}{' held' * held}: {fault}" for fault in look(page, WIDTHS, thorough=thorough)]
    assert not found, "\n".join(found)


def test_a_load_is_followed_to_its_end_and_a_stopped_one_is_told(desk, workbook):
    page = desk()
    bring(page, workbook)
    page.locator("button[value=load]").click()
    batch = ImportBatch.objects.get()
    ImportBatch.objects.update(state="running", rows_done=1, rows_total=3)
    with hold(hold_name(batch.pk)):
        page.goto(f"/imports/{batch.pk}/")
        expect(page.get_by_text("1 of 3 rows read")).to_be_visible()
        ImportBatch.objects.update(rows_done=2)
        expect(page.get_by_text("2 of 3 rows read")).to_be_visible()
        ImportBatch.objects.update(state="saving")
        expect(page.get_by_text("All 3 rows are read; saving them together.")).to_be_visible()
    expect(page.get_by_role("heading", name="The load stopped before its end")).to_be_visible()
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Not loaded: nothing was saved")).to_be_visible()
