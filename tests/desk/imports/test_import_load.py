"""Files on their way into the book: what is opened, what is left alone, what is refused."""

import io
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from import_files import AS_OF, COMBINED, PAYMENTS, SNAPSHOT

from huashu.desk.customers.models import Customer
from huashu.desk.imports.models import ImportBatch
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan, ProductSetting
from huashu.lending.ledger import replay
from huashu.lending.status import status_of

pytestmark = pytest.mark.django_db


def standing(contract_no, day=AS_OF):
    """Overdue amount and days past due of a loan at the end of a day."""
    loan = Loan.objects.get(contract_no=contract_no)
    account = account_of(loan)
    status = status_of(account, replay(account, entries_of(loan)), day)
    return status.overdue_minor, status.days_past_due


def counts(batch):
    return {name: count for name, count in batch.counts.items() if count and name != "problems"}


def test_a_snapshot_with_title_totals_and_wide_digits_opens_what_is_owed(load):
    batch = load(SNAPSHOT.encode("gb18030"))
    assert batch.state == "done"
    assert counts(batch) == {"customers_new": 3, "loans_new": 2, "nothing_owed": 1}
    assert (standing("HT-1"), standing("HT-3")) == ((640_000, 35), (250_000, 8))
    assert list(Customer.objects.order_by("name").values_list("name", "phone_tail")) == [
        ("张测一", "0001"),
        ("张测三", "0003"),
        ("张测二", "0002"),
    ]


def test_a_workbook_of_contracts_opens_them_exactly(load, xlsx):
    batch = load(xlsx(COMBINED), "book.xlsx")
    assert counts(batch) == {"customers_new": 2, "loans_new": 2}
    loan = Loan.objects.get(contract_no="HT-1")
    assert (loan.principal_minor, loan.rate_ppb_year, loan.periods, loan.source) == (12_000_000, 85_000_000, 36, "terms")
    assert loan.first_due_on == date(2026, 2, 10)


@pytest.mark.parametrize(("content", "name"), [(SNAPSHOT, "a.csv"), (None, "b.xlsx")])
def test_the_same_file_twice_changes_nothing(content, name, load, xlsx):
    content = content or xlsx(COMBINED)
    load(content, name)
    before = (Customer.objects.count(), Loan.objects.count(), LedgerEntry.objects.count(), ProductSetting.objects.count())
    again = load(content, name)
    assert again.state == "done"
    assert not again.counts["loans_new"]
    assert not again.counts["loans_renewed"]
    assert (Customer.objects.count(), Loan.objects.count(), LedgerEntry.objects.count(), ProductSetting.objects.count()) == before


def test_payments_count_once_however_often_their_file_comes(load, xlsx):
    load(xlsx(COMBINED), "book.xlsx")
    assert counts(load(PAYMENTS)) == {"payments_new": 2}
    again = load(PAYMENTS)
    assert counts(again) == {"payments_unchanged": 2}
    assert list(LedgerEntry.objects.filter(kind="payment").order_by("pk").values_list("loan__contract_no", "amount_minor")) == [
        ("HT-1", 378_790),
        ("HT-2", 274_100),
    ]


def test_two_equal_payments_without_a_reference_are_two(load, xlsx):
    load(xlsx(COMBINED), "book.xlsx")
    two = "合同号,还款日期,还款金额\nHT-1,2026-02-10,100\nHT-1,2026-02-10,100\n"
    assert counts(load(two)) == {"payments_new": 2}
    assert counts(load(two)) == {"payments_unchanged": 2}
    three = two + "HT-1,2026-02-10,100\n"
    assert counts(load(three)) == {"payments_new": 1, "payments_unchanged": 2}


BAD_PAYMENTS = [
    ("HT-9,2026-02-10,100\n", "contract_unknown", "HT-9"),
    ("HT-1,2026-01-09,100\n", "payment_before_loan", "2026-01-09"),
    ("HT-1,2026-11-24,100\n", "in_the_future", "2026-11-24"),
    ("HT-1,2026-02-10,0\n", "amount_zero", "0"),
    ("HT-1,2026-02-10,-5\n", "amount_negative", "-5"),
]


@pytest.mark.parametrize(("line", "code", "found"), BAD_PAYMENTS, ids=[code for _, code, _ in BAD_PAYMENTS])
def test_one_bad_payment_keeps_all_out(line, code, found, load, xlsx):
    load(xlsx(COMBINED), "book.xlsx")
    batch = load("合同号,还款日期,还款金额\nHT-1,2026-01-10,100\n" + line)
    assert batch.state == "refused"
    assert [(problem["row"], problem["code"], problem["found"]) for problem in batch.problems] == [(3, code, found)]
    assert not LedgerEntry.objects.filter(kind="payment").exists()


def test_payments_in_another_currency_are_refused(load, xlsx):
    load(xlsx(COMBINED), "book.xlsx")
    batch = load(PAYMENTS + "HT-9,2026-02-10,1,R3\n", currency="USD", skip_bad=True)
    assert [problem["code"] for problem in batch.problems] == ["payment_currency", "payment_currency", "contract_unknown"]


BAD_SNAPSHOT = SNAPSHOT.replace("8900", "9900").replace("合计", "张测四,10000000004,HT-4,1000,abc,3\n合计")


