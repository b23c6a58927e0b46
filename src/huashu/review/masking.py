"""Take what identifies a person out of a text, letter by letter, so that places stay the same.

Used before a text leaves for somebody else's machine. A masked text is as long as the original, so a piece of one is the same piece of
the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MASK: Final = "*"
_NUMBERS: Final = re.compile(r"(?<![\d.])\d(?:[\s-]?\d){4,}(?:[xX](?![a-zA-Z]))?")
"""Five digits or more in a row, also in groups: telephone, identity, card and account numbers; amounts of money are shorter."""
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLATE: Final = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}")
_ADDRESS: Final = re.compile(
    r"[一-鿿]{1,6}(?:路|街|巷|弄|小区|花园|大厦|村)\d*(?:号|弄|栋|幢|单元|室|楼)?[\d一二三四五六七八九十]*(?:号|栋|幢|单元|室|楼)?"
)


def mask(text: str, names: Iterable[str] = ()) -> str:
    """The text with numbers, addresses, plates and names covered; as long as before.

    Args:
        text: The text.
        names: Names to cover besides, such as the customer's; each also by its parts in English.
    """
    for pattern in (_MAIL, _NUMBERS, _PLATE, _ADDRESS):
        text = pattern.sub(lambda match: MASK * len(match.group()), text)
    for part in sorted({part for name in names for part in _parts(name)}, key=len, reverse=True):
        text = re.sub(re.escape(part), lambda match: MASK * len(match.group()), text, flags=re.IGNORECASE)
    return text


def _parts(name: str) -> set[str]:
    name = name.strip()
    if len(name) < 2:
        return set()
    if name.isascii():
        return {name, *(part for part in name.split() if len(part) > 2)}
    return {name, name[1:]} if len(name) > 2 else {name}
