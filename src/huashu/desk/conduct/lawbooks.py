"""The rules that the desk judges by: the packs that the lender chose, with its own rules as they stand. Read once for each set of them."""

from __future__ import annotations

from functools import lru_cache

from huashu.conduct.lawbook import Lawbook, lawbook_load
from huashu.desk.conduct.models import ConductSetting
from huashu.desk.conduct.selectors.settings import packs_of
from huashu.desk.lawbook.selectors import house_rules, newest_fingerprint


def lawbook_of(setting: ConductSetting) -> Lawbook:
    """The lawbook of the lender's packs; a change of a house rule binds from the next question on."""
    return _lawbook(packs_of(setting), newest_fingerprint())


@lru_cache(maxsize=8)
def _lawbook(packs: tuple[str, ...], fingerprint: str) -> Lawbook:
    return lawbook_load(packs, house=house_rules() if fingerprint else None)
