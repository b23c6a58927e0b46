"""In which time zones a person may be, from a telephone number and an address. Pure.

A mobile number says where it was bought and an address where the person lived when it was written down. Where the two disagree both
zones count, and a contact must be lawful in each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import phonenumbers
from phonenumbers import timezone as number_zones

_UNKNOWN: Final = "Etc/Unknown"
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_STATE: Final = re.compile(r"(?:^|[\s,])([A-Z]{2})(?:[\s,]+\d{5}(?:-\d{4})?)?\s*(?:,?\s*USA?)?\s*$")
_HOMES: Final = {
    "CN": "Asia/Shanghai",
    "TW": "Asia/Taipei",
    "HK": "Asia/Hong_Kong",
    "SG": "Asia/Singapore",
    "JP": "Asia/Tokyo",
    "GB": "Europe/London",
    "IN": "Asia/Kolkata",
}
"""Regions with one legal time."""

_EAST, _CENTRAL, _MOUNTAIN, _PACIFIC = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
_TIMES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV", (_EAST,)),
    ("AL AR IA IL LA MN MO MS OK WI", (_CENTRAL,)),
    ("CO MT NM UT WY", (_MOUNTAIN,)),
    ("CA NV WA", (_PACIFIC,)),
    ("FL IN KY MI TN", (_EAST, _CENTRAL)),
    ("KS ND NE SD TX", (_CENTRAL, _MOUNTAIN)),
    ("ID OR", (_MOUNTAIN, _PACIFIC)),
    ("AZ", ("America/Phoenix", _MOUNTAIN)),
    ("AK", ("America/Anchorage", "America/Adak")),
    ("HI", ("Pacific/Honolulu",)),
    ("PR", ("America/Puerto_Rico",)),
)
_STATES: Final = {state: zones for states, zones in _TIMES for state in states.split()}
"""Legal time of the states (49 CFR part 71); a state that is divided has both."""


def possible_zones(phone: str, address: str, region: str, home: str) -> tuple[str, ...]:
    """Zones in which a person may be, without repetition; empty when nothing is known.

    Args:
        phone: Number as it is stored, with a country code or as dialled within ``home``.
        address: Where the person lives, as it is stored.
        region: Province or state, as it is stored.
        home: Two-letter region in which numbers without a country code are dialled.

    Returns:
        IANA names; more than one means that each must be open.
    """
    found = dict.fromkeys((*zones_of_number(phone, home), *zones_of_address(address, region, home)))
    return tuple(found)


@lru_cache(maxsize=65_536)
def zones_of_number(phone: str, home: str) -> tuple[str, ...]:
    """Zones that a number is given out in; one zone for a country with one legal time.

    Source: libphonenumber's table of prefixes.
    """
    if not phone.strip():
        return ()
    try:
        number = phonenumbers.parse(phone, home)
    except phonenumbers.NumberParseException:
        return ()
    country = phonenumbers.region_code_for_country_code(number.country_code or 0)
    if country in _HOMES:
        return (_HOMES[country],)
    zones = number_zones.time_zones_for_number(number)
    return tuple(zone for zone in zones if zone != _UNKNOWN)


def zones_of_address(address: str, region: str, home: str) -> tuple[str, ...]:
    """Zones of an address: a state of the United States, or one written in Chinese in a region of one legal time."""
    for text in (region.strip(), address.strip()):
        state = _STATE.search(text)
        if state and state[1] in _STATES:
            return _STATES[state[1]]
    if _CHINESE.search(address + region) and home in ("CN", "TW", "HK"):
        return (_HOMES[home],)
    return ()
