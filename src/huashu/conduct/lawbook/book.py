"""The rules of the chosen packs together, and the lender's own; made ready for each kind of contact once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from huashu.conduct.compiled import Compiled, compiled
from huashu.conduct.contact import PlannedContact
from huashu.conduct.fields import Fields
from huashu.conduct.lawbook.rule import Rule
from huashu.conduct.lawbook.rule_file import plain, rule_read
from huashu.conduct.situation import Pack
from huashu.conduct.zones import EPOCH_ORDINAL, day_number
from huashu.errors import InvalidValue, MissingValue, Refusal

FOLDER: Final = Path(__file__).parent
HOUSE: Final = "HOUSE"
PACK_FILE: Final = "pack.yaml"


class InvalidLawbook(Refusal):
    """A file of the lawbook can't be used.

    Args:
        file: Its name.
        fault: What is wrong with it, as a sentence.
    """

    code = "invalid_lawbook"

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"The rule file {file} can't be used: {fault}", file=file, fault=fault)


class UnknownPack(Refusal):
    """There is no pack of that name.

    Args:
        name: As asked for.
    """

    code = "unknown_pack"

    def __init__(self, name: str) -> None:
        message = f"There are no rules named {name}; the packs are {', '.join(pack_names())}."
        super().__init__(message, field="packs", name=name)


class Lawbook:
    """Rules that apply together.

    Args:
        packs: The packs in order.
        rules: Their rules.
    """

    def __init__(self, packs: Sequence[Pack], rules: Sequence[Rule]) -> None:
        self.packs = tuple(packs)
        self.rules = tuple(rules)
        self._packs = {pack.name: pack for pack in packs}
        self._rules = {rule.id: rule for rule in rules}
        self._edges = sorted({edge for rule in rules for value in rule.values for edge in _edges(value.valid_from, value.valid_to)})
        self._compiled: dict[tuple[object, ...], Compiled] = {}

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that identifier."""
        return self._rules.get(rule_id)

    def rules_of(self, pack: str) -> tuple[Rule, ...]:
        """The rules of one pack."""
        return tuple(rule for rule in self.rules if rule.pack == pack)

    def pack(self, name: str) -> Pack:
        """The pack of that name.

        Raises:
            UnknownPack: It isn't in this lawbook.
        """
        try:
            return self._packs[name]
        except KeyError:
            raise UnknownPack(name) from None

    def compiled(self, planned: PlannedContact, day: int) -> Compiled:
        """What bears on a kind of contact on a date (days since 1970), made once for each kind.

        Raises:
            UnknownPack: The contact names a pack that isn't in this lawbook.
        """
        contact = planned.contact
        key = (
            planned.packs, planned.actor, planned.purpose, planned.lender_type, planned.product, contact.channel, contact.to,
            bisect_right(self._edges, day),
        )  # fmt: skip
        found = self._compiled.get(key)
        if found is None:
            packs = [self.pack(name) for name in planned.packs]
            on = date.fromordinal(day + EPOCH_ORDINAL)
            found = self._compiled[key] = compiled(planned, packs, [self.rules_of(pack.name) for pack in packs], on)
        return found


def _edges(first: date, last: date | None) -> list[int]:
    return [day_number(first)] if last is None else [day_number(first), day_number(last + timedelta(days=1))]


def pack_names() -> tuple[str, ...]:
    """Names of the packs that are shipped."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if (folder / PACK_FILE).is_file()))


def lawbook_load(packs: Iterable[str] | None = None, house: Iterable[Mapping[str, Any]] | None = None) -> Lawbook:
    """The lawbook of some packs.

    Args:
        packs: Names of packs; None takes all.
        house: The lender's own rules, as mappings of the same shape as the files; None takes those that are shipped.

    Raises:
        UnknownPack: There is no such pack.
        InvalidLawbook: A file can't be used; the message says which and what is missing.
    """
    names = pack_names() if packs is None else tuple(dict.fromkeys(packs))
    if house is None:
        return _shipped(names)
    loaded = [_pack_loaded(name) for name in names]
    own = [_ruled(given, HOUSE, f"{HOUSE}[{index}]", {}) for index, given in enumerate(house)]
    rules = [rule for pack, shipped in loaded for rule in (shipped if pack.name != HOUSE else own)]
    return Lawbook([pack for pack, _ in loaded], rules)


@lru_cache(maxsize=64)
def _shipped(names: tuple[str, ...]) -> Lawbook:
    loaded = [_pack_loaded(name) for name in names]
    return Lawbook([pack for pack, _ in loaded], [rule for _, rules in loaded for rule in rules])


@lru_cache(maxsize=32)
def _pack_loaded(name: str) -> tuple[Pack, tuple[Rule, ...]]:
    folder = FOLDER / name
    if name not in pack_names():
        raise UnknownPack(name)
    pack, base = _pack_read(folder)
    rules = []
    for file in sorted(folder.glob("*.yaml")):
        if file.name == PACK_FILE:
            continue
        rule = _ruled(mapping_of(file), name, f"{name}/{file.name}", base)
        if rule.id != file.stem:
            raise InvalidLawbook(f"{name}/{file.name}", f"its id is {rule.id}, but the file of that rule is named {rule.id}.yaml.")
        rules.append(rule)
    return pack, tuple(rules)


def mapping_of(file: Path) -> dict[str, Any]:
    """What a YAML file holds.

    Raises:
        InvalidLawbook: It isn't YAML, or not a mapping.
    """
    name = f"{file.parent.name}/{file.name}"
    try:
        held = plain(yaml.safe_load(file.read_text(encoding="utf-8")))
    except yaml.YAMLError as fault:
        raise InvalidLawbook(name, f"it isn't YAML ({fault}).") from fault
    if not isinstance(held, dict):
        raise InvalidLawbook(name, "it must hold a mapping of names and values.")
    return held


def _ruled(given: Mapping[str, Any], pack: str, file: str, base: Mapping[str, Any]) -> Rule:
    try:
        return rule_read(given, pack, base)
    except (MissingValue, InvalidValue) as fault:
        raise InvalidLawbook(file, fault.message) from fault


def _pack_read(folder: Path) -> tuple[Pack, dict[str, Any]]:
    fields = Fields(mapping_of(folder / PACK_FILE), "")
    title = Fields(fields.needed("title", fields.record, "its name in both languages"), "title.")
    pack = Pack(
        name=folder.name,
        title_zh=title.needed("zh", title.text, "the Chinese name"),
        title_en=title.needed("en", title.text, "the English name"),
        zone=fields.zone("zone"),
        candidates=fields.zones("candidates"),
        one_time=frozenset(fields.zones("one_time")),
        follows=fields.flag("follows") or False,
    )
    return pack, dict(fields.record("base") or {})
