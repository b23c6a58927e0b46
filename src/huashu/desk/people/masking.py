"""Personal data as pages show them unasked: enough to recognise the right one, too little to use it."""

from __future__ import annotations

import re
from typing import Final

DOT: Final = "•"
_REGION: Final = re.compile(r"^\s*([^\s,，]{1,12}?(?:特别行政区|自治区|自治州|地区|省|市|县|盟))|^\s*([^,，]{1,40})[,，]")


def mask_phone(phone: str) -> str:
    """Keep the first three and the last four digits of a long number, the last four of a shorter one.

    >>> mask_phone("13900000123")
    '139••••0123'
    """
    text = phone.strip()
    digits = sum(character.isdigit() for character in text)
    if not text:
        return ""
    if digits < 7:
        return DOT * 4
    if digits < 11:
        return DOT * 4 + text[-4:]
    return f"{text[:3]}{DOT * 4}{text[-4:]}"


def mask_id(number: str) -> str:
    """Keep the last four characters of an identity number; a short one is hidden altogether.

    >>> mask_id("11010519491231002X")
    '••••••002X'
    """
    text = number.strip()
    if not text:
        return ""
    return DOT * 6 + (text[-4:] if len(text) >= 8 else "")


def mask_address(address: str) -> str:
    """Keep the first part of the region: province, city or what stands before the first comma.

    >>> mask_address("浙江省杭州市西湖区文三路 1 号")
    '浙江省 ••••'
    """
    text = address.strip()
    if not text:
        return ""
    found = _REGION.match(text)
    return f"{found[1] or found[2]} {DOT * 4}" if found else DOT * 6
