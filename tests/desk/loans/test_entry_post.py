"""Entries posted to a loan: appended, packed, counted at once; refused before anything is stored."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from huashu.calendars import DayCount
from huashu.close.packing import unpack
from huashu.desk.loans.drafts import NewEntry, NewLoan
from huashu.desk.loans.mapping import OPENING, account_of, entries_of
from huashu.desk.loans.models import LedgerEntry, Loan, LoanColumns, LoanSource, ProductSetting
from huashu.desk.loans.refusals import (
    ContractTaken,
    EntryElsewhere,
    EntryKindNotPosted,
    LoanNotOpened,
    OpeningMissing,
    PlanMissing,
    SourceKeyUsed,
)
from huashu.desk.loans.services import Incoming, entry_post, loan_open, loans_open_bulk, payment_reverse, payments_post_bulk
from huashu.errors import Refusal
from huashu.lending.entries import Entry, EntryKind, PartPrepayment, PrepaymentEffect
from huashu.lending.ledger import replay
from huashu.lending.plan import PlanRow

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def noon(day):
    return datetime.combine(day, time(12), SHANGHAI)


def feb(day):
    return date(2026, 2, day)


@pytest.fixture
def contract(make_customer):
    """An unsaved contract: 1,200.00 over twelve months without interest, paid out on 20 January 2026."""
    numbers = iter(range(1, 100))

    def make(**fields):
        product, _ = ProductSetting.objects.get_or_create(code="standard", defaults={"name": "Standard"})
        fields = {
            "contract_no": f"C-{next(numbers)}",
            "principal_minor": 120_000,
            "periods": 12,
            "first_due_on": feb(20),
            "disbursed_on": date(2026, 1, 20),
            **fields,
        }
        return Loan(customer=make_customer(), product=product, currency="CNY", day_count=DayCount.THIRTY_360, **fields)

    return make


@pytest.fixture
def loan(contract):
    return loan_open(new=NewLoan(contract()), person=None, now=noon(date(2026, 1, 20)))


DUE_ON = feb(20)


def post(loan, kind=EntryKind.PAYMENT, value_on=DUE_ON, amount_minor=10_000, **fields):
    return entry_post(loan=loan, kind=kind, value_on=value_on, amount_minor=amount_minor, person=None, now=noon(feb(21)), **fields)


def test_a_loan_opens_with_its_disbursement(loan):
    assert list(loan.entries.values_list("seq", "kind", "value_on", "amount_minor")) == [(0, "disbursement", date(2026, 1, 20), 120_000)]


def test_a_posting_is_appended_and_packed(loan, ada):
    entry = entry_post(
        loan=loan,
        kind=EntryKind.PAYMENT,
        value_on=feb(20),
        amount_minor=10_000,
        person=ada,
        now=noon(feb(21)),
        note="bank",
        source_key="B1",
    )
    assert (entry.seq, entry.entered_by, entry.entered_at, entry.note) == (1, ada, noon(feb(21)), "bank")
    packed = LoanColumns.objects.get(loan=loan)
    plan, receipts = unpack(bytes(packed.plan), bytes(packed.receipts))
    ledger = replay(account_of(loan), entries_of(loan))
    assert (tuple(plan), packed.last_seq) == (ledger.plan, 1)
    assert [(receipt.value_on, receipt.amount_minor) for receipt in receipts] == [(feb(20), 10_000)]


def test_the_same_key_twice_is_one_entry(loan):
    assert post(loan, source_key="B1") == post(loan, source_key="B1")
    assert loan.entries.count() == 2
    with pytest.raises(SourceKeyUsed, match="B1 is already in the book"):
        post(loan, source_key="B1", amount_minor=10_001)


def test_a_reversal_names_its_entry_and_takes_it_out_of_the_columns(loan):
    payment = post(loan)
    reversal = payment_reverse(entry=payment, person=None, now=noon(feb(22)), note="bounced")
    assert (reversal.reverses, reversal.value_on, reversal.amount_minor) == (payment, feb(22), 0)
    packed = LoanColumns.objects.get(loan=loan)
    assert unpack(bytes(packed.plan), bytes(packed.receipts))[1] == []
    with pytest.raises(Refusal, match="already reversed by entry number 2"):
        payment_reverse(entry=payment, person=None, now=noon(feb(22)))


def test_a_change_of_the_plan_is_stored_and_read_back(loan):
    change = PartPrepayment(PrepaymentEffect.LOWER_INSTALMENT)
    post(loan, EntryKind.PART_PREPAYMENT, amount_minor=50_000, change=change)
    assert entries_of(loan)[-1].change == change
    rows = replay(account_of(loan), entries_of(loan)).plan
    assert sum(row.principal_minor for row in rows if row.superseded_on is None) == 120_000


REFUSED = [
    ("nothing paid", {"amount_minor": 0}, "must be more than 0"),
    ("before the loan", {"value_on": date(2026, 1, 19)}, "before the loan was paid out"),
    ("a day that hasn't come", {"value_on": feb(23)}, "later than the day of entry"),
    ("a second disbursement", {"kind": EntryKind.DISBURSEMENT}, "written when a loan is opened"),
    ("more waived than accrued", {"kind": EntryKind.WAIVER}, "more than the unpaid penalty"),
]


@pytest.mark.parametrize(("fields", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_posting_that_can_not_stand_stores_nothing(loan, fields, sentence):
    with pytest.raises(Refusal, match=sentence):
        post(loan, **fields)
    assert loan.entries.count() == 1
    assert LoanColumns.objects.get(loan=loan).last_seq == 0


def test_an_entry_of_another_loan_can_not_be_reversed_here(loan, contract):
    other = loan_open(new=NewLoan(contract()), person=None, now=noon(feb(1)))
    with pytest.raises(EntryElsewhere):
        post(loan, EntryKind.REVERSAL, amount_minor=0, reverses=post(other))
    assert issubclass(EntryKindNotPosted, Refusal)


def history(*moves):
    return tuple(NewEntry(Entry(seq, kind, day, noon(day), amount, reverses)) for seq, (kind, day, amount, reverses) in enumerate(moves, 1))


def test_a_history_comes_along_with_its_reversals(contract):
    entries = history(
        (EntryKind.PAYMENT, feb(20), 10_000, None), (EntryKind.REVERSAL, feb(21), 0, 1), (EntryKind.PAYMENT, feb(22), 10_000, None)
    )
    loan = loan_open(new=NewLoan(contract(), entries=entries), person=None, now=noon(feb(25)))
    rows = LedgerEntry.objects.filter(loan=loan).order_by("seq").values_list("seq", "kind", "reverses__seq")
    assert list(rows) == [(0, "disbursement", None), (1, "payment", None), (2, "reversal", 1), (3, "payment", None)]
    packed = LoanColumns.objects.get(loan=loan)
    assert [receipt.value_on for receipt in unpack(bytes(packed.plan), bytes(packed.receipts))[1]] == [feb(22)]
    assert packed.last_seq == 3
    assert entries_of(loan)[1:] == [part.entry for part in entries]


def test_one_bad_loan_keeps_all_out_and_is_named(contract):
    good, bad = contract(), contract()
    late = NewLoan(bad, entries=history((EntryKind.PAYMENT, date(2026, 1, 1), 10_000, None)))
    with pytest.raises(LoanNotOpened, match=f"Loan {bad.contract_no}: The value date 2026-01-01 is before the loan"):
        loans_open_bulk(loans=[NewLoan(good), late], person=None, now=noon(feb(25)))
    assert Loan.objects.count() == 0


def test_a_contract_number_is_taken_once(contract):
    loan_open(new=NewLoan(contract(contract_no="A")), person=None, now=noon(feb(1)))
    with pytest.raises(ContractTaken, match="Contract A is already in the book"):
        loan_open(new=NewLoan(contract(contract_no="A")), person=None, now=noon(feb(1)))
    with pytest.raises(ContractTaken, match="Contract B"):
        loans_open_bulk(loans=[NewLoan(contract(contract_no="B")), NewLoan(contract(contract_no="B"))], person=None, now=noon(feb(1)))


PLAN = tuple(PlanRow(feb(day), 5_000, 100, 0, 80_000_000, date(2026, 1, 20)) for day in (10, 20))


def test_a_loan_that_came_with_its_instalments_keeps_them_in_its_first_entry(contract):
    bare = contract(source=LoanSource.SNAPSHOT, principal_minor=None, periods=None, first_due_on=None)
    loan = loan_open(new=NewLoan(bare, plan=PLAN), person=None, now=noon(feb(1)))
    assert loan.entries.get().kind == OPENING
    account = account_of(loan)
    assert (account.plan, account.terms.principal_minor, account.terms.periods) == (PLAN, 10_000, 2)
    assert entries_of(loan) == []
    post(loan, value_on=feb(20), amount_minor=5_100)
    assert [entry.seq for entry in entries_of(loan)] == [1]
    loan.entries.filter(kind=OPENING).delete()
    with pytest.raises(OpeningMissing, match="no opening entry"):
        account_of(loan)


def test_a_snapshot_without_instalments_is_refused(contract):
    with pytest.raises(LoanNotOpened, match="neither contract terms nor instalments") as refused:
        loan_open(new=NewLoan(contract(source=LoanSource.SNAPSHOT)), person=None, now=noon(feb(1)))
    assert isinstance(refused.value.refusal, PlanMissing)


def test_many_payments_at_once(loan, contract):
    other = loan_open(new=NewLoan(contract()), person=None, now=noon(feb(1)))
    payments = [Incoming(loan.pk, feb(21), 500, "k2"), Incoming(loan.pk, feb(20), 9_500, "k1"), Incoming(other.pk, feb(20), 10_000, "k3")]
    assert payments_post_bulk(payments=payments, person=None, now=noon(feb(21))) == 3
    assert list(loan.entries.order_by("seq").values_list("seq", "source_key")) == [(0, None), (1, "k1"), (2, "k2")]
    assert LoanColumns.objects.get(loan=loan).last_seq == 2
