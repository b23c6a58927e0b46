"""Public loan tapes on their way into the book. All loans are invented."""

from datetime import date

import pytest

from huashu.desk.customers.models import Customer
from huashu.desk.loans.mapping import account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan
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
