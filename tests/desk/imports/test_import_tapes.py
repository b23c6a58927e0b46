"""Public loan tapes on their way into the book. All loans are invented."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.timezone import localdate

from huashu.close.packing import pack
from huashu.desk.closing.run import days_close
from huashu.desk.customers.models import Customer
from huashu.desk.imports import contracts, loading, tape_drafts, tapes
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan, LoanColumns, LoanStatus
from huashu.desk.loans.services import entry_post
from huashu.lending.entries import EntryKind
from huashu.lending.ledger import replay
from huashu.lending.status import status_of

pytestmark = pytest.mark.django_db
NAMESPACE = "http://www.sec.gov/edgar/document/absee/autoloan/assetdata"
OPEN = {
    "reportingPeriodEndingDate": "06-30-2026",
    "originatorName": "Example Auto",
    "originationDate": "02/2024",
    "originalLoanAmount": "30000.00",
    "originalLoanTerm": "72",
    "originalFirstPaymentDate": "03/2024",
    "loanMaturityDate": "02/2030",
    "originalInterestRatePercentage": "0.0729",
    "remainingTermToMaturityNumber": "44",
    "reportingPeriodActualEndBalanceAmount": "20000.00",
    "currentDelinquencyStatus": "0",
    "obligorGeographicLocation": "CA",
}
ENDED = {"reportingPeriodActualEndBalanceAmount": "0", "zeroBalanceCode": "1", "zeroBalanceEffectiveDate": "06/2026"}
JULY = {"reportingPeriodEndingDate": "07-31-2026", "reportingPeriodActualEndBalanceAmount": "19600.00"}


def tape(*changes, end="</assetData>"):
    records = "".join(record({"assetNumber": f"A{number}", **OPEN, **change}) for number, change in enumerate(changes, 1))
    return f'<?xml version="1.0"?><assetData xmlns="{NAMESPACE}">{records}{end}'.encode()


def record(elements):
    return "<assets>" + "".join(f"<{name}>{text}</{name}>" for name, text in elements.items()) + "</assets>"


def principal_and_days(asset, day):
    """Principal outstanding and days past due at the end of a day."""
    loan = Loan.objects.get(contract_no=f"Example Auto/{asset}")
    account = account_of(loan)
    status = status_of(account, replay(account, entries_of(loan)), day)
    return status.outstanding_principal_minor, status.days_past_due


def counts(batch):
    return {name: count for name, count in batch.counts.items() if count and name != "problems"}


def test_a_tape_opens_the_loans_that_go_on(load):
    batch = load(tape({}, {"currentDelinquencyStatus": "35"}, ENDED), "tape.xml")
    assert (batch.state, batch.shape) == ("done", "tape")
    assert counts(batch) == {"customers_new": 2, "loans_new": 2, "closed": 1}
    assert principal_and_days("A1", date(2026, 6, 30)) == (2_000_000, 0)
    assert principal_and_days("A2", date(2026, 6, 30)) == (2_000_000, 35)
    assert list(Customer.objects.order_by("name").values_list("name", "phone", "region")) == [("A1", "", "CA"), ("A2", "", "CA")]


def test_the_same_tape_twice_changes_nothing(load):
    load(tape({}, {}), "tape.xml")
    entries = LedgerEntry.objects.count()
    assert counts(load(tape({}, {}), "tape.xml")) == {"loans_unchanged": 2}
    assert (Loan.objects.count(), LedgerEntry.objects.count()) == (2, entries)


def test_a_later_month_brings_the_loans_up_to_date(load):
    load(tape({}, {}), "june.xml")
    batch = load(tape(JULY, {**JULY, "currentDelinquencyStatus": "40"}, JULY), "july.xml")
    assert counts(batch) == {"customers_new": 1, "loans_new": 1, "loans_renewed": 2}
    assert principal_and_days("A1", date(2026, 7, 31)) == (1_960_000, 0)
    assert principal_and_days("A2", date(2026, 7, 31)) == (1_960_000, 40)
    assert Loan.objects.get(contract_no="Example Auto/A2").facts["as_of"] == "2026-07-31"


def test_an_earlier_month_changes_nothing(load):
    load(tape(JULY), "july.xml")
    assert counts(load(tape({}), "june.xml")) == {"loans_unchanged": 1}
    assert principal_and_days("A1", date(2026, 7, 31))[0] == 1_960_000


@pytest.mark.parametrize(("skip_bad", "state", "loans"), [(False, "refused", 0), (True, "done", 2)])
def test_a_tape_that_is_cut_off_is_loaded_only_on_request(skip_bad, state, loans, load):
    batch = load(tape({}, {}, end="<assets><assetNumber>A3"), "tape.xml", skip_bad=skip_bad)
    assert (batch.state, Loan.objects.count(), Customer.objects.count()) == (state, loans, loans)
    assert [problem["code"] for problem in batch.problems] == ["truncated"]


def test_a_record_without_balance_is_listed_and_the_others_are_loaded(load):
    batch = load(tape({}, {"reportingPeriodActualEndBalanceAmount": ""}), "tape.xml")
    assert (batch.state, Loan.objects.count()) == ("done", 1)
    assert [(problem["row"], problem["code"]) for problem in batch.problems] == [(2, "balance_missing")]


def test_one_loan_twice_in_a_tape_is_opened_once(load):
    batch = load(tape({}, {"assetNumber": "A1"}), "tape.xml")
    assert (batch.state, Loan.objects.count()) == ("done", 1)


def test_a_number_that_another_pool_has_too_is_told_apart(load):
    load(tape({"assetTypeNumber": "POOL-1"}), "one.xml")
    second = {"assetTypeNumber": "POOL-2", "originalLoanAmount": "45000.00", "reportingPeriodActualEndBalanceAmount": "30000.00"}
    assert counts(load(tape(second), "two.xml")) == {"customers_new": 1, "loans_new": 1}
    assert sorted(Loan.objects.values_list("contract_no", flat=True)) == ["Example Auto/A1", "Example Auto/A1@POOL-2"]
    later = {**second, **JULY, "reportingPeriodActualEndBalanceAmount": "29000.00"}
    assert counts(load(tape(later), "two-july.xml")) == {"loans_renewed": 1}
    assert principal_and_days("A1@POOL-2", date(2026, 7, 31))[0] == 2_900_000
    assert principal_and_days("A1", date(2026, 6, 30))[0] == 2_000_000


def test_a_loan_that_does_not_hold_together_is_listed_and_the_others_are_loaded(load, monkeypatch):
    whole = tape_drafts.tape_plan

    def without_plan(loan):
        terms, plan = whole(loan)
        return replace(terms, rate_ppb_year=-1) if loan.asset_number == "A2" else terms, plan

    monkeypatch.setattr(tape_drafts, "tape_plan", without_plan)
    batch = load(tape({}, {}, {}), "tape.xml")
    assert (batch.state, Loan.objects.count()) == ("done", 2)
    assert [(problem["row"], problem["code"]) for problem in batch.problems] == [(2, "loan_not_opened")]


def test_a_loan_that_somebody_else_brings_in_meanwhile_keeps_the_tape_out(load, monkeypatch):
    """Both read the book before either wrote: the second is refused as a whole, in a sentence."""
    load(tape({}), "first.xml")
    monkeypatch.setattr(contracts, "loans_known", lambda _numbers: {})
    batch = load(tape({}, {}), "second.xml")
    assert (batch.state, batch.counts["fault"].split(".")[0]) == ("refused", "Contract Example Auto/A1 is already in the book")
    assert (Loan.objects.count(), Customer.objects.count()) == (1, 1)


def test_a_payment_after_the_new_figures_still_counts(load, now):
    load(tape({}), "june.xml")
    loan = Loan.objects.get()
    for day, amount_minor in ((date(2026, 7, 20), 50_000), (date(2026, 8, 3), 70_000)):
        entry_post(loan=loan, kind=EntryKind.PAYMENT, value_on=day, amount_minor=amount_minor, person=None, now=now)
    load(tape(JULY), "july.xml")
    account, entries = account_of(loan), entries_of(loan)
    assert [entry.amount_minor for entry in entries] == [70_000]
    plan, receipts = pack(*(getattr(replay(account, entries), name) for name in ("plan", "receipts")))
    packed = LoanColumns.objects.get(loan=loan)
    assert (bytes(packed.plan), bytes(packed.receipts), packed.last_seq) == (plan, receipts, 3)


def test_an_entry_posted_while_a_tape_is_read_is_not_lost(load, now, monkeypatch):
    load(tape({}), "june.xml")
    loan = Loan.objects.get()
    reading = tapes.batch_saving

    def somebody_pays(**given):
        entry_post(loan=loan, kind=EntryKind.PAYMENT, value_on=date(2026, 8, 3), amount_minor=70_000, person=None, now=now)
        reading(**given)

    monkeypatch.setattr(tapes, "batch_saving", somebody_pays)
    assert load(tape(JULY), "july.xml").state == "done"
    packed = LoanColumns.objects.get(loan=loan)
    ledger = replay(account_of(loan), entries_of(loan))
    assert (bytes(packed.receipts), packed.last_seq) == (pack(ledger.plan, ledger.receipts)[1], 2)
    assert LedgerEntry.objects.filter(loan=loan).count() == 3


def test_progress_is_shown_while_a_tape_is_read(load, monkeypatch):
    monkeypatch.setattr(tapes, "PORTION", 2)
    seen = []
    monkeypatch.setattr(loading, "batch_progress", lambda batch, done, total: seen.append((done, total >= done)))
    assert load(tape(*[{}] * 5), "tape.xml").rows_done == 5
    assert seen == [(2, True), (4, True), (5, True)]


def test_the_case_of_a_loan_follows_its_new_figures_at_once(load, now):
    load(tape({"currentDelinquencyStatus": "35"}), "june.xml")
    days_close(as_of=localdate(now), now=now)
    assert LoanStatus.objects.get().overdue_minor > 0
    load(tape({**JULY, "reportingPeriodEndingDate": "10-31-2026", "currentDelinquencyStatus": "0"}), "october.xml")
    assert LoanStatus.objects.get().days_past_due < 35
