"""The invented lender's three products and the contracts that its borrowers signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from huashu.adapters.demo import words
from huashu.adapters.demo.dice import Dice
from huashu.calendars import DayCount, Frequency, months_after, period_after
from huashu.lending.product import EarlyFeeTier, Product, WaterfallBy
from huashu.lending.terms import Method, Terms

CURRENCY: Final = "CNY"

STANDARD: Final = Product(
    code="demo-standard",
    currency=CURRENCY,
    tolerance_minor=500,
    waterfall_by=WaterfallBy.INSTALMENT,
    early_fee_tiers=(EarlyFeeTier(12, 30_000), EarlyFeeTier(24, 15_000)),
)
BALLOON: Final = Product(
    code="demo-balloon",
    currency=CURRENCY,
    penalty_multiplier_permille=1300,
    tolerance_minor=500,
    waterfall_by=WaterfallBy.INSTALMENT,
    early_fee_tiers=(EarlyFeeTier(12, 50_000),),
)
DEALER: Final = Product(
    code="demo-dealer",
    currency=CURRENCY,
    penalty_on_interest=True,
    penalty_amount_cap_ppm=200_000,
    grace_days=3,
    tolerance_minor=1_000,
)
PRODUCT_NAMES: Final = {STANDARD.code: "标准车贷", BALLOON.code: "融资租赁尾款", DEALER.code: "经销商分期"}
PRODUCTS: Final = (STANDARD, BALLOON, DEALER)

_KINDS: Final = (
    ((STANDARD, Method.EQUAL_INSTALMENT, Frequency.MONTHLY), 480),
    ((STANDARD, Method.EQUAL_PRINCIPAL, Frequency.MONTHLY), 140),
    ((DEALER, Method.EQUAL_INSTALMENT, Frequency.MONTHLY), 160),
    ((DEALER, Method.EQUAL_INSTALMENT, Frequency.BIWEEKLY), 60),
    ((BALLOON, Method.EQUAL_INSTALMENT_BALLOON, Frequency.MONTHLY), 110),
    ((BALLOON, Method.INTEREST_ONLY, Frequency.MONTHLY), 50),
)
_MONTHS: Final = ((12, 12), (18, 7), (24, 24), (36, 37), (48, 9), (60, 11))
_MONTHS_INTEREST_ONLY: Final = ((12, 60), (18, 25), (24, 15))
_RATE_FLOOR_PERMILLE: Final = {STANDARD.code: 60, BALLOON.code: 72, DEALER.code: 88}
_RATE_SPAN_PERMILLE: Final = 92
_AGE_MONTHS_MAX: Final = 30
_AFTER_END_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Contract:
    """A signed contract.

    Args:
        terms: Its repayment terms.
        product: Its product.
        vehicle: The car, with its year.
        security: What stands behind the loan.
    """

    terms: Terms
    product: Product
    vehicle: str
    security: str


def contract(today: date, dice: Dice, *, is_english: bool, due_on: date | None = None) -> Contract:
    """Make one contract up, signed some time before today and running or lately ended.

    Args:
        today: The day that ages are counted from.
        dice: Where chance comes from.
        is_english: Whether to write car and security in English.
        due_on: A day on which an instalment of a product without grace is to fall due, at least the second one.
    """
    product, method, frequency = dice.weighted(_KINDS)
    if due_on is not None:
        product, method, frequency = STANDARD, Method.EQUAL_INSTALMENT, Frequency.MONTHLY
    months = dice.weighted(_MONTHS_INTEREST_ONLY if method is Method.INTEREST_ONLY else _MONTHS)
    age = dice.between(2, min(months - 2, _AGE_MONTHS_MAX)) if due_on else dice.between(1, min(months + _AFTER_END_MONTHS, _AGE_MONTHS_MAX))
    first_due_on = _first_due_on(due_on, age) if due_on else months_after(today, -age) + timedelta(days=dice.between(1, 30))
    car = dice.pick(words.CARS)
    principal_minor = car.price_yuan * dice.between(52, 82) // 10_000 * 100 * 100
    terms = Terms(
        principal_minor=principal_minor,
        currency=CURRENCY,
        rate_ppb_year=(_RATE_FLOOR_PERMILLE[product.code] + dice.below(_RATE_SPAN_PERMILLE)) * 1_000_000,
        periods=months * 26 // 12 if frequency is Frequency.BIWEEKLY else months,
        frequency=frequency,
        method=method,
        day_count=DayCount.THIRTY_360 if method is Method.EQUAL_INSTALMENT and product is STANDARD else DayCount.ACTUAL_365,
        disbursed_on=period_after(first_due_on, -1, frequency) - timedelta(days=dice.below(6)),
        first_due_on=first_due_on,
        balloon_minor=principal_minor * 3 // 10_000 * 1_000 if method is Method.EQUAL_INSTALMENT_BALLOON else 0,
        fee_minor=principal_minor // 100 if dice.chance(250) else 0,
    )
    return Contract(terms, product, _vehicle(car, terms.disbursed_on, dice, is_english=is_english), _security(is_english=is_english))


def _first_due_on(due_on: date, age: int) -> date:
    """A first due date from which due dates come by ``due_on``, about so many months later.

    Counting back from the 31st may land in a shorter month, whose last day would then stick; a month earlier it doesn't.
    """
    candidates = ((back, months_after(due_on, -back)) for back in range(age, age + 3))
    return next(first_on for back, first_on in candidates if months_after(first_on, back) == due_on)


def _vehicle(car: words.Car, bought_on: date, dice: Dice, *, is_english: bool) -> str:
    year = bought_on.year - (dice.between(1, 4) if dice.chance(200) else 0)
    return f"{car.english} {year}" if is_english else f"{car.chinese} {year}"


def _security(*, is_english: bool) -> str:
    return "Mortgage on the car" if is_english else "车辆抵押"
