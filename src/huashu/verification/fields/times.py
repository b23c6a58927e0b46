"""Length of service, term and day of application: times against times."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from huashu.language.durations import Duration, durations_find
from huashu.language.en.past import days_gone_find as english_days
from huashu.language.figures import figures_find
from huashu.language.past import Gone, Grain, label_of, month_first
from huashu.language.zh.past import days_gone_find as chinese_days
from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.compare import Amount, number_verdict
from huashu.verification.cues import is_hedged

_EXACT: Final = re.compile(
    r"整(?=[0-9一二三四五六七八九十])|正好|刚好|整整|恰好|刚满|满了?(?=[0-9一二两三四五六七八九十])|年整|整(?=$|"
    r"[,，。年])|足足|exactly|to the (?:month|day)|on the dot|precisely|bang on"
)
_SERVICE: Final = re.compile(
    r"干了?|做了?|工作了?|上班|待了?|呆了?|有|来了?|去了?|入职|已经|快|将近|工龄|差不多|大概|足足|整整|正好|刚好|满"
)
_AGE: Final = re.compile(
    r"(?:孩子|小孩|儿子|女儿|结婚|认识|住|租|驾|毕业)[^,，。]{0,4}$|^ ?(?:old|岁)|(?:married|lived|living|been driving)[^,.]{0,12}$"
)
_THIS_MONTH: Final = re.compile(r"(?:this|this very) month|这个?月|本月")
_NEXT_MONTH: Final = re.compile(r"下个?月(?:就|才|刚)?(?:满|到|整)?|next month")
_VAGUE_DAY: Final = re.compile(
    r"前几天|前(?:一)?阵子?|没几天|最近|这几天|几天前|好几天|前些(?:天|日子)|the other day|recently|"
    r"(?:a )?few (?:days|weeks) (?:ago|back)|a while (?:ago|back)"
)
_MONTHLY: Final = re.compile(r"[,，]?(?:每期|每个?月|一期|月供)")


def days_gone(answer: Answer, text: str) -> list[Gone]:
    """Times gone by in the language of the answer."""
    return chinese_days(text, answer.asked_on) if answer.chinese else english_days(text, answer.asked_on)


def service_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge since when he has worked there."""
    form = date(int(answer.form[:4]), int(answer.form[5:7]), 1)
    gone = days_gone(answer, text)
    durations = [
        mark
        for mark in durations_find(text, chinese=answer.chinese)
        if not _AGE.search(text[: mark.start]) and not re.match(r" ?(?:ago|前)", text[mark.end :])
    ]
    durations = [mark for mark in durations if not any(_is_year_word(text, mark, time) for time in gone)]
    gone = [time for time in gone if not any(time.start < mark.end and mark.start < time.end for mark in durations)]
    if durations:
        gone = [time for time in gone if not _THIS_MONTH.fullmatch(text[time.start : time.end])]
    ago = _ago(answer, text)
    named = [time for time in gone if time.grain in {Grain.MONTH, Grain.DAY, Grain.WEEK}]
    said_years = [time for time in gone if time.grain is Grain.YEAR]
    if named and said_years and re.match(r"(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月", text[named[-1].start :]):
        month = named[-1]
        named = [replace(month, on=month_first(said_years[-1].on.year, month.on.month), others=())]
    if named:
        return _month_verdict(named[-1], form, hedged=is_hedged(text, answer.language))
    years = [time for time in gone if time.grain is Grain.YEAR]
    if years and not durations:
        bare = next((int(found) for found in re.findall(r"(?<![0-9])(1[0-2]|[1-9])月", text)), 0)
        year = years[-1]
        if bare:
            return _month_verdict(Gone(year.start, year.end, Grain.MONTH, month_first(year.on.year, bare)), form, hedged=False)
        return _year_verdict(year, form)
    if durations or ago:
        return _length_verdict(answer, text, (durations or ago)[-1], form)
    return _year_verdict(years[-1], form) if years else None


def _is_year_word(text: str, mark: Duration, time: Gone) -> bool:
    """Whether 18年 is the year 2018 and not a length: digits read out, or the words around it say so."""
    if not (mark.start < time.end and time.start < mark.end):
        return False
    words = text[time.start : time.end]
    if time.grain is not Grain.YEAR or re.search("[去前今旧上民]|[12][90][0-9]{2}|千", words):
        return True
    before, after = text[max(0, mark.start - 4) : mark.start], text[mark.end : mark.end + 3]
    if re.search("十", words):
        return bool(re.match("进|入职|来的|去的", after))
    if re.match(r"[0-9]{2}年", words):
        return not _SERVICE.search(before) and not re.match("了|多|半|左右", after) and not mark.approximate
    return True


