"""How one entry of the trail is tied to the one before: its canonical text and the hash of that text.

Pure: no database and no clock. The format is fixed; docs/algorithms/trail.md describes it with worked numbers, so that anybody can
check an export without this program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring_ascii
from typing import Any, Final, NamedTuple

GENESIS: Final = sha256(b"huashu trail 1").hexdigest()
"""Stands in the first entry where the others have the hash of the entry before."""


class Sealed(NamedTuple):
    """Everything of an entry that its hash covers, as the database holds it.

    Args:
        at: Entry time as :func:`moment_text` writes it.
        case: Number of the case, or None.
        contract_no: Contract that the entry is about, or empty.
        customer: Number of the customer, or None.
        data: What happened, as :func:`canonical` writes it.
        kind: Code of the kind.
        number: Place in the trail, from 1.
        person: Number of the person who did it; None for the system.
        person_name: Their sign-in name at that time, or empty.
        previous_hash: Hash of the entry before.
    """

    at: str
    case: int | None
    contract_no: str
    customer: int | None
    data: str
    kind: str
    number: int
    person: int | None
    person_name: str
    previous_hash: str


def canonical(data: Mapping[str, Any]) -> str:
    r"""Data as the one JSON text that stands for them: keys sorted, no spaces, everything beyond ASCII written ``\uXXXX``.

    Args:
        data: Text, whole numbers, booleans, None, and lists and mappings of these.

    Raises:
        TypeError: Something else is among them, such as a float or a date: they have no single way to be written.
    """
    _check(data)
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def moment_text(at: datetime) -> str:
    """A moment in UTC with microseconds, such as ``2026-11-23T02:12:00.000000Z``."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def text_of(entry: Sealed) -> str:
    """The canonical text of an entry: one JSON object, its keys in alphabetical order, no spaces."""
    quoted = encode_basestring_ascii
    return (
        f'{{"at":{quoted(entry.at)},"case":{_number(entry.case)},"contract_no":{quoted(entry.contract_no)}'
        f',"customer":{_number(entry.customer)},"data":{entry.data},"kind":{quoted(entry.kind)},"number":{entry.number}'
        f',"person":{_number(entry.person)},"person_name":{quoted(entry.person_name)},"previous_hash":{quoted(entry.previous_hash)}}}'
    )


def hash_of(entry: Sealed) -> str:
    """SHA-256 of the entry's canonical text, as 64 hexadecimal digits."""
    return sha256(text_of(entry).encode()).hexdigest()


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


def _check(value: object) -> None:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key of a trail entry's data must be text, not {key!r}")
            _check(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
    elif not (value is None or isinstance(value, str | int)):
        raise TypeError(f"a trail entry's data can't hold {value!r}: write it as text or as a whole number")
