"""One reported loan of a tape, typed.

What a servicer didn't report is None, never 0: a missing delinquency isn't "current". Amounts are cents, rates parts per billion
a year, months their first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

CURRENCY: Final = "USD"
"""Schedule AL reports US dollars only."""


class ZeroBalance(StrEnum):
    """Why a balance went to zero (zeroBalanceCode)."""

    PREPAID_OR_MATURED = "1"
    SOLD = "2"
    REPURCHASED = "3"
    CHARGED_OFF = "4"
    SERVICING_TRANSFER = "5"
    UNAVAILABLE = "99"


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeLoan:
    """A loan as one monthly tape reports it.

    Args:
        record: Place in the file, from 1.
        asset_number: The issuer's number of the loan; any text.
        asset_type: What kind of number that is, as reported.
        issuer: Who made the loan (originatorName).
        servicer: Who collects it.
        reporting_begin_on: First day reported.
        reporting_end_on: Last day reported; the figures stand at its end.
        originated_month: Month of origination; the tape has no day.
        original_amount_minor: Amount lent.
        original_term: Instalments agreed.
        original_rate_ppb: Rate agreed.
        first_payment_month: Month of the first instalment.
        maturity_month: Month of the last instalment, extensions included.
        remaining_term: Months left; whether overdue ones count differs between servicers.
        balance_minor: Principal at the end of the period.
        opening_balance_minor: Principal at its beginning.
        rate_ppb_year: Rate in force: for the next period, else this period, else as agreed.
        scheduled_payment_minor: Instalment scheduled in the period.
        next_payment_minor: Payment due in the next period; some servicers add arrears to it.
        paid_minor: Money received in the period.
        interest_paid_through_on: Day up to which interest is paid.
        days_delinquent: Days past due as reported, or None; servicers go on counting after a charge-off, or stop, or leave it out.
        zero_balance: Why the balance went to zero, or None.
        zero_balance_month: When.
        charged_off_minor: Principal charged off in the period.
        recovered_minor: Recovered after a charge-off in the period.
        repossessed: Whether the vehicle was repossessed.
        extensions: Months by which payments were extended in the period.
        modifications: Codes of modifications; several may be reported.
        vehicle_make: Manufacturer.
        vehicle_model: Model.
        vehicle_year: Model year.
        vehicle_is_new: New (True) or used (False).
        vehicle_value_minor: Value at origination.
        credit_score: Consumer score at origination, on the scale that ``credit_score_type`` names; None if there was none.
        credit_score_type: The issuer's name of the score.
        commercial_score: Score of a business, on a scale of its own.
        co_obligor: Whether somebody else owes the loan as well.
        payment_to_income_ppm: Instalment by monthly income at origination, in parts per million.
        state: State where the borrower lives now.
        subvented: Codes of subsidies; several may be reported.
        payment_type: Code of the kind of payments (2 is monthly level).
        interest_type: Code of the kind of interest (1 is simple).
        unread: Elements whose text couldn't be read; their values are None.
        repeated: Elements that occurred more than once with different texts, beyond those that may; the first counts.
    """

    record: int
    asset_number: str
    asset_type: str
    issuer: str
    servicer: str
    reporting_begin_on: date | None
    reporting_end_on: date
    originated_month: date | None
    original_amount_minor: int | None
    original_term: int | None
    original_rate_ppb: int | None
    first_payment_month: date | None
    maturity_month: date | None
    remaining_term: int | None
    balance_minor: int | None
    opening_balance_minor: int | None
    rate_ppb_year: int | None
    scheduled_payment_minor: int | None
    next_payment_minor: int | None
    paid_minor: int | None
    interest_paid_through_on: date | None
    days_delinquent: int | None
    zero_balance: ZeroBalance | None
    zero_balance_month: date | None
    charged_off_minor: int | None
    recovered_minor: int | None
    repossessed: bool | None
    extensions: int | None
    modifications: tuple[str, ...]
    vehicle_make: str
    vehicle_model: str
    vehicle_year: int | None
    vehicle_is_new: bool | None
    vehicle_value_minor: int | None
    credit_score: int | None
    credit_score_type: str
    commercial_score: int | None
    co_obligor: bool | None
    payment_to_income_ppm: int | None
    state: str
    subvented: tuple[str, ...]
    payment_type: str
    interest_type: str
    unread: tuple[str, ...]
    repeated: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Whether nothing is left to collect in this book: a reason is reported, or no balance is left."""
        if self.zero_balance not in (None, ZeroBalance.UNAVAILABLE):
            return True
        return self.balance_minor is not None and self.balance_minor <= 0

    @property
    def days_past_due(self) -> int | None:
        """Days past due of an open loan at ``reporting_end_on``; None if closed or not reported."""
        return None if self.closed else self.days_delinquent

    @property
    def vehicle(self) -> str:
        """Year, make and model on one line."""
        return " ".join(str(part) for part in (self.vehicle_year, self.vehicle_make, self.vehicle_model) if part)
