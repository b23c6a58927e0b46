"""May this entry be added: each refusal of the ledger, and the neighbour that is allowed."""

from dataclasses import dataclass, field

import pytest
from ledgerbook import FEE_3_PERCENT, account, day, entered, history

from huashu.lending import refusals
from huashu.lending.checks import check_entry
from huashu.lending.entries import Entry, EntryKind

PAID_OUT = "2026-01-10 disbursement 1,200.00\n"
TWO_PAID = PAID_OUT + "2026-02-10 payment 112.00\n2026-03-10 payment 111.00\n"
CLOSED = TWO_PAID + "2026-03-25 early_repayment 1,035.00\n"


@dataclass
class Case:
    """Refused (by class and words) or, without a refusal, allowed. The last line of the history is the new entry."""

    name: str
    history: str
    new: str
    refusal: type | None = None
    says: str = ""
    product: dict = field(default_factory=lambda: {"early_fee_tiers": FEE_3_PERCENT})


CASES = [
    Case("a payment", PAID_OUT, "2026-02-10 payment 112.00"),
    Case("a payment on the day of disbursement", PAID_OUT, "2026-01-10 payment 1.00"),
    Case("a payment before it", PAID_OUT, "2026-01-09 payment 1.00", refusals.ValueBeforeDisbursement, "paid out on 2026-01-10"),
    Case("a payment entered later", PAID_OUT, "2026-02-10 payment 1.00 entered 2026-03-10"),
    Case("money of tomorrow, where it is tomorrow already", PAID_OUT, "2026-02-11 payment 1.00 entered 2026-02-10"),
    Case(
        "money of the day after", PAID_OUT, "2026-02-12 payment 1.00 entered 2026-02-10", refusals.ValueAfterEntry, "on the day it arrives"
    ),
    Case("a holiday from a later day on", PAID_OUT, "2026-04-10 holiday 1 pay entered 2026-02-10"),
    Case("a payment on a closed loan is recorded", CLOSED, "2026-04-10 payment 5.00"),
    Case("a reversal", TWO_PAID, "2026-03-12 reversal of 2"),
    Case("a reversal of nothing", TWO_PAID, "2026-03-12 reversal of 9", refusals.EntryUnknown, "no entry number 9"),
    Case(
        "a reversal of a reversal",
        TWO_PAID + "2026-03-12 reversal of 2\n",
        "2026-03-13 reversal of 4",
        refusals.ReversalOfReversal,
        "Enter the original payment again",
    ),
    Case(
        "a second reversal",
        TWO_PAID + "2026-03-12 reversal of 2\n",
        "2026-03-13 reversal of 2",
        refusals.EntryAlreadyReversed,
        "already reversed by entry number 4",
    ),
    Case("a disbursement in use", TWO_PAID, "2026-03-12 reversal of 1", refusals.DisbursementInUse, "while entry number 2 stands"),
    Case("a disbursement not in use", PAID_OUT, "2026-01-11 reversal of 1"),
    Case("a disbursement", "", "2026-01-10 disbursement 1,200.00"),
    Case("a second one", PAID_OUT, "2026-01-10 disbursement 1,200.00", refusals.DisbursementRepeated, "entry number 1"),
    Case("once more after its reversal", PAID_OUT + "2026-01-11 reversal of 1\n", "2026-01-10 disbursement 1,200.00"),
    Case("of another day", "", "2026-01-11 disbursement 1,200.00", refusals.DisbursementDiffers, "value date is 2026-01-11"),
    Case(
        "of another amount",
        "",
        "2026-01-10 disbursement 1,199.99",
        refusals.DisbursementDiffers,
        "amount is 1,199.99, but the contract says 1,200.00",
    ),
    Case(
        "a payment after the disbursement was reversed",
        PAID_OUT + "2026-01-11 reversal of 1\n",
        "2026-02-10 payment 112.00",
        refusals.LoanNotDisbursed,
        "Enter the disbursement first",
    ),
    Case("a waiver of all penalty", PAID_OUT, "2026-02-20 waiver 0.50"),
    Case(
        "of a fen more",
        PAID_OUT,
        "2026-02-20 waiver 0.51",
        refusals.WaiverTooLarge,
        "0.51 CNY is more than the unpaid penalty on 2026-02-20, 0.50",
    ),
    Case("an early repayment of the quote", TWO_PAID, "2026-03-25 early_repayment 1,035.00"),
    Case("of a fen less", TWO_PAID, "2026-03-25 early_repayment 1,034.99", refusals.EarlyRepaymentShort, "1,035.00 is needed"),
    Case("of more", TWO_PAID, "2026-03-25 early_repayment 1,036.00"),
    Case("of a closed loan", CLOSED, "2026-03-26 early_repayment 1.00", refusals.LoanClosed, "Enter money that still came in as a payment"),
    Case(
        "a part prepayment of a closed loan", CLOSED, "2026-03-26 part_prepayment 1.00 shorter_term", refusals.LoanClosed, "Nothing is owed"
    ),
    Case("a holiday on a closed loan", CLOSED, "2026-03-26 holiday 1 pay", refusals.LoanClosed, "a holiday has nothing"),
    Case(
        "a reschedule of a closed loan",
        CLOSED,
        "2026-03-26 reschedule 6 at 0.06 from 2026-05-10 capitalise",
        refusals.LoanClosed,
        "a reschedule has nothing",
    ),
    Case("a part prepayment that covers only arrears", PAID_OUT, "2026-02-20 part_prepayment 50.00 shorter_term"),
    Case("the day before the last due date", PAID_OUT, "2027-01-09 part_prepayment 50.00 shorter_term"),
    Case(
        "on the last due date",
        PAID_OUT,
        "2027-01-10 part_prepayment 50.00 shorter_term",
        refusals.NothingFallsDue,
        "Every instalment has fallen due by 2027-01-10",
    ),
    Case("arrears rescheduled after the last due date", PAID_OUT, "2027-01-10 reschedule 6 at 0.06 from 2027-02-10 capitalise"),
    Case(
        "but not without capitalising",
        PAID_OUT,
        "2027-01-10 reschedule 6 at 0.06 from 2027-02-10 keep",
        refusals.NothingFallsDue,
        "Enter a payment",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}, {'refused' if case.refusal else 'allowed'}")
def test_check_entry(case):
    *entries, new_entry = history(case.history + case.new)
    loan = account(**case.product)
    if case.refusal is None:
        check_entry(loan, entries, new_entry)
        return
    with pytest.raises(case.refusal) as caught:
        check_entry(loan, entries, new_entry)
    assert case.says in caught.value.message
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(("seq", "refused"), [(3, True), (4, False), (9, False)])
def test_numbers_only_rise(seq, refused):
    new_entry = Entry(seq, EntryKind.PAYMENT, day("2026-04-10"), entered(day("2026-04-10")), 1_00)
    if refused:
        with pytest.raises(refusals.SequenceTaken, match="next free number is 4"):
            check_entry(account(), history(TWO_PAID), new_entry)
    else:
        check_entry(account(), history(TWO_PAID), new_entry)


def test_every_refusal_of_the_ledger_has_its_own_code():
    classes = [each for each in vars(refusals).values() if isinstance(each, type) and each.__module__ == refusals.__name__]
    assert len({each.code for each in classes}) == len(classes) > 10
