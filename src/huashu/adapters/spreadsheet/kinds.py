"""Every way a cell, a row or a file of the import can be wrong, with the words for it.

The words are fixed per kind, so that a screen can translate them by kind; what was found travels beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from huashu.errors import Problem, Refusal


@dataclass(frozen=True, slots=True)
class Words:
    """What was wanted, as a phrase, and what to do, as a sentence."""

    wanted: str
    action: str


class Kind(Enum):
    """A kind of problem; its name in lower case is the problem's code."""

    CELL_ERROR = Words("a value", "Mend the formula in the sheet; the cell shows an error.")
    MISSING = Words("a value", "Fill in the cell.")
    AMOUNT_UNREADABLE = Words("an amount such as 12,345.60", "Write the amount in digits with a point before the decimals.")
    AMOUNT_AMBIGUOUS = Words(
        "an amount whose decimal mark is certain, such as 1,234.56",
        "Write it without thousands separators, or say that this file uses a comma for decimals.",
    )
    AMOUNT_TOO_FINE = Words("no more decimals than the currency has", "Round the column in the sheet, or allow rounding for this import.")
    AMOUNT_CURRENCY = Words("an amount in the currency of this import", "Import each currency by itself, or correct the sign.")
    AMOUNT_NEGATIVE = Words("0 or more", "Correct the amount; enter a reversal in the desk, not in a file.")
    AMOUNT_ZERO = Words("more than 0", "Correct the amount, or delete the row.")
    DATE_UNREADABLE = Words("a date such as 2026-11-23", "Write the date as year-month-day.")
    DATE_AMBIGUOUS = Words(
        "a date whose day and month are certain", "Say in which order day, month and year stand, or write year-month-day."
    )
    DATE_OUT_OF_RANGE = Words("a date from 1950 to 2100", "Correct the date.")
    PHONE_UNREADABLE = Words("a telephone number such as 138 0013 8000", "Correct the number.")
    DIGITS_LOST = Words("all digits of the number", "The spreadsheet has rounded the number: set the column to text and export again.")
    PHONE_ROUNDED = Words(
        "all digits of the number",
        "A spreadsheet that rounds leaves such zeros: export the column as text. If the number is right, write it with dashes.",
    )
    PHONE_MASKED = Words("all digits of the number", "Export again without masking; a masked number can't be dialled.")
    PHONE_OF_ANOTHER = Words(
        "the borrower's own telephone number", "Take other people's numbers out of this column; they aren't called about this debt."
    )
    PHONE_NO_AREA = Words("a number with its area code", "Add the area code.")
    ID_UNREADABLE = Words("an identity document number", "Correct the number, or leave the cell empty.")
    ID_CHECK_DIGIT = Words("a resident identity number whose check digit fits", "Compare with the document; a digit is wrong.")
    RATE_UNREADABLE = Words("a rate such as 8.5%", "Write the rate with a percent sign.")
    RATE_SCALE = Words("a rate whose unit is certain, such as 8.5%", "Say whether the column holds percent or fractions.")
    RATE_PERIOD = Words("a rate whose period is certain", "Say whether the rate is per month or per year.")
    RATE_OUT_OF_RANGE = Words("a yearly rate from 0% to 1000%", "Correct the rate.")
    TEXT_TOO_LONG = Words("a shorter text", "Shorten the text.")
    COUNT_UNREADABLE = Words("a whole number, 0 or more", "Correct the number.")
    METHOD_UNKNOWN = Words(
        "equal instalment, equal principal, interest only, or equal instalment with balloon",
        "Use one of these words (等额本息, 等额本金, 先息后本, 等额本息带尾款).",
    )
    FREQUENCY_UNKNOWN = Words("monthly, biweekly or weekly", "Use one of these words (每月, 每两周, 每周).")
    DAY_COUNT_UNKNOWN = Words("30/360, actual/360 or actual/365", "Use one of these forms.")
    CONTRACT_REPEATED = Words("one row for each contract", "The same contract number stands above with other data: keep the right row.")
    CUSTOMER_REPEATED = Words("one row for each customer", "The same customer number stands above with other data: keep the right row.")
    BORROWER_REPEATED = Words(
        "one row for each borrower, or a contract number", "The same borrower stands above: add a column with the contract numbers."
    )
    REFERENCE_REPEATED = Words("a reference for each payment", "The same reference stands above with other data: correct one of them.")
    CONTRACT_UNKNOWN = Words("a contract in the book", "Import the loans first, or correct the contract number.")
    TERMS_IMPOSSIBLE = Words("terms that make a schedule", "Correct the row: no schedule follows from these terms.")
    DUE_BEFORE_DISBURSEMENT = Words("a due date after the disbursement", "Correct one of the two dates.")
    INSTALMENT_TOO_SMALL = Words(
        "instalments that repay the principal", "Correct the instalment, the count of instalments or the principal."
    )
    OVERDUE_WITHOUT_DAYS = Words("days overdue, or a due date in the past", "Fill in since when the amount is overdue.")
    DAYS_WITHOUT_OVERDUE = Words("an overdue amount above 0", "Fill in the overdue amount, or set the days to 0.")
    OVERDUE_ABOVE_OUTSTANDING = Words("an outstanding balance of at least the overdue amount", "Correct one of the two amounts.")
    IN_THE_FUTURE = Words("a day up to the import's day", "Correct the date.")

    @property
    def code(self) -> str:
        """Stable identifier for tests and translation."""
        return self.name.lower()


