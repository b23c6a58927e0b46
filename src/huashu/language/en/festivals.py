"""Festivals by the names that English speakers give them; their days are those of :mod:`huashu.language.almanac`."""

from __future__ import annotations

from typing import Final

FESTIVAL_WORDS: Final = {
    "christmas eve": "christmas_eve", "christmas day": "christmas", "christmas": "christmas", "xmas": "christmas", "boxing day": "boxing",
    "new year's eve": "new_year_eve", "new years eve": "new_year_eve", "new year's day": "new_year", "new years day": "new_year",
    "new year's": "new_year", "new years": "new_year", "the new year": "new_year", "thanksgiving": "thanksgiving",
    "thanksgiving day": "thanksgiving",
    "black friday": "black_friday", "halloween": "halloween", "labor day": "labor_us", "labour day": "labor_us", "memorial day": "memorial",
    "independence day": "independence", "the fourth of july": "independence", "fourth of july": "independence",
    "4th of july": "independence",
    "july fourth": "independence", "easter": "easter", "easter sunday": "easter", "good friday": "good_friday",
    "easter monday": "easter_monday",
    "valentine's day": "valentine", "valentines day": "valentine", "valentine's": "valentine", "st patrick's day": "st_patrick",
    "st. patrick's day": "st_patrick",
    "mlk day": "king", "martin luther king day": "king", "presidents' day": "presidents", "presidents day": "presidents",
    "president's day": "presidents",
    "columbus day": "columbus", "veterans day": "veterans", "juneteenth": "juneteenth", "mother's day": "mothers", "mothers day": "mothers",
    "father's day": "fathers", "fathers day": "fathers", "tax day": "tax_day", "lunar new year": "lunar_new_year",
    "chinese new year": "lunar_new_year", "anzac day": "anzac", "canada day": "canada", "diwali": "diwali", "deepavali": "diwali",
}  # fmt: skip
