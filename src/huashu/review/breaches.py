"""Breaches in what the officer said: the conduct scan names the rule, the model hears what the rules' words miss."""

from __future__ import annotations

from functools import cache
from typing import Final

from huashu.conduct.scan import CaseFacts, Remark, phrases_load, scan
from huashu.playbook.vocabulary import vocabulary
from huashu.review.course import Course
from huashu.review.findings import Finding
from huashu.review.hearing.hear import quote_of
from huashu.review.transcript import CUSTOMER

SURE: Final = 0.95
NEEDS_OTHERS: Final = frozenset({"third_party_disclosure", "third_party_demand"})
"""Breaches that only somebody else than the customer can hear."""


def breaches_find(course: Course) -> tuple[Finding, ...]:
    """Breaches of a call, each with its turns, its quote and the rule that it breaks."""
    quotes: dict[str, dict[int, tuple[str, str]]] = {}
    for heard in course.officers():
        to = CUSTOMER if course.addressee(heard.number) == CUSTOMER else "third_party"
        for breach in scan(_remark(course, heard.turn.text, to), phrases_load()):
            quotes.setdefault(breach.id, {})[heard.number] = (breach.quote, f"{breach.rule}: {breach.citation}")
            course.note(breach.id, heard.number, SURE)
    found = []
    for label in vocabulary()["breaches"]:
        turns = tuple(turn for turn in course.at(label) if label not in NEEDS_OTHERS or course.addressee(turn) != CUSTOMER)
        kinds = vocabulary().kinds(label)
        if turns and not (kinds and course.transcript.kind not in kinds):
            best = max(turns, key=lambda turn: (turn in quotes.get(label, {}), course.confidence(label, turn)))
            quote, rule = quotes.get(label, {}).get(best) or (
                quote_of(course.turns[best], label, course.transcript),
                rule_of(label, pack_of(course)),
            )
            found.append(Finding(label, turns, quote, course.confidence(label, best), rule))
    return tuple(found)


def _remark(course: Course, text: str, to: str) -> Remark:
    case = course.transcript.case
    facts = CaseFacts(currency=case.currency or None, overdue_minor=case.overdue_minor, penalty_minor=case.penalty_minor)
    return Remark(id="", text=text, language=course.transcript.language, call_kind=course.transcript.kind, to=to, case=facts)


def pack_of(course: Course) -> str:
    """Whose law is cited."""
    by_currency = {"CNY": "CN", "TWD": "TW", "HKD": "HK", "USD": "US", "GBP": "UK"}
    return by_currency.get(course.transcript.case.currency, "US" if course.transcript.language == "en" else "CN")


@cache
def rule_of(label: str, pack: str) -> str:
    """The rule that a breach breaks under one law, with its citation."""
    rule = next((rule for rule in phrases_load().rules if rule.label == label), None)
    if rule is None:
        return ""
    law, citation = rule.law[pack]
    return f"{law}: {citation}"
