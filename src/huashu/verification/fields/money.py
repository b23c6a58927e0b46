"""Income, loan and down payment: of all figures in an answer, the one that is the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Final

from huashu.language.figures import Figure, figures_find
from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.compare import Amount, number_verdict
from huashu.verification.cues import clauses, is_hedged, words_load

_NOT_MONEY_AFTER: Final = re.compile(
    r"(?:[共起般直些样定切下](?!万|千)|个(?:月|点|人|小时|工|孩|半月|季)|天|年|月(?!薪)|期|[日号]|岁|点(?!几)|分|次|"
    r"人|小时|%|％|成|趴|厘|薪|口|套|辆|台(?!币)|平|栋|楼|室|楞|周|星期|级| ?(?:months?|years?|yrs?|percent|days?|"
    r"weeks?|hours?|people|kids?|%|instal|st|nd|rd|th|o'?clock|am|pm)(?![a-z]))"
)
_NOT_MONEY_BEFORE: Final = re.compile(r"(?:第|星期|礼拜|周|尾号|百分之|个|两三|分(?=[0-9一二三四五六七八九十]))$|(?:20|19)[0-9]{0,2}$")
_ZERO: Final = re.compile(
    r"零首付|0首付|零付|(?:不|没|无)(?:用|需|要|有|付|交|掏|给)*首付|一分(?:钱)?(?:都|也)?(?:没|不)(?:付|交|出|掏|给|"
    r"用)?|首付(?:是|就是|为)?(?:零|0|没有|无)(?![0-9.点])|(?:没有?|不用|无)$|^零$|^0$|"
    r"(?:nothing|zero|no money|no cash|none|0|no deposit|not a (?:penny|cent|dime))(?: (?:down|deposit|up ?front|"
    r"at all))?(?![a-z0-9%.,])|no down ?payment|without (?:a )?deposit"
)
_SHARE: Final = re.compile(r"[一二两三四五六七八九0-9]成|百分之|[0-9]%|percent|per cent")
_LABELS: Final = {
    "monthly_income": ("expense", "other", "past", "peak", "hour"),
    "loan_amount": ("down", "price", "instal", "fee", "trade"),
    "down_payment": ("loan", "price", "instal", "fee", "trade"),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with what the words around it say that it is.

    Args:
        amount: The figure.
        labels: Names of lists in ``words/money.yaml``.
        hedged: There is doubt in its clause.
    """

    amount: Amount
    labels: frozenset[str]
    hedged: bool


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    bound = language == "en"
    return {
        name: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])" if bound else words) for name, words in words_load("money")[language].items()
    }