def _ago(answer: Answer, text: str) -> list[Duration]:
    """Three years ago, 三年前: a length all the same."""
    return [mark for mark in durations_find(text, chinese=answer.chinese) if re.match(r" ?(?:ago|back|前|以前|之前)", text[mark.end :])]


def _month_verdict(time: Gone, form: date, *, hedged: bool) -> Judgement:
    if time.either:
        return Judgement(Verdict.UNSURE)
    firsts = [month_first(day.year, day.month) for day in (time.on, *time.others)]
    right = form in firsts
    first = form if right else firsts[0]
    value = label_of(Grain.MONTH, first)
    if right:
        return Judgement(Verdict.NEAR if time.approximate or hedged else Verdict.MATCH, value)
    apart = abs((first.year - form.year) * 12 + first.month - form.month)
    if time.approximate and apart <= 2:
        return Judgement(Verdict.NEAR, value)
    return Judgement(Verdict.CONFLICT, value)


def _year_verdict(time: Gone, form: date) -> Judgement:
    if time.either:
        return Judgement(Verdict.UNSURE)
    return Judgement(Verdict.NEAR if time.holds(form) else Verdict.CONFLICT, time.label)


def _length_verdict(answer: Answer, text: str, mark: Duration, form: date) -> Judgement:
    if mark.either:
        return Judgement(Verdict.UNSURE)
    on = answer.asked_on
    ahead = 1 if _NEXT_MONTH.search(text) else 0

    def back(months: Fraction) -> date:
        return month_first(on.year, on.month + ahead - round(months))

    first = back(mark.months)
    length = (on.year - form.year) * 12 + on.month - form.month
    exact = (
        (mark.by_month or bool(_EXACT.search(text)) or bool(ahead) or bool(_THIS_MONTH.search(text)))
        and not mark.approximate
        and not is_hedged(text, answer.language)
    )
    value = label_of(Grain.MONTH, first)
    if exact and first == form:
        return Judgement(Verdict.MATCH, value)
    off = abs((first.year - form.year) * 12 + first.month - form.month)
    spans = mark.low != mark.high and back(mark.high) <= form <= back(mark.low)
    near = spans or off <= max(Fraction(2), Fraction(length, 10))
    return Judgement(Verdict.NEAR if near else Verdict.CONFLICT, value)


def term_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge for how many months he borrows."""
    form = Fraction(int(answer.form_value))
    marks = [mark for mark in durations_find(text, chinese=answer.chinese) if not re.match(r" ?(?:ago|前|以前|之前)", text[mark.end :])]
    if marks:
        mark = marks[-1]
        whole = [other for other in marks if other.months == form]
        mark = whole[-1] if whole and all(other.months in {form, 1} for other in marks) else mark
        amount = Amount((mark.months,), mark.low, mark.high, mark.approximate, mark.either)
    else:
        bare = _bare_term(answer, text, form)
        if bare is None:
            return None
        amount = bare
    verdict, value = number_verdict(amount, form, hedged=is_hedged(text, answer.language))
    return Judgement(verdict, None if value is None else round(value))


def _bare_term(answer: Answer, text: str, form: Fraction) -> Amount | None:
    """A number without a unit: up to eight it counts years, from nine months."""
    figures = [
        figure
        for figure in figures_find(text, chinese=answer.chinese)
        if 1 <= figure.values[-1] <= 120 and not re.search("[百千万k]|hundred|thousand|grand", text[figure.start : figure.end])
    ]
    figures = [
        figure
        for figure in figures
        if not _MONTHLY.search(text[max(0, figure.start - 4) : figure.start])
        and not re.match(r"[块元%]|个点| ?percent| ?%", text[figure.end :])
    ]
    if not figures or len(text) - (figures[-1].end - figures[-1].start) > (8 if answer.chinese else 30):
        return None
    amount = Amount.of(figures[-1])
    years = amount.values[0] <= 8 and amount.values[0] != form
    return amount.times(12) if years else amount


def applied_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge on which day he applied."""
    form = date.fromisoformat(answer.form[:10])
    gone = days_gone(answer, text)
    if not gone:
        return Judgement(Verdict.UNSURE) if _VAGUE_DAY.search(text) else None
    if any(time.either for time in gone):
        return Judgement(Verdict.UNSURE)
    days = [time for time in gone if time.grain is Grain.DAY]
    time = days[-1] if days else gone[-1]
    hedged = time.approximate or is_hedged(text, answer.language)
    if not time.holds(form):
        return Judgement(Verdict.CONFLICT, time.label)
    if time.grain is Grain.DAY:
        return Judgement(Verdict.NEAR if hedged else Verdict.MATCH, form.isoformat())
    return Judgement(Verdict.NEAR, label_of(time.grain, form))
