"""Telephone numbers and identity documents as they stand in sheets.

Numbers that a spreadsheet has damaged (``1.38E+10``) or a report has masked (``138****5678``) are refused by name, because
no guess brings the digits back. Whether a number may be called is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

import phonenumbers

from huashu.adapters.spreadsheet.cells import Cell, plain
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue

_SCIENTIFIC = re.compile(r"^\d(\.\d+)?e\+?\d+$", re.IGNORECASE)
_MASKED = re.compile(r"[*●•]{2,}|x{3,}", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:转|轉|分机|分機|內線|内线|ext\.?|x)\s*[:.]?\s*(\d{1,8})$", re.IGNORECASE)
_SWITCHBOARD = re.compile(r"^(0\d{2,3}-\d{7,8})-(\d{1,6})$")
_SEPARATORS = re.compile(r"[/、;,|]| ?[或和及] ?| or | and |\n")
_OWN_WORDS = re.compile(
    r"[(\[]?\s*(?:本人|自己|微信同号|微信同號|同微信|微信|手机号码|手机号|手机|手機|电话|電話|座机|座機|mobile|mob|cell|phone|tel|self|m|t)\s*[)\]]?\s*[.::]*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_OTHERS = re.compile(
    r"配偶|妻|老婆|夫|老公|爱人|愛人|父|母|爸|妈|媽|儿|兒|女|兄|弟|姐|妹|哥|嫂|叔|姨|舅|亲|親|友|同事|家|担保|擔保|联系人|聯絡人|单位|單位|公司|"
    r"wife|husband|spouse|father|mother|\bson\b|daughter|brother|sister|friend|colleague|guarantor|office|work|employer|contact",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"^\d{4,}0{6}$")
"""A spreadsheet that shows 1.38E+10 or 1.3801E+10 exports a number with so many zeros at its end, and never a dash in it."""
_DOCUMENT = re.compile(r"^[0-9A-Z()-]{5,24}$")

_WHOLE_DIGITS: Final = 10
"""So many digits stand for a whole number, area code included."""

ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS: Final = "10X98765432"
"""Weights and check digits of the Chinese resident identity number (GB 11643-1999, ISO 7064 MOD 11-2)."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number.

    Args:
        number: E.164, such as ``+8613800138000``.
        extension: Digits to dial after the number, or empty.
        assigned: Whether the numbering plan has such a number; a number that only has the right length is kept, marked.
    """

    number: str
    extension: str = ""
    assigned: bool = True


def parse_phone(cell: Cell, region: str = "CN") -> Phone:
    """One telephone number.

    Args:
        cell: Text or number, not blank.
        region: ISO 3166 code of the country of numbers written without one.

    Raises:
        UnreadableValue: Damaged, masked, without area code, or no telephone number.
    """
    text = plain(cell)
    if _SCIENTIFIC.match(text):
        raise UnreadableValue(Kind.DIGITS_LOST, text)
    if _MASKED.search(text):
        raise UnreadableValue(Kind.PHONE_MASKED, text)
    bare, extension = _without_extension(text)
    bare = _OWN_WORDS.sub("", bare).strip() if _LETTERS.search(bare) else bare
    if _LETTERS.search(bare):  # the library would take the digits and drop the words that say whose they are
        raise UnreadableValue(Kind.PHONE_OF_ANOTHER if _OTHERS.search(bare) else Kind.PHONE_UNREADABLE, text)
    try:
        number = phonenumbers.parse(bare, region)
    except phonenumbers.NumberParseException:
        raise UnreadableValue(Kind.PHONE_UNREADABLE, text) from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    assigned = phonenumbers.is_valid_number(number)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY or (not assigned and 10**6 <= (number.national_number or 0) < 10**8):
        raise UnreadableValue(Kind.PHONE_NO_AREA, text)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise UnreadableValue(Kind.PHONE_UNREADABLE, text)
    if _ROUNDED.match(text):
        raise UnreadableValue(Kind.PHONE_ROUNDED, text)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, extension or number.extension or "", assigned)


def _without_extension(text: str) -> tuple[str, str]:
    """A number and its extension (转8001, ext. 8001, 0571-88886666-8001)."""
    if switchboard := _SWITCHBOARD.match(text):
        return switchboard[1], switchboard[2]
    extension = _EXTENSION.search(text)
    return (text[: extension.start()], extension[1]) if extension else (text, "")


def parse_phones(cell: Cell, region: str = "CN") -> tuple[Phone, ...]:
    """All telephone numbers of a cell, in order, each once (``13800138000/0571-88886666``).

    Raises:
        UnreadableValue: One of them can't be read.
    """
    raw = str(cell) if isinstance(cell, str) else plain(cell)
    parts = [part for part in (plain(part) for part in _SEPARATORS.split(raw.replace("，", ",").replace("；", ";"))) if part]
    return tuple(dict.fromkeys(phone for part in parts for phone in _beside_each_other(part, region)))


def _beside_each_other(text: str, region: str) -> list[Phone]:
    """The numbers of a text with nothing but spaces between them; a space inside one number is no end of it."""
    try:
        return [parse_phone(text, region)]
    except UnreadableValue as refusal:
        words = text.split(" ")
        if refusal.kind is not Kind.PHONE_UNREADABLE or not all(len(re.sub(r"\D", "", word)) >= _WHOLE_DIGITS for word in words):
            raise
        return [parse_phone(word, region) for word in words]


def parse_document(cell: Cell) -> str:
    """An identity document number; a Chinese resident number must have a fitting check digit.

    Other documents (passport, 15-digit resident number, masked number) are kept as they stand, in capitals.

    Raises:
        UnreadableValue: Damaged by the spreadsheet, wrong check digit, or no document number.
    """
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise UnreadableValue(Kind.DIGITS_LOST, repr(cell))
    text = plain(cell).upper().replace(" ", "")
    if _SCIENTIFIC.match(text):
        raise UnreadableValue(Kind.DIGITS_LOST, text)
    if _MASKED.search(text):
        return text
    if re.fullmatch(r"\d{17}[\dX]", text):
        if not resident_number_valid(text):
            raise UnreadableValue(Kind.ID_CHECK_DIGIT, text)
    elif not _DOCUMENT.match(text):
        raise UnreadableValue(Kind.ID_UNREADABLE, text)
    return text


def resident_number_valid(text: str) -> bool:
    """Whether 18 characters are a resident identity number: a real birthday and the right check digit (GB 11643-1999)."""
    if not re.fullmatch(r"\d{17}[\dX]", text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], ID_WEIGHTS, strict=True))
    return ID_CHECKS[total % 11] == text[17]
