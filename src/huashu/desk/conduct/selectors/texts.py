"""What must not be said, found in a text before it goes out: ``huashu.conduct.scan`` judges the words, this says it to the officer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huashu.conduct.contact import OBLIGED
from huashu.conduct.scan import Breach, CaseFacts, Phrases, Remark, phrases_load, scan
from huashu.desk.cases.models import Case
from huashu.desk.conduct.models import CustomerFact, FactKind, State
from huashu.desk.conduct.selectors.facts import facts_of_customers
from huashu.desk.conduct.speech import chinese

_CALL_KINDS: Final = {"reminder": "due_reminder", "service": "due_reminder", "legal_notice": "due_reminder"}
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_FIGURE: Final = "false_amount"
PPB: Final = 1_000_000_000

_BETTER: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    "threat_violence": (_("Threat"), _("Say what is owed, by when, and whom to call about it.")),
    "threat_unlawful_action": (
        _("Threat of something that the lender can't do"),
        _("Name only a step that the contract and the law allow."),
    ),
    "impersonate_official": (_("Poses as an authority"), _("Name yourself and the institution.")),
    "insult": (_("Insult"), _("Leave it out, and ask what stands in the way of paying.")),
    "shaming": (_("Threat of making it public"), _("The debt stays between the lender and the customer; leave it out.")),
    "third_party_disclosure": (
        _("Tells somebody else of the debt"),
        _("Ask only that the customer call back, and leave your name and number."),
    ),
    "third_party_pressure": (_("Threat of going to family, friends or employer"), _("Leave it out; speak with the customer alone.")),
    "third_party_demand": (_("Asks somebody to pay who needn't"), _("Ask only that the customer call back.")),
    "false_amount": (_("A sum that the account doesn't show"), _("Take the sum from the case.")),
    "false_statement": (_("Not true"), _("Say only what has happened and what the contract says.")),
    "private_account": (_("Payment to a private person"), _("Name the institution's own account.")),
    "induce_borrowing": (_("Urges to borrow elsewhere"), _("Offer a plan or ask what the customer can pay from their own means.")),
    "ignored_stop": (_("Goes on after a stop"), _("Leave it out: the customer asked for no contact, or somebody acts for them.")),
    "guarantee_approval": (_("Promises an approval"), _("Say that it hasn't been decided yet.")),
    "misleading_cost": (_("Hides or misstates the cost"), _("Give the yearly rate and every fee.")),
    "coached_applicant": (_("Tells the applicant what to answer"), _("Ask the question, and take the answer as it comes.")),
    "over_collection": (_("Asks for more data than needed"), _("Ask for the last digits only; never for a password or a code.")),
}


BREACHES: Final = {label: name for label, (name, _better) in _BETTER.items()}
"""Breaches by label, in words."""


@dataclass(frozen=True, slots=True)
class TextFault:
    """One breach in a text.

    Args:
        breach: Its label.
        quote: The words, as they stand in the text.
        start: Where they begin, in characters.
        rule: The rule that is cited.
        citation: Act and article.
    """

    breach: str
    quote: str
    start: int
    rule: str
    citation: str

    @property
    def name(self) -> str:
        """What is wrong, in the reader's language."""
        return str(_BETTER[self.breach][0]) if self.breach in _BETTER else self.breach

    @property
    def better(self) -> str:
        """What to say instead."""
        return str(_BETTER[self.breach][1]) if self.breach in _BETTER else ""

    @property
    def source(self) -> str:
        """The citation in the reader's script."""
        return chinese(self.citation)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with what is wrong with it, if anything."""

    text: str
    fault: TextFault | None = None


def language_of(text: str) -> str:
    """``zh`` for a text with Chinese characters, else ``en``."""
    return "zh" if _CHINESE.search(text) else "en"


def text_faults(case: Case, text: str, to: str, purpose: str, language: str, known: Collection[str] = ()) -> list[TextFault]:
    """Breaches in a text that is meant for somebody.

    Args:
        case: The case that it is about, with its loan and the loan's status.
        text: The words.
        to: Who will read them, in the engine's word.
        purpose: Why they are sent; empty takes what the case's arrears say.
        language: ``zh`` or ``en``.
        known: Amounts and days as they stand in the text and that come from the case itself: the next instalment, what a day costs,
            a promise. They are true and no false amount.
    """
    purpose = purpose or ("collection" if case.overdue_minor else "reminder")
    listener = "customer" if to in OBLIGED or to == "attorney" else "third_party"
    return words_faults(text, language, purpose, _case_facts(case), listener=listener, known=known)


def words_faults(
    text: str, language: str, purpose: str, facts: CaseFacts, *, listener: str = "customer", known: Collection[str] = ()
) -> list[TextFault]:
    """Breaches in words about no case of the book, such as a template filled for a sample; arguments as for :func:`text_faults`."""
    if not text.strip():
        return []
    remark = Remark("", text, language, _CALL_KINDS.get(purpose, "overdue_follow_up"), listener, facts)
    found = scan(remark, _phrases())
    if known and any(breach.id == _FIGURE for breach in found):
        masked = scan(replace(remark, text=_without(text, known)), _phrases())
        figures = [replace(one, quote=text[one.start : one.start + len(one.quote)]) for one in masked if one.id == _FIGURE]
        found = tuple(sorted([*(one for one in found if one.id != _FIGURE), *figures], key=lambda one: (one.start, one.id)))
    return [_fault(breach) for breach in found]


def marked(text: str, faults: Sequence[TextFault]) -> list[Piece]:
    """A text in pieces, so that a page can mark what must not be said; a quote inside another is marked with it."""
    pieces, at = [], 0
    for fault in sorted(faults, key=lambda fault: fault.start):
        if fault.start < at:
            continue
        end = fault.start + len(fault.quote)
        pieces += [Piece(text[at : fault.start]), Piece(text[fault.start : end], fault)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def _without(text: str, known: Collection[str]) -> str:
    """The text with known figures struck out letter by letter, so that places in it stay the same."""
    values = "|".join(re.escape(value) for value in sorted(set(known), key=len, reverse=True) if value)
    return re.sub(rf"(?<![0-9.,])(?:{values})(?![0-9])", lambda match: "x" * len(match[0]), text) if values else text


def _case_facts(case: Case) -> CaseFacts:
    facts = facts_of_customers([case.customer_id])[case.customer_id]
    status = getattr(case.loan, "status", None)
    penalty_minor = status.overdue_penalty_minor if status else None
    fees_minor = status.overdue_fee_minor if status else None
    return CaseFacts(
        currency=case.currency,
        overdue_minor=max(case.overdue_minor - (penalty_minor or 0) - (fees_minor or 0), 0) if status else None,
        penalty_minor=penalty_minor,
        fees_minor=fees_minor,
        annual_rate=Fraction(case.loan.rate_ppb_year, PPB) if case.loan.rate_ppb_year else None,
        stop_requested=any(fact.kind == FactKind.STOP for fact in facts) or None,
        represented=any(map(_is_represented, facts)) or None,
    )


def _is_represented(fact: CustomerFact) -> bool:
    return fact.kind == FactKind.REPRESENTATIVE or (fact.kind == FactKind.STATE and fact.code == State.REPRESENTED)


def _fault(breach: Breach) -> TextFault:
    return TextFault(breach.id, breach.quote, breach.start, breach.rule, breach.citation)


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return phrases_load()
