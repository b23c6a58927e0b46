"""Why a close of files can't begin at all. What is wrong with single loans is in :mod:`huashu.close.faults`."""

from __future__ import annotations

from datetime import date

from huashu.errors import Refusal


class BookNotFound(Refusal):
    """The folder holds no loans.

    Args:
        folder: The folder as given.
    """

    code = "book_not_found"

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"{folder} holds no loans.parquet and no folder loans with Parquet files; give the folder of a book.", field="book"
        )


class FileUnreadable(Refusal):
    """A file isn't what its name says.

    Args:
        path: The file.
        reason: What its reader said.
    """

    code = "file_unreadable"

    def __init__(self, path: object, reason: object) -> None:
        super().__init__(f"{path} can't be read ({reason}); export it again.", field="book")


class ColumnMissing(Refusal):
    """A table lacks a column.

    Args:
        path: The file.
        column: Its name.
        wanted: What belongs there.
    """

    code = "column_missing"

    def __init__(self, path: object, column: str, wanted: str) -> None:
        super().__init__(f"{path} has no column {column}; add it with {wanted}.", field=column)


class ColumnType(Refusal):
    """A column holds another kind of value.

    Args:
        path: The file.
        column: Its name.
        found: Its type.
        wanted: What belongs there.
    """

    code = "column_type"

    def __init__(self, path: object, column: str, found: object, wanted: str) -> None:
        super().__init__(f"{path}, column {column}: found {found}, wanted {wanted}.", field=column)


class PreviousNotEarlier(Refusal):
    """The earlier close isn't earlier.

    Args:
        previous_on: Its day.
        as_of: The day to close.
    """

    code = "previous_not_earlier"

    def __init__(self, previous_on: date, as_of: date) -> None:
        message = f"The earlier status is of {previous_on}, which isn't before {as_of}; give the status of an earlier day."
        super().__init__(message, field="as_of")
