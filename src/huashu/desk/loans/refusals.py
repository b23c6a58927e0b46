"""What the desk refuses to write into the book, beside the refusals of ``lending``."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal
from huashu.errors import Refusal


class ContractTaken(DeskRefusal):
    """A second loan under one contract number."""

    code = "contract_taken"
    template = _noop("Contract %(contract_no)s is already in the book. Use another number, or add entries to the loan that is there.")

    def __init__(self, contract_no: str) -> None:
        super().__init__(field="contract_no", contract_no=contract_no)


class OpeningMissing(DeskRefusal):
    """A loan that came with instalments has lost the entry that holds them."""

    code = "opening_missing"
    template = _noop("Loan %(contract_no)s has no opening entry, so its instalments aren't known. Import the loan again.")

    def __init__(self, contract_no: str) -> None:
        super().__init__(contract_no=contract_no)


class PlanMissing(DeskRefusal):
    """A loan needs either terms or instalments."""

    code = "plan_missing"
    template = _noop("Loan %(contract_no)s has neither contract terms nor instalments. Give one of them.")

    def __init__(self, contract_no: str) -> None:
        super().__init__(contract_no=contract_no)


class EntryKindNotPosted(DeskRefusal):
    """Kinds that open a loan aren't posted to one that is open."""

    code = "entry_kind_not_posted"
    template = _noop("A %(kind)s is written when a loan is opened and can't be posted afterwards.")

    def __init__(self, kind: str) -> None:
        super().__init__(field="kind", kind=kind)


class EntryElsewhere(DeskRefusal):
    """A reversal names an entry of another loan."""

    code = "entry_elsewhere"
    template = _noop("The entry to reverse belongs to another loan. Choose one from this loan's ledger.")

    def __init__(self) -> None:
        super().__init__(field="reverses")


class SourceKeyUsed(DeskRefusal):
    """A key that identifies another entry already."""

    code = "source_key_used"
    template = _noop("The entry with key %(source_key)s is already in the book with another loan, day or amount. Check the file.")

    def __init__(self, source_key: str) -> None:
        super().__init__(field="source_key", source_key=source_key)


class LoanNotOpened(DeskRefusal):
    """One loan of several couldn't be opened; the reason is that of ``refusal``."""

    code = "loan_not_opened"
    template = _noop("Loan %(contract_no)s: %(reason)s")

    def __init__(self, contract_no: str, refusal: Refusal) -> None:
        super().__init__(field=refusal.field, contract_no=contract_no, reason=refusal.message)
        self.refusal = refusal
