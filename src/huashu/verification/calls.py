"""Answers in a whole conversation: which fields were asked or volunteered, and how each answer stands to the application.

An answer that the officer dictated counts as first given: repeating it later changes nothing. Agreeing to a leading question is a match.
Only the applicant's own turns count, not those of whoever prompts him.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Final, Protocol

from huashu.errors import Refusal
from huashu.verification.answer import FIELDS, Answer, Judgement, Verdict, form_value_checked
from huashu.verification.cues import bare, clauses, heard, is_hedged, words_load
from huashu.verification.fields.purpose import is_for_other
from huashu.verification.judging import READERS, answer_judge, leading_judge

OFFICER: Final = "officer"
CUSTOMER: Final = "customer"
_DEFINITE: Final = frozenset({Verdict.MATCH, Verdict.NEAR, Verdict.CONFLICT})
_VOLUNTEERED: Final = (
    "address",
    "employer",
    "position",
    "vehicle",
    "employed_since",
    "residence_type",
    "marital_status",
    "loan_amount",
    "term_months",
    "applied_on",
)
"""Fields that are taken unasked, and then only where the words agree with the form in full."""
_ECHOED: Final = frozenset({"loan_amount", "term_months", "applied_on", "vehicle", "annual_rate", "down_payment", "residence_type"})
"""Of these, those that count only right after a turn of the officer that speaks of them."""
_NUMERIC: Final = frozenset({"employed_since", "monthly_income", "loan_amount", "term_months", "annual_rate", "applied_on", "down_payment"})
_CONSENT: Final = re.compile(
    r"(?:可以|方便|同意|愿意|行)[^,，。]{0,10}(?:吗|吧|不|么|呢)[?？]?$|(?:开始|继续)[^,，。]{0,4}(?:吗|吧|可以)|"
    r"go ahead|proceed|carry on|okay if|all right if|can we|could i|is (?:it|that|now) (?:ok|okay|a good)|may i (?:go|"
    r"ask|continue)"
)
_DICTATES: Final = re.compile(
    r"(?:就|只|也|要|得)(?:说|讲|写|念|报|答)|(?:别|不要|不能|勿)(?:说|讲|提)|照(?:表|着|我|这)[^,，。]{0,4}(?:说|讲|"
    r"念)?|(?:just |you |to |should )say|don'?t (?:say|mention|tell)|tell (?:them|him|her|us it)|if anyone"
)
_NUMERAL: Final = re.compile(
    r"[0-9零一二两三四五六七八九十百千万半]|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|hundred|"
    r"thousand|grand|zero|oh|half|last|this|yesterday|[a-z]+day|week)(?![a-z])|昨|前天|今|免息|上(?:周|个|礼拜|星期)|去年|interest"
)
_QUESTION: Final = re.compile(
    r"[?？]|吗|呢|吧|多少|什么|哪|几|谁|怎么|咩|邊|边(?:度|位)|(?<![a-z])(?:what|where|when|who|how|which|do you|"
    r"are you|is it|did you|can you|could you|have you|and the|tell me|confirm|your)(?![a-z])|麻烦|请你?[报说]|有没有|"
    r"给我一下"
)
_BACK: Final = re.compile(r"(?:才|又|重新|再)(?:又)?(?:回来|回去|入职|进来)|(?:came|come|went|got) back|rejoined|returned|started again")
_HUH: Final = re.compile(
    r"(?:啊|什么|嗯|喂|你说什么|没听清|听不清|再说一遍|哪位|你谁|what|sorry|pardon|excuse me|hello|come again|"
    r"say again|say that again)[啊呀?？.!, ]*"
)


class Spoken(Protocol):
    """A turn of a conversation: who speaks, and the words."""

    @property
    def speaker(self) -> str:
        """``officer``, ``customer`` or ``third_party``."""

    @property
    def text(self) -> str:
        """The words as written."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one field.

    Args:
        verdict: How it stands to the form.
        value: What he said, normalised.
        turns: The turns that hold it, from 0.
    """

    verdict: Verdict
    value: str | int | None
    turns: tuple[int, ...]


@lru_cache(maxsize=1024)
def pieces_of(form: str) -> re.Pattern[str]:
    """A pattern for any two neighbouring characters or any word of a form's value."""
    plain = bare(form)
    han = re.findall("[一-龥]+", plain)
    pairs = {run[place : place + 2] for run in han for place in range(max(1, len(run) - 1))}
    return re.compile("|".join(map(re.escape, sorted({*pairs, *re.findall("[a-z0-9]{2,}", plain)}))) or "(?!)")


