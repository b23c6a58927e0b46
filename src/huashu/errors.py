"""How the product says no, and how it reports what is wrong with a file.

Two ideas live here. A :class:`Refusal` stops one operation: the domain can't do what was asked, and the
message says what, where, what was wanted and what to do. A :class:`Problem` doesn't stop anything: an
import or a batch collects problems beside its result. Screen texts and HTTP status codes are not here;
the desk maps the ``code`` of a refusal to both.
"""

from __future__ import annotations

from dataclasses import dataclass


class Refusal(Exception):
    """Base of every domain refusal: one subclass per way to fail.

    Args:
        message: A full English sentence for a person: what is wrong and what to do.
        field: The name of the offending input, where there is one.
        values: What the message was made from, so that a screen can say the same in another language.
    """

    code = "refused"

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def as_record(self) -> dict[str, str | None]:
        """The refusal as the ``error`` object of the JSON Lines commands."""
        return {"code": self.code, "message": self.message, "field": self.field}


class InvalidValue(Refusal):
    """A field holds something it can't hold.

    Args:
        field: Name of the field.
        found: The value as given.
        wanted: What would have been right, as a phrase ("a whole number from 1 to 600").
    """

    code = "invalid_value"

    def __init__(self, field: str, found: object, wanted: str) -> None:
        super().__init__(f"{field} is {_shown(found)}, but must be {wanted}.", field=field, found=found, wanted=wanted)


class MissingValue(Refusal):
    """A required field is absent.

    Args:
        field: Name of the field.
        wanted: What belongs there, as a phrase.
    """

    code = "missing_value"

    def __init__(self, field: str, wanted: str) -> None:
        super().__init__(f"{field} is missing; give {wanted}.", field=field, wanted=wanted)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one place of an input, found without stopping.

    Args:
        row: One-based row in the source as a person counts it (a sheet's header is row 1).
        field: Column heading or field name.
        found: The text that stood there.
        wanted: What would have been right, as a phrase.
        action: What the reader should do, as a sentence.
        code: Stable identifier of the kind of problem, for translation and tests.
    """

    row: int
    field: str
    found: str
    wanted: str
    action: str
    code: str = "invalid_value"

    def sentence(self) -> str:
        """The problem as one English sentence."""
        return f"Row {self.row}, {self.field}: found {_shown(self.found)}, wanted {self.wanted}. {self.action}"


def _shown(value: object) -> str:
    text = str(value)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'" if text else "empty"
