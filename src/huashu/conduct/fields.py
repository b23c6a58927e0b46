"""The fields of one object, each read as what it must be; a fault is named by its path.

Used for planned contacts as they arrive and for the files of the lawbook.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from typing import Final, TypeVar

from huashu.conduct.zones import is_zone
from huashu.errors import InvalidValue, MissingValue

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2999
MOMENT: Final = f"a date and time with its offset from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-03-10T09:00:00+08:00"

Record = Mapping[str, object]
T = TypeVar("T")


class Fields:
    """The fields of one object, each read as what it must be; null is the same as absent.

    Args:
        held: The object.
        path: Where it stands, with a dot at the end, or empty for the whole.
    """

    def __init__(self, record: Record, path: str) -> None:
        self.held = record
        self.path = path

    def needed(self, name: str, read: Callable[[str], T | None], wanted: str) -> T:
        """What another reading gives, which must be there."""
        found = read(name)
        if found is None:
            raise MissingValue(self.path + name, wanted)
        return found

    def needed_word(self, name: str, allowed: Collection[str]) -> str:
        """One of some words, which must be there."""
        found = self.word(name, allowed)
        if found is None:
            raise MissingValue(self.path + name, one_of(allowed))
        return found

    def kind(self, name: str, wanted_type: type[T], wanted: str) -> T | None:
        """A value of that type, or None."""
        found = self.held.get(name)
        if found is None:
            return None
        if not isinstance(found, wanted_type) or (isinstance(found, bool) and wanted_type is not bool):
            raise InvalidValue(self.path + name, found, wanted)
        return found

    def text(self, name: str) -> str | None:
        """A text."""
        return self.kind(name, str, "a text")

    def flag(self, name: str) -> bool | None:
        """True or false."""
        return self.kind(name, bool, "true or false")

    def number(self, name: str) -> int | None:
        """A whole number, zero or more."""
        found = self.kind(name, int, "a whole number, zero or more")
        if found is not None and found < 0:
            raise InvalidValue(self.path + name, found, "a whole number, zero or more")
        return found

    def record(self, name: str) -> Record | None:
        """An object."""
        return self.kind(name, Mapping, "an object")  # type: ignore[type-abstract]  # isinstance takes it

    def items(self, name: str) -> list[object] | None:
        """A list of anything."""
        return self.kind(name, list, "a list")

    def parts(self, name: str) -> list[Fields]:
        """A list of objects, each ready to be read."""
        found = []
        for index, item in enumerate(self.items(name) or []):
            path = f"{self.path}{name}[{index}]"
            if not isinstance(item, Mapping):
                raise InvalidValue(path, item, "an object")
            found.append(Fields(item, path + "."))
        return found

    def optional_texts(self, name: str) -> tuple[str, ...] | None:
        """A list of texts; None if there is none."""
        found = self.items(name)
        if found is None:
            return None
        for index, item in enumerate(found):
            if not isinstance(item, str):
                raise InvalidValue(f"{self.path}{name}[{index}]", item, "a text")
        return tuple(str(item) for item in found)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty if there is none."""
        return self.optional_texts(name) or ()

    def word(self, name: str, allowed: Collection[str]) -> str | None:
        """One of some words."""
        found = self.held.get(name)
        if found is not None and (not isinstance(found, str) or found not in allowed):
            raise InvalidValue(self.path + name, found, one_of(allowed))
        return found

    def words(self, name: str, allowed: Collection[str]) -> tuple[str, ...] | None:
        """A list of some words; None if there is none."""
        found = self.optional_texts(name)
        for index, item in enumerate(found or ()):
            if item not in allowed:
                raise InvalidValue(f"{self.path}{name}[{index}]", item, one_of(allowed))
        return found

    def moment(self, name: str) -> datetime | None:
        """A date and time with its offset."""
        found = self.text(name)
        try:
            moment = None if found is None else datetime.fromisoformat(found)
        except ValueError:
            raise InvalidValue(self.path + name, found, MOMENT) from None
        if moment is not None and (moment.tzinfo is None or not FIRST_YEAR < moment.year < LAST_YEAR):
            raise InvalidValue(self.path + name, found, MOMENT)
        return moment

    def day(self, name: str) -> date | None:
        """A date."""
        found = self.text(name)
        try:
            return None if found is None else date.fromisoformat(found)
        except ValueError:
            raise InvalidValue(self.path + name, found, "a date such as 2026-03-02") from None

    def clock(self, name: str) -> time | None:
        """A time of day."""
        found = self.text(name)
        return None if found is None else clock_read(found, self.path + name)

    def zone(self, name: str) -> str | None:
        """A time zone by its IANA name."""
        found = self.text(name)
        if found is not None and not is_zone(found):
            raise InvalidValue(self.path + name, found, "a time zone of the IANA list, such as Asia/Shanghai")
        return found

    def zones(self, name: str) -> tuple[str, ...]:
        """A list of time zones."""
        found = self.texts(name)
        for index, item in enumerate(found):
            if not is_zone(item):
                raise InvalidValue(f"{self.path}{name}[{index}]", item, "a time zone of the IANA list, such as Asia/Shanghai")
        return found


def clock_read(text: str, path: str) -> time:
    """A clock time such as 08:00; 24:00, the end of the day, is kept as 00:00.

    Raises:
        InvalidValue: It isn't one.
    """
    wanted = "a time of day in whole minutes, such as 08:00 (24:00 ends the day)"
    try:
        found = time.fromisoformat("00:00" if text == "24:00" else text)
    except ValueError:
        raise InvalidValue(path, text, wanted) from None
    if found.second or found.microsecond or found.tzinfo is not None or ":" not in text:
        raise InvalidValue(path, text, wanted)
    return found


def one_of(allowed: Collection[str]) -> str:
    """What was wanted, where only some words are."""
    return "one of " + ", ".join(allowed)
