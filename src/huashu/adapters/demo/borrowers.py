"""The invented borrowers: name, numbers, address, language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from huashu.adapters.demo import words
from huashu.adapters.demo.dice import Dice
from huashu.adapters.demo.identity import foreign_phone, id_number, mainland_phone

LANGUAGES: Final = (("zh-hans", 850), ("zh-hant", 60), ("en", 90))
"""What borrowers speak, per thousand."""

_AGE_FROM: Final = 21
_AGE_TO: Final = 62


@dataclass(frozen=True, slots=True)
class Borrower:
    """Somebody who doesn't exist.

    Args:
        key: Identifies the borrower in the demo book.
        name: Full name in their own script.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        phone: A number that can't be dialled.
        id_number: An identity number that can't be anyone's.
        address: An address in a place that isn't there.
        region: Its town.
    """

    key: str
    name: str
    language: str
    phone: str
    id_number: str
    address: str
    region: str


def borrower(number: int, today: date, dice: Dice) -> Borrower:
    """Make one borrower up.

    Args:
        number: Place in the book, from 0; makes key and telephone unique.
        today: Day that ages are counted from.
        dice: Where chance comes from.
    """
    language = dice.weighted(LANGUAGES)
    name, address, region = {"zh-hans": _simplified, "zh-hant": _traditional, "en": _english}[language](dice)
    born_on = today - timedelta(days=dice.between(_AGE_FROM * 365, _AGE_TO * 365))
    phone = foreign_phone(number) if language == "en" else mainland_phone(number)
    return Borrower(f"demo:{number:04d}", name, language, phone, id_number(born_on, dice), address, region)


def _simplified(dice: Dice) -> tuple[str, str, str]:
    given = dice.pick(words.GIVEN_OF_MEN if dice.chance(620) else words.GIVEN_OF_WOMEN)
    town, district, street = dice.pick(words.CITIES), dice.pick(words.DISTRICTS), dice.pick(words.STREETS)
    home = f"{dice.pick(words.ESTATES)}{dice.between(1, 18)}栋{dice.between(1, 26)}0{dice.between(1, 4)}室"
    return dice.pick(words.SURNAMES) + given, f"{town}{district}{street}{dice.between(1, 298)}号{home}", town


def _traditional(dice: Dice) -> tuple[str, str, str]:
    town, district, street = (
        dice.pick(words.CITIES_TRADITIONAL),
        dice.pick(words.DISTRICTS_TRADITIONAL),
        dice.pick(words.STREETS_TRADITIONAL),
    )
    name = dice.pick(words.SURNAMES_TRADITIONAL) + dice.pick(words.GIVEN_TRADITIONAL)
    return name, f"{town}{district}{street}{dice.between(1, 298)}號{dice.between(2, 16)}樓", town


def _english(dice: Dice) -> tuple[str, str, str]:
    town = dice.pick(words.CITIES_ENGLISH)
    name = f"{dice.pick(words.GIVEN_ENGLISH)} {dice.pick(words.SURNAMES_ENGLISH)}"
    return name, f"{dice.between(1, 180)} {dice.pick(words.STREETS_ENGLISH)}, {town}", town
