"""From the mapping of a rule file to a :class:`Rule`; whatever is missing or can't be is refused by its path in the file."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from huashu.conduct import contact as words
from huashu.conduct.fields import Fields
from huashu.conduct.kinds import FACTS, KINDS, MEASURES
from huashu.conduct.kinds.conditions import Conditions, conditions_read
from huashu.conduct.kinds.measure import Measure
from huashu.conduct.lawbook.rule import (
    ANSWERS,
    CONFIDENCES,
    SEVERITIES,
    Binding,
    Provision,
    Reference,
    Rule,
    RuleValue,
    WorkedCase,
)
from huashu.conduct.verdict import Ruling, Severity, Text
from huashu.errors import InvalidValue, MissingValue

NOTHING: Final = Text("", "")
SENTENCE_NAMES: Final = frozenset({"channel", "person", "place"})
"""Words in braces that every sentence may use."""
RULE_FIELDS: Final = frozenset(
    {
        "id",
        "title",
        "limits",
        "binds",
        "binds_words",
        "severity",
        "confidence",
        "last_checked_on",
        "carries_pack",
        "values",
        "cases",
        "note",
    }
)
BINDING_FIELDS: Final = frozenset({"actors", "purposes", "lender_types", "not_lender_types", "products", "not_products", "asks_lender"})


def rule_read(given: Mapping[str, Any], pack: str, base: Mapping[str, Any] | None = None) -> Rule:
    """One rule.

    Args:
        given: The file's mapping.
        pack: The pack that it belongs to.
        base: The planned contact that the worked cases change; None takes what they say alone.

    Raises:
        MissingValue: Something that every rule has is missing; ``field`` says what.
        InvalidValue: Something can't be.
    """
    fields = Fields(given, "")
    _known(fields, RULE_FIELDS)
    rule_id = fields.needed("id", fields.text, f"an identifier such as {pack}-TIME")
    if not rule_id.startswith(f"{pack}-"):
        raise InvalidValue("id", rule_id, f"one that begins with {pack}-")
    severity = _severity(fields)
    confidence = fields.needed_word("confidence", CONFIDENCES)
    if pack == "HOUSE" and severity != "house":
        raise InvalidValue("severity", severity, "house, for a rule of the lender's own")
    rule = Rule(
        id=rule_id,
        pack=pack,
        title=text_read(fields, "title"),
        limits=text_read(fields, "limits"),
        binds=_bindings(fields),
        binds_words=text_read(fields, "binds_words", needed=False),
        severity=severity,
        confidence=confidence,
        last_checked_on=fields.needed("last_checked_on", fields.day, "the date on which a person last compared it with its source"),
        carries_pack=fields.flag("carries_pack") is not False,
        values=_values(fields),
        cases=tuple(_case(part, base or {}) for part in fields.parts("cases")),
        note=text_read(fields, "note", needed=False),
    )
    _sure_enough(rule)
    return rule


def text_read(fields: Fields, name: str, *, needed: bool = True) -> Text:
    """A text in both languages."""
    found = fields.record(name)
    if found is None:
        if needed:
            raise MissingValue(fields.path + name, "a text in both languages, as zh and en")
        return NOTHING
    part = Fields(found, f"{fields.path}{name}.")
    return Text(part.needed("zh", part.text, "the Chinese text"), part.needed("en", part.text, "the English text"))


def _known(fields: Fields, names: frozenset[str]) -> None:
    for name in fields.held:
        if name not in names:
            raise InvalidValue(fields.path + str(name), name, "one of " + ", ".join(sorted(names)))


def _severity(fields: Fields) -> Severity:
    word = fields.needed_word("severity", SEVERITIES)
    return next(severity for severity in SEVERITIES if severity == word)


def _bindings(fields: Fields) -> tuple[Binding, ...]:
    parts = fields.parts("binds")
    if not parts:
        raise MissingValue("binds", "a list of whom the rule binds; - {} binds everybody")
    return tuple(_binding(part) for part in parts)


def _binding(fields: Fields) -> Binding:
    _known(fields, BINDING_FIELDS)
    vocabulary = {"actors": words.ACTORS, "purposes": words.PURPOSES, "lender_types": words.LENDER_TYPES, "products": words.PRODUCTS}
    found: dict[str, Any] = {}
    for name in BINDING_FIELDS - {"asks_lender"}:
        values = fields.words(name, vocabulary[name.removeprefix("not_")])
        if values is not None:
            found[name] = frozenset(values)
    return Binding(**found, asks_lender=fields.flag("asks_lender") is not False)


def _values(fields: Fields) -> tuple[RuleValue, ...]:
    parts = fields.parts("values")
    if not parts:
        raise MissingValue("values", "what the rule says, by date: a list with from, references and provisions")
    values = sorted((_value(part) for part in parts), key=lambda value: value.valid_from)
    for earlier, later in pairwise(values):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise InvalidValue("values", earlier.valid_from.isoformat(), "values that end before the next begins; give this one a to")
    return tuple(values)


def _value(fields: Fields) -> RuleValue:
    _known(fields, frozenset({"from", "to", "references", "provisions"}))
    references = tuple(_reference(part) for part in fields.parts("references"))
    if not references:
        raise MissingValue(fields.path + "references", "where this value stands: a list with act, article and link")
    valid_from = fields.needed("from", fields.day, "the first date on which it holds")
    valid_to = fields.day("to")
    if valid_to is not None and valid_to < valid_from:
        raise InvalidValue(fields.path + "to", valid_to.isoformat(), f"a date from {valid_from} on")
    return RuleValue(valid_from, valid_to, references, tuple(_provision(part) for part in fields.parts("provisions")))


def _reference(fields: Fields) -> Reference:
    _known(fields, frozenset({"act", "article", "link"}))
    link = fields.text("link") or ""
    if link and not link.startswith(("https://", "http://")):
        raise InvalidValue(fields.path + "link", link, "an address that begins with https://")
    return Reference(fields.needed("act", fields.text, "the name of the act"), fields.text("article") or "", link)


def _provision(fields: Fields) -> Provision:
    kind = fields.needed_word("kind", KINDS)
    answer = Ruling.NOT_APPLICABLE if kind == "scope" else Ruling(fields.needed_word("answer", tuple(each.value for each in ANSWERS)))
    measure = MEASURES[kind](fields) if kind in MEASURES else None
    if answer is Ruling.DENY_UNTIL and measure is None:
        raise InvalidValue(
            fields.path + "answer", answer.value, f"deny or warn: a rule of the kinds {', '.join(FACTS)} isn't cured by time"
        )
    when = conditions_read(Fields(fields.record("when") or {}, fields.path + "when."))
    if measure is None and kind != "scope" and not fields.record("when"):
        raise MissingValue(fields.path + "when", "what must hold for it to speak")
    why = text_read(fields, "why")
    for language, sentence in zip(("zh", "en"), why, strict=True):
        _spoken(f"{fields.path}why.{language}", sentence, measure)
    return Provision(
        kind=kind,
        answer=answer,
        when=when,
        unless=_excuses(fields),
        asks=_asks(fields, when),
        why=why,
        measure=measure,
        given=dict(fields.held),
    )


def _excuses(fields: Fields) -> tuple[Conditions, ...]:
    return tuple(conditions_read(part) for part in fields.parts("unless"))


def _asks(fields: Fields, when: Conditions) -> frozenset[str]:
    """Paths of the facts that are asked for, from the names of conditions under ``asks``."""
    paths = {question.name: question.path for question in when.questions}
    return frozenset(paths[name] for name in fields.words("asks", tuple(paths)) or ())


def _spoken(path: str, sentence: str, measure: Measure | None) -> None:
    allowed = SENTENCE_NAMES | (measure.names if measure is not None else frozenset())
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    except ValueError as fault:
        raise InvalidValue(path, sentence, "a sentence whose braces are closed") from fault
    if used - allowed:
        raise InvalidValue(path, sentence, "a sentence with no other words in braces than " + ", ".join(sorted(allowed)))


def _case(fields: Fields, base: Mapping[str, Any]) -> WorkedCase:
    _known(fields, frozenset({"name", "given", "verdict", "earliest", "fires"}))
    verdict = Ruling(fields.needed_word("verdict", tuple(Ruling)))
    return WorkedCase(
        name=text_read(fields, "name"),
        given=merged(base, fields.record("given") or {}),
        verdict=verdict,
        earliest=fields.text("earliest"),
        fires=verdict not in {Ruling.ALLOW, Ruling.NOT_APPLICABLE} if fields.flag("fires") is None else bool(fields.flag("fires")),
    )


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping with changes laid over it, inner mappings too; null takes a field away."""
    found = dict(base)
    for name, change in changes.items():
        if change is None:
            found.pop(name, None)
        elif isinstance(change, Mapping) and isinstance(found.get(name), Mapping):
            found[name] = merged(found[name], change)
        else:
            found[name] = change
    return found


def _sure_enough(rule: Rule) -> None:
    answers = {provision.answer for value in rule.values for provision in value.provisions}
    if rule.confidence == "low" and answers - {Ruling.NOT_APPLICABLE}:
        raise InvalidValue("confidence", "low", "medium or high: a rule of low confidence answers nothing, so it has no provisions")
    if rule.confidence == "medium" and answers & {Ruling.DENY, Ruling.DENY_UNTIL}:
        raise InvalidValue("confidence", "medium", "high: a rule of medium confidence may only warn")
    if answers - {Ruling.NOT_APPLICABLE}:
        fired, silent = (any(case.fires is wanted for case in rule.cases) for wanted in (True, False))
        if not fired or not silent:
            raise MissingValue("cases", "at least one worked case in which the rule speaks and one in which it doesn't")


def plain(given: object) -> Any:
    """What YAML made, with dates as texts, so that every field is read in one way."""
    if isinstance(given, Mapping):
        return {str(name): plain(each) for name, each in given.items()}
    if isinstance(given, list):
        return [plain(each) for each in given]
    return given.isoformat() if isinstance(given, date) else given
