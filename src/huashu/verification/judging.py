"""An answer against the application: the reader of its field, and what remains where the reader finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import attempts, bare, clauses, cues_of, heard, is_hedged
from huashu.verification.fields.address import address_judge
from huashu.verification.fields.contact import contact_judge
from huashu.verification.fields.digits import id_tail_judge, phone_judge
from huashu.verification.fields.employer import employer_judge
from huashu.verification.fields.money import money_judge
from huashu.verification.fields.name import name_judge
from huashu.verification.fields.position import position_judge
from huashu.verification.fields.purpose import purpose_judge
from huashu.verification.fields.rate import rate_judge
from huashu.verification.fields.states import loans_judge, marital_judge, residence_judge
from huashu.verification.fields.times import applied_judge, service_judge, term_judge
from huashu.verification.fields.vehicle import vehicle_judge

Reader = Callable[[Answer, str], Judgement | None]
READERS: Final[dict[str, Reader]] = {
    "name": name_judge,
    "id_tail": id_tail_judge,
    "phone": phone_judge,
    "address": address_judge,
    "residence_type": residence_judge,
    "employer": employer_judge,
    "position": position_judge,
    "employed_since": service_judge,
    "monthly_income": money_judge,
    "marital_status": marital_judge,
    "loan_amount": money_judge,
    "term_months": term_judge,
    "annual_rate": rate_judge,
    "applied_on": applied_judge,
    "purpose": purpose_judge,
    "vehicle": vehicle_judge,
    "down_payment": money_judge,
    "existing_loans": loans_judge,
    "work_contact": contact_judge,
}
_EXACT_WORDS: Final = frozenset({"name", "id_tail", "phone", "address", "work_contact"})
"""Fields whose characters count as they were written: no slip of the recogniser is mended."""
_WHOLE: Final = frozenset({"id_tail", "phone", "work_contact"})
"""Fields whose readers see to corrections themselves, as a correction may give only a digit."""
_WORDS: Final = frozenset(
    {"employer", "position", "vehicle", "purpose", "address", "residence_type", "marital_status", "existing_loans", "name"}
)
"""Fields told in words, where a clause that evades must not be taken for an answer."""
_DOUBTED: Final = frozenset({"employer", "position", "vehicle", "address", "work_contact", "phone", "id_tail"})
"""Fields whose readers leave doubt to :func:`answer_judge`."""
_COUNTS: Final = re.compile(r"年|个月|(?<![a-z])(?:years?|months?|weeks?)(?![a-z])|[块元]|[0-9一二三四五六七八九十]千")
_CHOICE: Final = re.compile(r"还是(?!说|要|得|在|那|挺|有)|(?<![a-z])or(?! so| thereabouts)(?![a-z])")


def answer_judge(answer: Answer) -> Judgement:
    """Hold an answer against the application.

    Args:
        answer: The question, the answer and the form's value.

    Returns:
        The verdict, and what he said.
    """
    text = bare(answer.text) if answer.field in _EXACT_WORDS else heard(answer.text, answer.language)
    if agreed := _agreed(answer, text):
        return agreed
    reader = READERS[answer.field]
    for words in [text] if answer.field in _WHOLE else attempts(text, answer.language):
        usable = _usable(words, answer) if answer.field in _WORDS else words
        judged = reader(answer, usable) if usable else None
        if judged:
            return _doubted(answer, words, judged)
    return _empty(answer, text)


def _doubted(answer: Answer, text: str, judged: Judgement) -> Judgement:
    """Doubt makes an answer that agrees near."""
    if (
        judged.verdict is Verdict.MATCH
        and answer.field in _DOUBTED
        and any(is_hedged(clause, answer.language) for clause in clauses(text) if not _COUNTS.search(clause))
    ):
        return replace(judged, verdict=Verdict.NEAR)
    return judged


def _usable(text: str, answer: Answer) -> str:
    """The text without the clauses that only evade or ask back."""
    cues = cues_of(answer.language)
    kept: list[str] = []
    for clause in clauses(text):
        if cues.evades.search(clause) and not _is_told(answer, clause):
            continue
        if cues.unsure.search(clause) and not _is_told(answer, clause):
            continue
        kept.append(clause)
    return "，".join(kept)


def _is_told(answer: Answer, clause: str) -> bool:
    """Whether an evading clause holds an answer all the same: it agrees with the form."""
    judged = READERS[answer.field](answer, clause)
    return judged is not None and judged.verdict in {Verdict.MATCH, Verdict.NEAR}


def _agreed(answer: Answer, text: str) -> Judgement | None:
    """A bare yes to a question that holds the answer; a doubtful yes is near."""
    cues = cues_of(answer.language)
    parts = clauses(text)
    plain = [
        part
        for part in parts
        if not (len(part) <= 12 and is_hedged(part, answer.language) and not re.search(r"[0-9]|[一二三四五六七八九十]{2,}", part))
    ]
    if not answer.question or not parts or not all(cues.agree.fullmatch(part) for part in plain) or (not plain and not parts):
        return None
    if answer.field in {"residence_type", "marital_status", "existing_loans"} and re.search(
        r"还是|吗.*还是|(?<![a-z])or(?![a-z])", answer.question.lower()
    ):
        return None
    asked = bare(answer.question) if answer.field in _EXACT_WORDS else heard(answer.question, answer.language)
    judged = leading_judge(answer, asked)
    if judged and judged.verdict is not Verdict.CONFLICT and len(plain) < len(parts):
        return replace(judged, verdict=Verdict.NEAR)
    return judged


def leading_judge(answer: Answer, asked: str) -> Judgement | None:
    """What an officer's words say of the field, taken as the answer: agreeing to it is a match.

    Args:
        answer: What was asked, with the form.
        asked: The officer's words, normalised.
    """
    pieces = [asked, *clauses(asked)]
    judged = [found for piece in pieces if (found := READERS[answer.field](answer, piece))]
    agrees = [found for found in judged if found.verdict in {Verdict.MATCH, Verdict.NEAR}]
    if agrees:
        return Judgement(Verdict.MATCH, agrees[0].value)
    if answer.field in _WORDS - {"residence_type", "marital_status", "existing_loans"}:
        return None
    return judged[0] if judged and len(judged) == len(pieces) else None


def _empty(answer: Answer, text: str) -> Judgement:
    """Nothing usable was said: he doesn't know, or he doesn't say."""
    cues = cues_of(answer.language)
    if cues.unsure.search(text) or (_CHOICE.search(text) and not text.rstrip().endswith(("?", "？"))):
        return Judgement(Verdict.UNSURE)
    return Judgement(Verdict.NOT_ANSWERED)