def test_a_file_with_a_problem_saves_nothing_at_all(load):
    batch = load(BAD_SNAPSHOT)
    assert (batch.state, batch.counts["rows_bad"]) == ("refused", 1)
    assert {problem["row"] for problem in batch.problems} == {6}
    assert not Customer.objects.exists()
    assert not Loan.objects.exists()
    assert not ProductSetting.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_good_rows_are_loaded_on_request_and_the_mended_rest_follows(kind, load, xlsx):
    rows = [line.split(",") for line in BAD_SNAPSHOT.replace('"2,500.00"', "2500").splitlines()]
    batch = load(BAD_SNAPSHOT if kind == "csv" else xlsx(rows), f"book.{kind}", skip_bad=True)
    assert (batch.state, counts(batch)) == ("done", {"customers_new": 3, "loans_new": 2, "nothing_owed": 1, "rows_bad": 1})
    path = Path(batch.bad_rows.path)
    if kind == "csv":
        text = path.read_text(encoding="utf-8-sig")
        assert text.splitlines()[1] == "截至 2026-11-23"
        assert text.splitlines()[2].endswith(",问题 (Huashu)")
        mended = text.replace("abc,", "1000,")
    else:
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        book.active["E4"] = 1000
        book.save(path)
        mended = path.read_bytes()
    again = load(mended, f"mended.{kind}")
    assert counts(again) == {"customers_new": 1, "loans_new": 1}
    assert standing("HT-4") == (100_000, 3)


def snapshot(overdue, days, contract_no="HT-1"):
    return f"姓名,手机号,合同号,月供,逾期金额,逾期天数\n张测一,10000000001,{contract_no},3200,{overdue},{days}\n"


def test_a_newer_snapshot_takes_the_place_of_the_older(load):
    load(snapshot(3200, 10))
    later = AS_OF + timedelta(days=7)
    batch = load(snapshot(1000, 2), as_of=later)
    assert counts(batch) == {"loans_renewed": 1}
    assert standing("HT-1", later) == (100_000, 2)
    assert LedgerEntry.objects.filter(loan__contract_no="HT-1", kind="opening").count() == 2


@pytest.mark.parametrize("days", [0, 1])
def test_a_snapshot_that_is_no_newer_changes_nothing(days, load):
    load(snapshot(3200, 10))
    batch = load(snapshot(9000, 50), as_of=AS_OF - timedelta(days=days))
    assert counts(batch) == {"loans_unchanged": 1}
    assert standing("HT-1") == (320_000, 10)


def test_a_payment_up_to_the_snapshots_day_counts_once(load):
    """1,000 paid on the 21st is in the figures of the 23rd already; 500 paid on the 24th isn't."""
    load(snapshot(3200, 10), as_of=date(2026, 11, 20))
    load("合同号,还款日期,还款金额\nHT-1,2026-11-21,1000\n")
    assert standing("HT-1", date(2026, 11, 22))[0] == 220_000
    load(snapshot(2200, 13))
    assert standing("HT-1")[0] == 220_000
    load("合同号,还款日期,还款金额\nHT-1,2026-11-24,500\n", as_of=date(2026, 11, 24))
    assert standing("HT-1", date(2026, 11, 24))[0] == 170_000


def test_a_snapshot_that_owes_nothing_any_more_ends_the_loan(load):
    load(snapshot(3200, 10))
    load("姓名,手机号,合同号,逾期金额,逾期天数\n张测一,10000000001,HT-1,0,0\n", as_of=AS_OF + timedelta(days=1))
    assert standing("HT-1", AS_OF + timedelta(days=1)) == (0, 0)


def test_one_borrower_twice_without_contract_numbers_is_a_problem_of_the_second_row(load):
    rows = "姓名,手机号,月供,逾期金额,逾期天数\n张测一,10000000001,3200,3200,10\n张测一,10000000001,800,800,4\n"
    batch = load(rows, skip_bad=True)
    assert [(problem["row"], problem["code"]) for problem in batch.problems] == [(3, "borrower_repeated")]
    assert Loan.objects.count() == 1


def test_a_contract_with_other_terms_than_the_book_is_a_problem(load, xlsx):
    load(xlsx(COMBINED), "book.xlsx")
    changed = [COMBINED[0], [*COMBINED[1][:3], 130_000, *COMBINED[1][4:]]]
    batch = load(xlsx(changed), "book.xlsx", skip_bad=True)
    assert [(problem["row"], problem["code"], problem["found"]) for problem in batch.problems] == [
        (2, "contract_differs", "HT-1 (principal_minor)")
    ]


def test_contracts_of_customers_that_nobody_knows_are_a_problem(load):
    sheet = "合同号,客户编号,贷款金额,年利率,期数,放款日期\nHT-1,C1,120000,8.5%,36,2026-01-10\nHT-2,C2,120000,8.5%,36,2026-01-10\n"
    load("客户编号,姓名,手机号\nC1,张测一,10000000001\n", shape="customers")
    batch = load(sheet, skip_bad=True)
    assert [(problem["row"], problem["code"], problem["found"]) for problem in batch.problems] == [(3, "borrower_unknown", "C2")]
    assert Loan.objects.get().customer.name == "张测一"


def test_a_later_file_corrects_how_to_reach_somebody_and_empties_nothing(load):
    load("客户编号,姓名,手机号,地址\nC1,张测一,10000000001,示范路1号\n", shape="customers")
    batch = load("客户编号,姓名,手机号,地址\nC1,张测一,10000000099,\n", shape="customers")
    assert counts(batch) == {"customers_changed": 1}
    customer = Customer.objects.get()
    assert (customer.phone, customer.phone_tail, customer.address) == ("+8610000000099"[-len(customer.phone) :], "0099", "示范路1号")


def test_the_officer_named_in_the_sheet_gets_the_loan(load, ada):
    load("姓名,手机号,合同号,月供,逾期金额,逾期天数,客户经理\n张测一,10000000001,HT-1,3200,3200,10,Ada\n")
    assert Loan.objects.get().officer == ada


def test_a_preview_writes_nothing(load, upload, signed_in, ben):
    upload(signed_in(ben), SNAPSHOT)
    assert ImportBatch.objects.count() == 1
    assert not ProductSetting.objects.exists()
    assert not Customer.objects.exists()
