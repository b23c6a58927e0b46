"""Personal data as pages show them unasked: enough to recognise the right one, too little to use it."""

from __future__ import annotations

import re
from typing import Final

HIDDEN: Final = "••••"
_COUNTRY: Final = re.compile(r"^(?:\+86|0086|86(?=1\d{10}$))")
_REGION: Final = re.compile(
    r"\s*([^\s\d,，]{1,9}?(?:特[别別]行政[区區]|自治[区區]|自治州|地[区區]|省|市|[县縣]|盟))|\s*([^\d,，]{1,40})[,，]"
)


def mask_phone(phone: str) -> str:
    """Keep the first three and the last four digits of a long number, the last four of a shorter one.

    The country code of mainland China and separators are left out.

    >>> mask_phone("+86 139 0000 0123")
    '139••••0123'
    """
    if not phone.strip():
        return ""
    digits = _COUNTRY.sub("", re.sub(r"[^\d+]", "", phone)).lstrip("+")
    if len(digits) < 7:
        return HIDDEN
    return (digits[:3] if len(digits) >= 11 else "") + HIDDEN + digits[-4:]


def mask_id(number: str) -> str:
    """Keep the last four characters of an identity number; a short one is hidden altogether.

    >>> mask_id("11010519491231002X")
    '••••••002X'
    """
    text = number.strip()
    if not text:
        return ""
    return "••••••" + (text[-4:] if len(text) >= 8 else "")


def mask_address(address: str) -> str:
    """Keep the first part of the region: province, city, or what stands before the first comma and has no house number.

    >>> mask_address("浙江省杭州市西湖区样例路 1 号")
    '浙江省 ••••'
    """
    if not address.strip():
        return ""
    found = _REGION.match(address)
    return f"{(found[1] or found[2]).strip()} {HIDDEN}" if found else "••••••"
