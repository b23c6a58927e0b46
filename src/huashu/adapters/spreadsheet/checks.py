"""What one row can't tell: contracts that repeat or that nobody knows.

Remembers a short key per contract or customer, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from huashu.adapters.spreadsheet.kinds import Kind
from huashu.adapters.spreadsheet.records import CombinedRow, CustomerRow, LoanRow, PaymentRow, Record, SnapshotRow, content_key
from huashu.adapters.spreadsheet.row_reader import RowReader


class CrossCheck:
    """Looks at records one after the other.

    Args:
        known_contract: Whether a contract is in the book, for payments; None doesn't ask.
    """

    def __init__(self, known_contract: Callable[[str], bool] | None) -> None:
        self.repeated = False
        self._known_contract = known_contract
        self._answers: dict[str, bool] = {}
        self._seen: dict[tuple[str, str], str] = {}

    def see(self, record: Record, reader: RowReader) -> None:
        """Check one record against those before it; ``repeated`` says whether it repeats one of them exactly."""
        self.repeated = False
        if isinstance(record, PaymentRow):
            self._check_known(record, reader)
            if record.reference:
                self._check_repeated("reference", f"{record.contract_no}/{record.reference}", record, reader)
        elif isinstance(record, CombinedRow):
            self._check_repeated("contract_no", record.loan.contract_no, record, reader)
        elif isinstance(record, LoanRow) or (isinstance(record, SnapshotRow) and record.contract_no):
            self._check_repeated("contract_no", record.contract_no, record, reader)
        elif isinstance(record, CustomerRow) and record.customer_no:
            self._check_repeated("customer_no", record.customer_no, record, reader)
        else:
            self._note_repeated(record)

    def _check_known(self, record: PaymentRow, reader: RowReader) -> None:
        if self._known_contract is None:
            return
        number = record.contract_no
        if number not in self._answers:
            self._answers[number] = self._known_contract(number)
        if not self._answers[number]:
            reader.report(Kind.CONTRACT_UNKNOWN, "contract_no")

    def _check_repeated(self, field: str, number: str, record: Record, reader: RowReader) -> None:
        """The same number again: the same content is a repetition, other content a contradiction."""
        content = content_key(record)
        before = self._seen.get((field, number))
        if before is None:
            self._seen[field, number] = content
        elif before == content:
            self.repeated = True
        else:
            reader.report(_REPEATED[field], field)

    def _note_repeated(self, record: Record) -> None:
        """Without a number only the whole content tells; two equal payments are two payments."""
        content = content_key(record)
        self.repeated = ("", content) in self._seen
        self._seen["", content] = content


_REPEATED: Final = {
    "contract_no": Kind.CONTRACT_REPEATED,
    "customer_no": Kind.CUSTOMER_REPEATED,
    "reference": Kind.REFERENCE_REPEATED,
}