def money_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge a sum of money.

    Args:
        answer: What was asked, with the form.
        text: The words to read, normalised.
    """
    form = Fraction(int(answer.form_value), 100)
    found = labelled_find(text, answer.language, form)
    amount = _income(found) if answer.field == "monthly_income" else _sum(answer.field, found)
    if amount is None and answer.field == "down_payment" and _ZERO.search(text):
        return Judgement(Verdict.MATCH if form == 0 else Verdict.CONFLICT, 0)
    if amount is None and any("hour" in figure.labels for figure in found):
        return Judgement(Verdict.UNSURE)
    if amount is None:
        return Judgement(Verdict.UNSURE) if answer.field != "monthly_income" and _SHARE.search(text) else None
    verdict, value = number_verdict(amount, form)
    return Judgement(verdict, None if value is None else round(value * 100))


def labelled_find(text: str, language: str, form: Fraction) -> list[Labelled]:
    """All sums of money in a text with what they are for, from left to right.

    Args:
        text: A normalised text.
        language: ``zh`` or ``en``.
        form: The form's sum, by which short forms (十二个, "eighteen") are understood.
    """
    made: list[Labelled] = []
    before = ""
    pieces = _pieces(text, language)
    for piece in pieces:
        figures = [figure for figure in figures_find(piece, chinese=language == "zh") if _is_money(piece, figure)]
        for place, figure in enumerate(figures):
            first = figures[place - 1].end if place else 0
            last = figures[place + 1].start if place + 1 < len(figures) else len(piece)
            head = piece[first : figure.start] if len(figures) > 1 else piece[: figure.start]
            tail = piece[figure.end : last]
            own = piece[figure.start : figure.end]
            amount = _scaled(
                Amount.of(figure),
                own,
                form * 12 if _patterns(language)["year"].search(piece) else form,
                piece[figure.end :],
                len(piece) - len(own),
                chinese=language == "zh",
            )
            if amount is None:
                continue
            labels = _labels(language, head + own, tail, before if place == 0 else "", alone=len(figures) == 1)
            made.append(Labelled(amount, labels, is_hedged(piece, language) or (not place and _is_only_hedge(before, language))))
        if not figures and made and _is_only_hedge(piece, language):
            made[-1] = replace(made[-1], hedged=True)
        before = piece if not figures else ""
    return made


def _pieces(text: str, language: str) -> list[str]:
    if language == "zh":
        return clauses(text)
    return [
        part for clause in clauses(text) for part in re.split(r"(?<![a-z])(?:but|plus|while|then)(?![a-z])(?! or)", clause) if part.strip()
    ]


def _is_only_hedge(clause: str, language: str) -> bool:
    return len(clause) <= (6 if language == "zh" else 24) and is_hedged(clause, language)


def _labels(language: str, head: str, tail: str, before: str, *, alone: bool) -> frozenset[str]:
    """Labels from the words before a figure, then after it, then from a clause before that has no figure of its own."""
    patterns = _patterns(language)
    labels = {name for name, pattern in patterns.items() if pattern.search(head)}
    after = {name for name, pattern in patterns.items() if pattern.search(tail)}
    if language == "zh" and not alone:
        after &= {"net", "gross", "year"} if labels else after
    labels |= after
    if not labels - {"week", "day", "hour"} and before:
        labels |= {name for name, pattern in patterns.items() if pattern.search(before)}
    return frozenset(labels)


def _is_money(text: str, figure: Figure) -> bool:
    if text[figure.start : figure.end].endswith(("个",)):
        return True
    return not _NOT_MONEY_AFTER.match(text, figure.end) and not _NOT_MONEY_BEFORE.search(text[max(0, figure.start - 4) : figure.start])


def _scaled(amount: Amount, words: str, form: Fraction, after: str, others: int, *, chinese: bool) -> Amount | None:
    """Short forms in full: 十二个 is 120,000, "eighteen" 18,000. A small number that is none of these is no sum."""
    value = amount.values[0]
    sized = bool(re.search(r"[百千万亿元块$£]|(?<=[0-9 ])[kw](?![a-z])|hundred|thousand|grand", words)) or bool(
        re.match(r" ?(?:dollars|pounds|quid|bucks|euros)", after)
    )
    if value >= 300 or (sized and not words.endswith("个")):
        return amount if value >= 1 or value == 0 else None
    counted = words.endswith("个") and value >= 2
    if value <= 1 or not (counted or others <= (4 if chinese else 24)) or re.match(r"次|份|张|个人|笔| ?times| of us", after):
        return None
    scales = (10_000, 1000) if re.search("[一-龥]", words) else (1000, 100)
    best = min(scales, key=lambda scale: max(value * scale, form) / max(min(value * scale, form), Fraction(1)))
    return amount.times(best) if form else None


def _income(found: list[Labelled]) -> Amount | None:
    usable = [figure for figure in found if not figure.labels & {"expense", "other", "past", "hour"} or figure.labels & {"net", "total"}]
    if _is_split(usable):
        steady = usable
    else:
        steady = [figure for figure in usable if "peak" not in figure.labels or figure.labels & {"total"}] or usable
    for wanted in ("total", "mean", "net"):
        chosen = [
            figure
            for figure in steady
            if wanted in figure.labels and "gross" not in figure.labels and (wanted == "total" or "extra" not in figure.labels)
        ]
        if chosen and not (wanted != "total" and _is_split(steady)):
            return _monthly(chosen[-1])
    if _is_split(steady):
        return _added([figure for figure in steady if figure.labels & {"base", "extra"}])
    plain = (
        [figure for figure in steady if not figure.labels & {"gross", "extra"}]
        or [figure for figure in steady if "gross" not in figure.labels]
        or steady
    )
    return _monthly(plain[-1]) if plain else None


def _is_split(found: list[Labelled]) -> bool:
    return any("base" in figure.labels for figure in found) and any(
        "extra" in figure.labels and "base" not in figure.labels for figure in found
    )


def _added(found: list[Labelled]) -> Amount:
    parts = [_monthly(figure) for figure in found]
    hedged = any(part.approximate for part in parts)
    return Amount(
        (sum((part.values[0] for part in parts), Fraction(0)),),
        sum((part.low for part in parts), Fraction(0)),
        sum((part.high for part in parts), Fraction(0)),
        hedged,
    )


def _monthly(figure: Labelled) -> Amount:
    """A yearly figure by twelve; weekly ones by 52 twelfths, daily ones by 22 working days."""
    amount, labels = figure.amount, figure.labels
    factor = Fraction(1)
    if "year" in labels:
        factor = Fraction(1, 12)
    elif "fortnight" in labels:
        factor = Fraction(26, 12)
    elif "week" in labels:
        factor = Fraction(52, 12)
    elif "day" in labels:
        factor = Fraction(22)
    if amount.values[0] < 3000 and factor == Fraction(1, 12) and amount.values[0] < 100:
        factor = Fraction(1)
    made = amount.times(factor)
    loose = figure.hedged or factor > 1
    return Amount(made.values, made.low, made.high, made.approximate or loose, made.either)


def _sum(field: str, found: list[Labelled]) -> Amount | None:
    own, others = ("loan", "down") if field == "loan_amount" else ("down", "loan")
    strange = set(_LABELS[field])
    named = [figure for figure in found if own in figure.labels and not figure.labels & {"instal", "fee", "price"}]
    plain = [figure for figure in found if not figure.labels & strange]
    chosen = plain or named or [figure for figure in found if own in figure.labels]
    both = [figure for figure in plain if own in figure.labels] or named
    if both:
        chosen = both
    if not chosen and field == "loan_amount":
        prices = [figure for figure in found if "price" in figure.labels]
        downs = [figure for figure in found if others in figure.labels and "price" not in figure.labels]
        if prices and downs and prices[-1].amount.values[0] > downs[-1].amount.values[0]:
            return Amount.exactly(prices[-1].amount.values[0] - downs[-1].amount.values[0])
    if not chosen:
        return None
    last = chosen[-1]
    return Amount(last.amount.values, last.amount.low, last.amount.high, last.amount.approximate or last.hedged, last.amount.either)
