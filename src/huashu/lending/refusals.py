"""The ways in which the ledger says no, one class each.

Every refusal is raised before anything is stored. The message says what is wrong and what to do; ``values`` holds
what it was made from, so that the desk can say the same in another language. Field checks that need no history use the refusals of
:mod:`huashu.errors`.
"""

from __future__ import annotations

from datetime import date

from huashu.errors import Refusal
from huashu.money import format_minor


class AmountNotPositive(Refusal):
    """Money that is nothing or less than nothing can't be entered."""

    code = "amount_not_positive"

    def __init__(self, kind: str, amount_minor: int) -> None:
        super().__init__(
            f"The amount of a {_words(kind)} must be more than 0. To take money back, reverse the entry that brought it.",
            field="amount_minor",
            kind=kind,
            amount_minor=amount_minor,
        )


class SequenceTaken(Refusal):
    """A new entry must come after all entries of the loan."""

    code = "sequence_taken"

    def __init__(self, seq: int, next_seq: int) -> None:
        super().__init__(
            f"Entry number {seq} is already taken on this loan; the next free number is {next_seq}. Load the loan again and retry.",
            field="seq",
            seq=seq,
            next_seq=next_seq,
        )


class EntryUnknown(Refusal):
    """A reversal names an entry that the loan doesn't have."""

    code = "entry_unknown"

    def __init__(self, seq: int) -> None:
        super().__init__(f"This loan has no entry number {seq}. Choose an entry from its ledger.", field="reverses_seq", seq=seq)


class ReversalOfReversal(Refusal):
    """A reversal can't be undone; what it took away is entered again."""

    code = "reversal_of_reversal"

    def __init__(self, seq: int) -> None:
        super().__init__(
            f"Entry number {seq} is itself a reversal and can't be reversed. Enter the original payment again instead.",
            field="reverses_seq",
            seq=seq,
        )


class EntryAlreadyReversed(Refusal):
    """An entry can be reversed once."""

    code = "entry_already_reversed"

    def __init__(self, seq: int, reversed_by_seq: int) -> None:
        super().__init__(
            f"Entry number {seq} was already reversed by entry number {reversed_by_seq}. Nothing is left to undo.",
            field="reverses_seq",
            seq=seq,
            reversed_by_seq=reversed_by_seq,
        )


class DisbursementInUse(Refusal):
    """A disbursement can't be undone while other entries stand on it."""

    code = "disbursement_in_use"

    def __init__(self, seq: int, standing_seq: int) -> None:
        super().__init__(
            f"The disbursement can't be reversed while entry number {standing_seq} stands. Reverse that entry and every other first.",
            field="reverses_seq",
            seq=seq,
            standing_seq=standing_seq,
        )


class DisbursementRepeated(Refusal):
    """A loan is paid out once."""

    code = "disbursement_repeated"

    def __init__(self, seq: int) -> None:
        super().__init__(f"This loan was already disbursed by entry number {seq}. Reverse that entry first if it was wrong.", seq=seq)


class DisbursementDiffers(Refusal):
    """The disbursement doesn't agree with the contract."""

    code = "disbursement_differs"

    def __init__(self, field: str, found: object, wanted: object) -> None:
        called = "value date" if field == "value_on" else "amount"
        super().__init__(
            f"The disbursement's {called} is {found}, but the contract says {wanted}. Correct the entry, or the terms of the loan.",
            field=field,
            found=found,
            wanted=wanted,
        )


class LoanNotDisbursed(Refusal):
    """Nothing was lent (yet, or any more)."""

    code = "loan_not_disbursed"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"A {_words(kind)} needs a disbursed loan, and this one's disbursement was reversed. Enter the disbursement first.", kind=kind
        )


class ValueBeforeDisbursement(Refusal):
    """A value date lies before the loan."""

    code = "value_before_disbursement"

    def __init__(self, value_on: date, disbursed_on: date) -> None:
        super().__init__(
            f"The value date {value_on} is before the loan was paid out on {disbursed_on}. "
            "Check the date, or whether the money belongs to another loan.",
            field="value_on",
            value_on=value_on,
            disbursed_on=disbursed_on,
        )


class ValueAfterEntry(Refusal):
    """Money can't be booked on a day that hasn't come."""

    code = "value_after_entry"

    def __init__(self, value_on: date, entered_on: date) -> None:
        super().__init__(
            f"The value date {value_on} is later than the day of entry, {entered_on}. Enter money on the day it arrives or afterwards.",
            field="value_on",
            value_on=value_on,
            entered_on=entered_on,
        )


class LoanClosed(Refusal):
    """Nothing is owed any more, so there is nothing to repay early or to change."""

    code = "loan_closed"

    def __init__(self, kind: str, on: date) -> None:
        super().__init__(
            f"Nothing is owed on this loan on {on}, so a {_words(kind)} has nothing to change. "
            "Enter money that still came in as a payment.",
            field="value_on",
            kind=kind,
            on=on,
        )


class NothingFallsDue(Refusal):
    """Every instalment has fallen due already."""

    code = "nothing_falls_due"

    def __init__(self, kind: str, on: date) -> None:
        super().__init__(
            f"Every instalment has fallen due by {on}, so a {_words(kind)} has nothing to change. Enter a payment for what is overdue.",
            field="value_on",
            kind=kind,
            on=on,
        )


class EarlyRepaymentShort(Refusal):
    """The money doesn't repay the whole loan."""

    code = "early_repayment_short"

    def __init__(self, amount_minor: int, total_minor: int, currency: str, on: date) -> None:
        super().__init__(
            f"{format_minor(amount_minor, currency)} {currency} doesn't repay the loan on {on}; "
            f"{format_minor(total_minor, currency)} is needed. Enter a part prepayment, or the whole sum.",
            field="amount_minor",
            amount_minor=amount_minor,
            total_minor=total_minor,
            currency=currency,
            on=on,
        )


class WaiverTooLarge(Refusal):
    """A waiver gives up penalty that has accrued and no more."""

    code = "waiver_too_large"

    def __init__(self, amount_minor: int, penalty_minor: int, currency: str, on: date) -> None:
        super().__init__(
            f"A waiver of {format_minor(amount_minor, currency)} {currency} is more than the unpaid penalty on {on}, "
            f"{format_minor(penalty_minor, currency)}. Waive at most that.",
            field="amount_minor",
            amount_minor=amount_minor,
            penalty_minor=penalty_minor,
            currency=currency,
            on=on,
        )


class FirstDueTooEarly(Refusal):
    """A reschedule's first instalment falls due after the day of the change."""

    code = "first_due_too_early"

    def __init__(self, first_due_on: date, value_on: date) -> None:
        super().__init__(
            f"The new first due date {first_due_on} isn't later than the day of the change, {value_on}. Choose a later due date.",
            field="first_due_on",
            first_due_on=first_due_on,
            value_on=value_on,
        )


def _words(name: str) -> str:
    return name.removesuffix("_minor").replace("_", " ")