def problem(kind: Kind, row: int, field: str, found: object) -> Problem:
    """A problem of this kind at a place.

    Args:
        kind: What is wrong.
        row: Row as a person counts it.
        field: Heading of the column as it stands in the file.
        found: What stood there.
    """
    return Problem(row, field, str(found), kind.value.wanted, kind.value.action, kind.code)


class UnreadableValue(Refusal):
    """A value of one cell can't be read.

    Args:
        kind: What is wrong with it.
        found: The value as a person would see it.
    """

    code = "unreadable_value"

    def __init__(self, kind: Kind, found: object) -> None:
        super().__init__(f"Found '{found}', wanted {kind.value.wanted}. {kind.value.action}", found=str(found), wanted=kind.value.wanted)
        self.kind = kind


class UnreadableFile(Refusal):
    """A file can't be read as a table at all.

    Args:
        name: The file's name.
        reason: What is wrong, as a clause ("is empty").
        action: What to do, as a sentence.
    """

    code = "unreadable_file"

    def __init__(self, name: str, reason: str, action: str) -> None:
        super().__init__(f"{name} {reason}. {action}", field="file", name=name, reason=reason, action=action)


class SheetNotFound(Refusal):
    """The workbook has no sheet of that name.

    Args:
        sheet: The name that was asked for.
        sheets: The names that exist.
    """

    code = "sheet_not_found"

    def __init__(self, sheet: str, sheets: tuple[str, ...]) -> None:
        names = ", ".join(sheets)
        super().__init__(
            f"There is no sheet '{sheet}'; the workbook has: {names}. Choose one of them.", field="sheet", sheet=sheet, sheets=names
        )


class ShapeUnknown(Refusal):
    """The headings don't tell what a file holds.

    Args:
        name: The file's name.
    """

    code = "shape_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} doesn't show what it holds. Say whether it is customers, loans, payments, a snapshot or customers with loans.",
            field="shape",
            name=name,
        )


class ColumnsMissing(Refusal):
    """No column was found for fields that the shape can't do without.

    Args:
        fields: Names of the fields; alternatives joined with "or".
    """

    code = "columns_missing"

    def __init__(self, fields: tuple[str, ...]) -> None:
        listed = ", ".join(fields)
        super().__init__(
            f"No column is chosen for: {listed}. Choose a column for each, or use the template.", field="mapping", fields=listed
        )
