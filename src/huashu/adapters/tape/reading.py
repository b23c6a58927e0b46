"""A tape in, loans out, one at a time.

A record that can't stand in a book gives a problem instead of a loan; a single odd element gives a loan that names it. Whether
rates and shares are fractions or percent is the same throughout a file but not between issuers, so the first records are looked
at together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice
from os import PathLike
from pathlib import Path
from statistics import median_low
from typing import BinaryIO, Final

from huashu.adapters.tape import values as read
from huashu.adapters.tape.loan import TapeLoan
from huashu.adapters.tape.loan_reader import Units, loan_of
from huashu.adapters.tape.stream import Broken, Record, iter_records
from huashu.errors import Problem

SAMPLE_RECORDS: Final = 500
"""So many records decide whether a file's rates and shares are fractions or percent."""


def read_tape(source: str | PathLike[str] | BinaryIO, *, name: str | None = None) -> Iterator[TapeLoan | Problem]:
    """The loans of a tape in order, and problems in place of records that give none.

    Args:
        source: Path or binary stream of exhibit 102.
        name: Name for messages, if not the file's own.

    Yields:
        Loans; problems whose ``row`` is the record's place in the file. A file that is cut off ends with a problem of code
        ``truncated`` that says how many loans were read.

    Raises:
        NotATape: The file isn't an auto-loan tape, upon the first step.
        UnsafeTape: It declares a document type, upon the first step.
    """
    shown = name or Path(str(source if isinstance(source, str | PathLike) else getattr(source, "name", "upload"))).name
    records = iter_records(source, shown)
    head = list(islice(records, SAMPLE_RECORDS))
    units = find_units(record for record in head if isinstance(record, Record))
    for record in chain(head, records):
        yield _truncated(record) if isinstance(record, Broken) else loan_of(record, units)


def find_units(records: Iterable[Record]) -> Units:
    """What 1 means, by medians: the largest values mislead, since some shares of income really exceed 1."""
    rates: list[Decimal] = []
    incomes: list[Decimal] = []
    for record in records:
        for element, found in (("originalInterestRatePercentage", rates), ("paymentToIncomePercentage", incomes)):
            number = read.read_decimal(record.values.get(element, ""))
            if number:
                found.append(number)
    return Units(bool(rates) and median_low(rates) > 1, bool(incomes) and median_low(incomes) > 1)


def _truncated(broken: Broken) -> Problem:
    return Problem(
        broken.records + 1,
        "file",
        f"an end in the middle after {broken.records:,} complete loans ({broken.where})",
        "a complete file",
        "Download the file again; the loans before the break were read.",
        "truncated",
    )