@cache
def _asks(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((field, re.compile(words)) for field, words in words_load("questions")[language].items())


def answers_find(turns: Sequence[Spoken], application: Mapping[str, object], asked_at: datetime, language: str) -> dict[str, Found]:
    """Find and judge the answers of a verification call.

    Args:
        turns: The conversation.
        application: The form, by field; fields that it doesn't have aren't judged.
        asked_at: When the call began; relative days count from its day.
        language: ``zh`` or ``en``.

    Returns:
        By field, in the order of the vocabulary.
    """
    form = _form(application)
    call = _Call(form, asked_at, language[:2])
    for number, turn in enumerate(turns):
        if turn.speaker == OFFICER:
            call.hear_officer(turn.text)
        elif turn.speaker == CUSTOMER:
            call.hear_customer(number, turn.text)
    return {field: call.found[field] for field in FIELDS if field in call.found}


def _form(application: Mapping[str, object]) -> dict[str, str | int]:
    """The fields that can be judged; one that the form holds in no usable shape is left out."""
    form: dict[str, str | int] = {}
    for field in FIELDS:
        try:
            form[field] = form_value_checked(field, application.get(field))
        except Refusal:
            continue
    return form


class _Call:
    """What has been asked and answered so far."""

    def __init__(self, form: Mapping[str, str | int], asked_at: datetime, language: str) -> None:
        self.form, self.on, self.language = form, asked_at.date(), language
        self.found: dict[str, Found] = {}
        self.unasked: set[str] = set()
        self.open: list[str] = []
        self.leading: dict[str, Judgement] = {}
        self.question = ""
        self.asked: set[str] = set()
        self.dictated = False

    def hear_officer(self, text: str) -> None:
        """Note which fields a turn asks for, and which answers it already holds."""
        plain = heard(text, self.language)
        self.dictated = bool(_DICTATES.search(plain))
        sentences = [
            part
            for part in re.split(r"(?<=[。？！?!])|(?<=[a-z)]\.) ", plain)
            if part and (_QUESTION.search(part) or _DICTATES.search(part))
        ]
        asked = [field for field, pattern in _asks(self.language) if field in self.form and any(pattern.search(part) for part in sentences)]
        self.leading = {field: judged for field in self.form if (judged := self._led(field, text)) and judged.verdict is Verdict.MATCH}
        self.asked = set(asked)
        self.open = asked or [field for field in self.open if field not in self.found or self.found[field].verdict not in _DEFINITE]
        self.question = text

    def _led(self, field: str, text: str) -> Judgement | None:
        if field in {"purpose", "id_tail", "phone", "work_contact", "residence_type", "marital_status", "existing_loans"} and not re.search(
            r"[?？]|吧|吗|对|right|correct", text
        ):
            return None
        asks = dict(_asks(self.language))
        plain = heard(text, self.language)
        if not self._may_hold(field, plain):
            return None
        if field in {
            "purpose",
            "residence_type",
            "marital_status",
            "existing_loans",
            "monthly_income",
            "employed_since",
            "down_payment",
            "annual_rate",
            "term_months",
        } and not (
            asks[field].search(plain)
            or self.dictated
            or (field == "term_months" and "loan_amount" in self.form and self._led("loan_amount", text))
        ):
            return None
        words = bare(text) if field in {"name", "id_tail", "phone", "address", "work_contact"} else plain
        if field in {"residence_type", "marital_status", "existing_loans"} and re.search(r"还是|(?<![a-z])or(?![a-z])", plain):
            return None
        return leading_judge(self._answer(field, text), words)

    def _may_hold(self, field: str, plain: str) -> bool:
        """Whether a turn can hold the form's own answer: numerals for a number, else a piece of its words."""
        if field in _NUMERIC | {"id_tail", "phone"}:
            return bool(_NUMERAL.search(plain))
        if field in {"residence_type", "marital_status", "existing_loans", "purpose"}:
            return True
        return bool(pieces_of(str(self.form[field])).search(plain))

    def _answer(self, field: str, text: str, question: str = "") -> Answer:
        return Answer(field, self.form[field], text, self.on, self.language, question)

    def hear_customer(self, number: int, text: str) -> None:
        """Judge what a turn answers."""
        plain = heard(text, self.language)
        if _HUH.fullmatch(plain):
            return
        agrees = self._agrees(plain)
        judged: dict[str, Judgement] = {}
        for field in dict.fromkeys([*self.open, *self.leading]):
            if result := self._judged(field, text, plain, agrees=agrees):
                judged[field] = result
        usable = {field: result for field, result in judged.items() if result.verdict in _DEFINITE or result.verdict is Verdict.UNSURE}
        for field, result in (usable or judged).items():
            if result.verdict not in _DEFINITE and (field not in self.asked or field in self.leading):
                continue
            self._keep(field, result, number)
        self._volunteer(number, text, plain, set(judged))

    def _agrees(self, plain: str) -> bool:
        """Whether the turn begins with a yes that answers what was said, not only whether to go on."""
        parts = clauses(plain)
        if not parts or _CONSENT.search(heard(self.question, self.language).rstrip("。.!！")):
            return False
        head = parts[0]
        lead = re.match(r"(?:嗯+|对|是|系|没错|yes|yeah|yep|right|correct|uh-huh|that'?s right)(?!不)", head)
        return bool(lead) and not re.search(r"不对|不是|but |其实|actually", plain)

    def _judged(self, field: str, text: str, plain: str, *, agrees: bool) -> Judgement | None:
        answer = self._answer(field, text, self.question if field in self.open else "")
        own = answer_judge(replace(answer, question=""))
        led = self.leading.get(field)
        if led and field not in self.open and own.verdict is not Verdict.MATCH and not (agrees and field != "name"):
            return None
        if led and field == "name" and own.verdict is not Verdict.MATCH:
            return None
        if (
            led
            and (agrees or (is_hedged(plain, self.language) and len(plain) <= 24 and own.verdict not in _DEFINITE))
            and own.verdict is not Verdict.CONFLICT
        ):
            loose = field in _NUMERIC and is_hedged(plain, self.language)
            return Judgement(Verdict.NEAR if loose or (own.verdict is Verdict.NEAR and field in _NUMERIC) else Verdict.MATCH, led.value)
        if field not in self.open:
            return own if own.verdict is Verdict.MATCH else None
        if own.verdict in _DEFINITE:
            return own
        return answer_judge(answer)

    def _keep(self, field: str, result: Judgement, number: int) -> None:
        """A definite answer stands until the applicant himself gives another when asked again; a dictated one never replaces it."""
        had = self.found.get(field)
        if field == "name" and result.verdict is not Verdict.MATCH and field not in self.open:
            return
        if had and field in self.unasked and field in self.open and result.verdict in _DEFINITE:
            self.unasked.discard(field)
        elif had and had.verdict in _DEFINITE:
            if result.verdict not in _DEFINITE or field not in self.open:
                return
            if self.dictated and field in self.leading:
                return
            if result.value == had.value:
                return
            if self._is_vague_repeat(field, result, had):
                return
        elif had and result.verdict not in _DEFINITE:
            self.found[field] = Found(had.verdict, None, (*had.turns, number))
            return
        self.found[field] = Found(result.verdict, result.value, (number,))

    @staticmethod
    def _is_vague_repeat(field: str, result: Judgement, had: Found) -> bool:
        """Saying it again less precisely takes nothing back."""
        return result.verdict is Verdict.NEAR and had.verdict is Verdict.MATCH and field != "monthly_income"

    def _volunteer(self, number: int, text: str, plain: str, judged: set[str]) -> None:
        """Fields told unasked: only words that agree with the form in full, and a later return to the job."""
        for field in _VOLUNTEERED:
            if (
                field not in self.form
                or field in judged
                or field in self.found
                or (field in _ECHOED and field not in self.leading and field != "residence_type")
            ):
                continue
            if field == "marital_status" and not re.search(r"离婚|离异|结婚了|丧偶|divorce|widow|i'?m married", plain):
                continue
            if field == "residence_type" and not (set(self.open) & {"address", "existing_loans"}):
                continue
            words = bare(text) if field == "address" else plain
            if (
                field in {"employer", "position"}
                and not set(self.open) & {"employer", "position", "employed_since", "monthly_income"}
                and field not in self.leading
            ):
                continue
            result = READERS[field](self._answer(field, text), words)
            if result and (
                result.verdict is Verdict.MATCH
                or (field == "employed_since" and result.verdict is Verdict.NEAR and set(self.open) & {"employer", "position"})
            ):
                self.unasked.add(field)
                self.found[field] = Found(result.verdict, result.value, (number,))
        self._volunteer_more(number, text, plain)

    def _volunteer_more(self, number: int, text: str, plain: str) -> None:
        """A car for somebody else, a mortgage told with the home, a return to the job after a break."""
        if "purpose" in self.form and "purpose" not in self.found and is_for_other(plain):
            result = READERS["purpose"](self._answer("purpose", text), plain)
            if result and result.verdict is Verdict.CONFLICT:
                self.found["purpose"] = Found(result.verdict, result.value, (number,))
        home = self.found.get("residence_type")
        if (
            home
            and home.value == "mortgaged"
            and number in home.turns
            and "existing_loans" not in self.found
            and self.form.get("existing_loans") in {"mortgage", "房贷", "房貸"}
        ):
            self.unasked.add("existing_loans")
            self.found["existing_loans"] = Found(Verdict.MATCH, "mortgage", (number,))
        if "employed_since" in self.found and _BACK.search(plain):
            back = next((clause for clause in reversed(clauses(plain)) if _BACK.search(clause)), plain)
            result = READERS["employed_since"](self._answer("employed_since", text), back)
            if result and result.verdict is Verdict.CONFLICT and len(str(result.value)) == 7:
                self.found["employed_since"] = Found(result.verdict, result.value, (*self.found["employed_since"].turns, number))
