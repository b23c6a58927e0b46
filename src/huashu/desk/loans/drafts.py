"""A loan as it is handed over to be opened: contract, instalments that came with it, and its history so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huashu.desk.loans.models import Loan
from huashu.lending.entries import Entry
from huashu.lending.plan import PlanRow


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One entry of a history that is brought along.

    Args:
        entry: What happened; numbers run from 1 within the loan.
        source_key: What identifies it in the file or system that it came from, unique in the book, or None.
        note: A remark, at most 240 characters.
    """

    entry: Entry
    source_key: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewLoan:
    """A loan to be opened.

    Args:
        loan: The contract as an unsaved row. Its ``source`` says whether the plan follows from terms or is given.
        plan: The instalments, if ``source`` isn't terms; empty else.
        entries: Its history in the order of entry. Where it has no disbursement, the loan gets one from its terms.
    """

    loan: Loan
    plan: tuple[PlanRow, ...] = ()
    entries: tuple[NewEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Renewal:
    """New figures of a loan that came with its instalments.

    Args:
        loan: The loan; its source is a snapshot or a tape.
        plan: The instalments that hold from the end of ``as_of``; empty if nothing is owed any more.
        as_of: Day of the figures; payments with a value date up to it are in them already.
        facts: Other facts that came with them.
    """

    loan: Loan
    plan: tuple[PlanRow, ...]
    as_of: date
    facts: Mapping[str, object]
