"""One record of a tape into a typed loan, or into the problem that keeps it from being one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from huashu.adapters.tape import values as read
from huashu.adapters.tape.loan import TapeLoan, ZeroBalance
from huashu.adapters.tape.stream import Record
from huashu.errors import Problem

SCORES: Final = range(250, 901)
"""Consumer credit scores lie here (the widest scale in use); business scores are lower."""

MAY_REPEAT: Final = frozenset({"subvented", "modificationTypeCode"})
"""Elements that really have several values."""

_NEW_OR_USED: Final = {"1": True, "2": False}
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Units:
    """What 1 means in a file.

    Args:
        rates_percent: Interest rates are in percent.
        income_percent: The share of income is in percent.
    """

    rates_percent: bool = False
    income_percent: bool = False


def loan_of(record: Record, units: Units) -> TapeLoan | Problem:
    """The loan that a record reports.

    Args:
        record: The record.
        units: What 1 means in its file.

    Returns:
        The loan, or one problem if it has no number, no period or no balance.
    """
    fields = _Fields(record)
    asset_number = fields.text("assetNumber")
    end_on = fields.value("reportingPeriodEndingDate", read.read_day)
    balance_minor = fields.minor("reportingPeriodActualEndBalanceAmount")
    zero_balance = fields.value("zeroBalanceCode", _zero_balance)
    if not asset_number:
        return _problem(record, "assetNumber", "a number of the loan", "asset_number_missing")
    if end_on is None:
        return _problem(record, "reportingPeriodEndingDate", "a day such as 06-30-2026", "period_missing")
    if balance_minor is None and zero_balance is None:
        return _without_balance(record)
    facts = _contract(fields, units) | _period(fields) | _vehicle(fields) | _borrower(fields, units)
    return TapeLoan(
        record=record.number,
        asset_number=asset_number,
        reporting_end_on=end_on,
        balance_minor=balance_minor,
        zero_balance=zero_balance,
        **facts,
        unread=tuple(fields.unread),
        repeated=fields.repeated(),
    )


class _Fields:
    """Reads the elements of one record and remembers which couldn't be read."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.unread: list[str] = []

    def text(self, element: str) -> str:
        text = self.record.values.get(element)
        return "" if text is None or read.is_nothing(text) else text

    def value(self, element: str, reader: Callable[[str], _Value | None]) -> _Value | None:
        text = self.record.values.get(element)
        if text is None:
            return None
        found = reader(text)
        if found is None and not read.is_nothing(text):
            self.unread.append(element)
        return found

    def minor(self, element: str) -> int | None:
        return self.value(element, read.read_minor)

    def count(self, element: str) -> int | None:
        return self.value(element, read.read_count)

    def codes(self, element: str) -> tuple[str, ...]:
        return self.record.repeated.get(element) or tuple(filter(None, [self.text(element)]))

    def repeated(self) -> tuple[str, ...]:
        return tuple(name for name, texts in self.record.repeated.items() if name not in MAY_REPEAT and len(set(texts)) > 1)


def _contract(fields: _Fields, units: Units) -> dict[str, Any]:
    def rate(which: str) -> int | None:
        return fields.value(f"{which}InterestRatePercentage", lambda text: read.read_ppb(text, percent=units.rates_percent))

    original, current, coming = rate("original"), rate("reportingPeriod"), rate("next")
    return {
        "asset_type": fields.text("assetTypeNumber"),
        "issuer": fields.text("originatorName"),
        "originated_month": fields.value("originationDate", read.read_month),
        "original_amount_minor": fields.minor("originalLoanAmount"),
        "original_term": fields.count("originalLoanTerm"),
        "original_rate_ppb": original,
        "first_payment_month": fields.value("originalFirstPaymentDate", read.read_month),
        "maturity_month": fields.value("loanMaturityDate", read.read_month),
        "rate_ppb_year": next((found for found in (coming, current, original) if found is not None), None),
        "subvented": fields.codes("subvented"),
        "payment_type": fields.text("paymentTypeCode"),
        "interest_type": fields.text("interestCalculationTypeCode"),
    }


def _period(fields: _Fields) -> dict[str, Any]:
    return {
        "servicer": fields.text("primaryLoanServicerName"),
        "reporting_begin_on": fields.value("reportingPeriodBeginningDate", read.read_day),
        "remaining_term": fields.count("remainingTermToMaturityNumber"),
        "opening_balance_minor": fields.minor("reportingPeriodBeginningLoanBalanceAmount"),
        "scheduled_payment_minor": fields.minor("reportingPeriodScheduledPaymentAmount"),
        "next_payment_minor": fields.minor("nextReportingPeriodPaymentAmountDue"),
        "paid_minor": fields.minor("totalActualAmountPaid"),
        "interest_paid_through_on": fields.value("interestPaidThroughDate", read.read_day),
        "days_delinquent": fields.count("currentDelinquencyStatus"),
        "zero_balance_month": fields.value("zeroBalanceEffectiveDate", read.read_month),
        "charged_off_minor": fields.minor("chargedoffPrincipalAmount"),
        "recovered_minor": fields.minor("recoveredAmount"),
        "repossessed": fields.value("repossessedIndicator", read.read_truth),
        "extensions": fields.count("paymentExtendedNumber"),
        "modifications": fields.codes("modificationTypeCode"),
    }


def _vehicle(fields: _Fields) -> dict[str, Any]:
    return {
        "vehicle_make": fields.text("vehicleManufacturerName"),
        "vehicle_model": fields.text("vehicleModelName"),
        "vehicle_year": fields.count("vehicleModelYear"),
        "vehicle_is_new": _NEW_OR_USED.get(fields.text("vehicleNewUsedCode")),
        "vehicle_value_minor": fields.minor("vehicleValueAmount"),
    }


def _borrower(fields: _Fields, units: Units) -> dict[str, Any]:
    score, score_type = _score(fields), fields.text("obligorCreditScoreType")
    is_commercial = "commercial" in score_type.lower() or "business" in score_type.lower()
    income_ppb = fields.value("paymentToIncomePercentage", lambda text: read.read_ppb(text, percent=units.income_percent))
    return {
        "credit_score": None if is_commercial or score not in SCORES else score,
        "credit_score_type": score_type,
        "commercial_score": score if is_commercial else None,
        "co_obligor": fields.value("coObligorIndicator", read.read_truth),
        "payment_to_income_ppm": None if income_ppb is None else income_ppb // 1000,
        "state": fields.text("obligorGeographicLocation"),
    }


def _score(fields: _Fields) -> int | None:
    """The score; 0, a type "None" or a text mean that there is none."""
    if read.is_nothing(fields.record.values.get("obligorCreditScoreType", "")):
        return None
    return read.read_count(fields.text("obligorCreditScore")) or None


def _zero_balance(text: str) -> ZeroBalance | None:
    try:
        return ZeroBalance(text.lstrip("0") or "0")
    except ValueError:
        return None


def _without_balance(record: Record) -> Problem:
    found = record.values.get("reportingPeriodActualEndBalanceAmount", "")
    if not found and "originalLoanAmount" not in record.values:
        return Problem(
            record.number,
            "assets",
            f"a record with {len(record.values)} elements and no amounts",
            "a loan with its balance",
            "Nothing can be loaded for this record; the other loans aren't affected.",
            "near_empty",
        )
    return _problem(record, "reportingPeriodActualEndBalanceAmount", "a balance, or a zero balance code", "balance_missing")


def _problem(record: Record, element: str, wanted: str, code: str) -> Problem:
    found = record.values.get(element, "")
    return Problem(record.number, element, found, wanted, "Leave this loan out, or correct the file.", code)
