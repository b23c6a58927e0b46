"""Why a loan couldn't be closed: one code and one sentence per reason. The other loans go on.

The limits keep every sum of the walk inside 64 bits; ``docs/algorithms/close.md`` shows the arithmetic. They are far
beyond what ``huashu.lending.terms`` allows.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

AMOUNT_MAX: Final = 2**44
"""Largest amount of one row's component, of one receipt and of one row's penalty, in minor units (175 billion yuan)."""

COUNT_MAX: Final = 2**14
"""Most rows, and most receipts, of one loan."""

RATE_MAX: Final = 10**11
"""Highest contract or penalty rate, in parts per billion a year (10,000%)."""

DAY_MIN: Final = -25567
"""1900-01-01, in days since 1970."""

DAY_MAX: Final = 84005
"""2199-12-31."""


class Fault(IntEnum):
    """What stopped a loan."""

    UNEQUAL_LENGTHS = 1
    EMPTY_VALUE = 2
    UNKNOWN_PRODUCT = 3
    UNKNOWN_DAY_COUNT = 4
    DAY_OUT_OF_RANGE = 5
    OUT_OF_ORDER = 6
    AMOUNT_OUT_OF_RANGE = 7
    RECEIPT_NOT_POSITIVE = 8
    RATE_OUT_OF_RANGE = 9
    TOO_MANY_ROWS = 10
    TOO_LARGE = 11
    UNREADABLE_BLOB = 12
    OTHER_CURRENCY = 13
    REPEATED_LOAN = 14
    UNKNOWN_LOAN = 15
    UNKNOWN_RECEIPT_KIND = 16


SENTENCES: Final[dict[Fault, str]] = {
    Fault.UNEQUAL_LENGTHS: "The loan's lists differ in length; give every instalment and every receipt all of its columns.",
    Fault.EMPTY_VALUE: "A required value of the loan is empty; fill in every due date, amount, rate and value date.",
    Fault.UNKNOWN_PRODUCT: "The loan's product isn't in the products table; add it there or correct its name.",
    Fault.UNKNOWN_DAY_COUNT: "The loan's day count isn't one of 30/360, actual/360 and actual/365; correct it.",
    Fault.DAY_OUT_OF_RANGE: "A date of the loan is before 1900 or after 2199; correct it.",
    Fault.OUT_OF_ORDER: "The loan's due dates or value dates aren't in order; sort them.",
    Fault.AMOUNT_OUT_OF_RANGE: f"An instalment amount is negative or above {AMOUNT_MAX} minor units; correct it.",
    Fault.RECEIPT_NOT_POSITIVE: f"A receipt's amount isn't from 1 to {AMOUNT_MAX} minor units; leave out what was reversed.",
    Fault.RATE_OUT_OF_RANGE: f"A yearly rate isn't from 0 to {RATE_MAX} parts per billion; correct it.",
    Fault.TOO_MANY_ROWS: f"The loan has more than {COUNT_MAX} instalments or receipts; check whether loans were run together.",
    Fault.TOO_LARGE: f"Interest or penalty of the loan grows beyond {AMOUNT_MAX} minor units; check its rate and dates.",
    Fault.UNREADABLE_BLOB: "The loan's packed plan or receipts can't be read; pack them again from its ledger.",
    Fault.OTHER_CURRENCY: "The loan's currency isn't its product's; correct one of them.",
    Fault.REPEATED_LOAN: "The loan stands more than once in the book; keep one row of it.",
    Fault.UNKNOWN_LOAN: "Instalments, payments or promises name this loan, but it isn't in the loans table; add it or correct the number.",
    Fault.UNKNOWN_RECEIPT_KIND: "A receipt's kind is neither payment nor waiver; correct it.",
}
"""What a person reads about each fault: what is wrong and what to do."""
