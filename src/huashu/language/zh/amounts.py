"""Amounts as Chinese speakers name them: 两千三百五, 三千来块, 八成, 一半, 全部, 剩下的, 一部分.

Amounts are in hundredths of the unit that was spoken, whatever it is called. Whether an amount is promised or only told is for the reader
of
the sentence.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from huashu.language.marks import MOST_MINOR, AmountKind, AmountMark, apart
from huashu.language.zh.numbers import DIGITS, NUMBER, value_of

_UNIT: Final = r"块钱|块|元钱|元|圆|蚊|文钱|人民币|大洋|港币|港元|港纸|台币|美金|美元|镑|英镑|刀|rmb"
_NUMBER: Final = re.compile(
    rf"(?P<head>大概|大约|差不多|约莫|约|将近|快|小|最少|至少|起码|最多|顶多|不超过|[¥$￥]|nt\$|hk\$|"
    rf"rmb)?(?!万一)(?P<n>{NUMBER})(?P<more>几|来|多|好几|把(?=块|元|[,，。吧]|"
    rf"$))?(?P<last>[百千万])?"
    rf"(?P<unit>{_UNIT})?(?P<jiao>[一二两三四五六七八九0-9](?:角|毛)(?:[一二两三四五六七八九0-9]分?)?|"
    rf"(?<=[块元])[一二三四五六七八九0-9][一二三四五六七八九0-9]?(?![十百千万天个号期]))?(?P<about>钱?(?:左右|上下|出头|不到|以上|"
    rf"以内|的样子|开外|打底))?"
)  # fmt: skip
_NOT_MONEY: Final = re.compile(
    r"天|[日号](?!币)|个(?!大洋)|点|年|月|期|次|岁|分(?!钱)|人|回|遍|层|楼|栋|室|路|公里|里|斤|米|辆|台(?!币)|件|位|名|口|家|周|星期|"
    r"礼拜|小时|分钟|秒|度|倍|成(?!不成|吗|么|啊)|折|%|％|把|声|"
    r"句|通|套|[a-z]|:|/|条|只(?!能)|批|单|趟|片|股|瓶|顿|后天|场|种|样|步|门|页|平|亩|吨|手|方(?!便)|头(?!上)"
)
_NOT_BEFORE: Final = re.compile(
    r"(?:尾号|末四位|卡号|工号|编号|电话|手机号?|号码|车牌|工单|合同号?|第|星期|礼拜|周|客服|账号|[a-z0-9.:/%-])是?$"
)
_ALL_BUT: Final = re.compile(
    rf"除了?(?:这|那)?(?P<n>{NUMBER})(?:{_UNIT})?(?:的?(?:违约金|罚息|费用))?(?:以外|之外|外)?[,，]?(?:其他|其余|剩下|别)的(?:全部|都)?"
)
_SHARE: Final = re.compile(
    r"(?P<den>[一二两三四五六七八九十0-9]{1,3}|百)分之(?P<num>[一二两三四五六七八九十0-9]{1,5}|一百)|"
    r"(?P<cheng>(?<![还给付交转])[一二两三四五六七八九](?!成(?:\||会|能|可以|就|是))|"
    r"(?<=[还给付交转])[一二两三四五六七八九])成(?P<five>半)?(?!交|功|员|本|人|年|绩|立|了)|"
    r"(?P<per>[0-9]{1,3}(?:\.[0-9]+)?)[%％]|"
    r"(?P<half>对半|半数|(?<!到)一半|(?<![个天年一点夜大多月钟])半(?![个拉天年月夜路小径价道辈死截公边场决信分途空当工百千万钟间条桶箱车屋斤]))"
)
_WORDS: Final[tuple[tuple[AmountKind, re.Pattern[str]], ...]] = (
    (AmountKind.REST, re.compile(

        r"(?:剩下?|余下?|其余|其它|其他|剩余|后[面边]|差|另外?)(?:的|那|这)(?:那|这)?(?:一?半|些|部分|点|笔|钱|款|全部|几百|"
        r"几千)?(?!人|事|银行|贷款|债|时候|车|办法|卡|平台|地方)|"

        r"剩下(?:的)?(?:那)?一半|剩下(?![0-9一二两三四五六七八九十几多的那这个半没不])|"
        r"条尾|剩(?![得0-9一二两三四五六七八九十几多的那这个半没不下余])|剩余(?:部分|款项?)?|净低(?:那|的)?些?|余款|余数|"
        r"尾款(?![^,，。]{0,8}(?:到|下来|给我|结))|尾数|另一半|另外一半|余下|其余(?:部分)?"
    )),
    (AmountKind.CLEAR, re.compile(

        r"(?:全部?|一次性?|都|统统)?(?:还|结|付|交|缴|清|补|填|了|平)(?:清(?!楚)|齐|足|完(?!了?(?:就|再))|掉|平)|清(?:账|数|缴|偿|款|"
        r"了(?!吗))|全清|销账|结账"
    )),
    (AmountKind.ALL, re.compile(
        r"全部|全款|全额|全数|所有的?(?:欠款|钱)?|一次性|一笔过|一笔头|一分(?:钱)?(?:都|也)?不(?:少|差|欠|会少)|一毛(?:都|也)?不少|"
        r"统统|通通|整笔|悉数|足额|都(?=还|给你|给上|交|清|付|转|补|结|缴|打)|"
        r"全(?=还|给|交|清|付|转|补|结|缴|都)|总额|欠款(?=全)|欠的(?:钱)?(?=都|全)|该还的(?=都|全)?"
    )),
    (AmountKind.SOME, re.compile(
        r"一小?部分|(?<!剩余)(?<!其余)部分(?!时间)|一点点?(?!半|钟|前|之前|以前|[0-9一二三四五])(?!都没|也没|也不|都不)|一些(?=钱|吧|"
        r"给|$)?|几[百千万](?:块|元)?钱?|"
        r"(?<=[还给交转打付凑存缴])点(?!击|[0-9一二三四五六七八九十])儿?|能[还给交付转](?:上)?多少|(?:有|凑)多少[^，。,]{0,2}多少|"
        r"意思(?:一下|意思)|(?<=[还交付给])(?:[一二两三1-3])(?:期|"
        r"个月)(?:的|月供)?(?=$|[,，。吧])|利息(?=先)|(?<=还)个?(?:利息|最低)|最低还款"
    )),
)  # fmt: skip


def amounts_find(text: str, overdue_minor: int | None = None) -> list[AmountMark]:
    """All words that say how much, from left to right.

    Args:
        text: A normalised text.
        overdue_minor: What is overdue, if known: what is left of it but for a sum.
    """
    marks = [mark for found in _NUMBER.finditer(text) if (mark := _figure(text, found))]
    marks += [mark for found in _SHARE.finditer(text) if (mark := _share(found))]
    marks += [mark for found in _ALL_BUT.finditer(text) if (mark := _all_but(found, overdue_minor))]
    for kind, pattern in _WORDS:
        marks += [AmountMark(found.start(), found.end(), kind) for found in pattern.finditer(text)]
    return [mark for mark in apart(_merged(text, marks)) if isinstance(mark, AmountMark)]


def _figure(text: str, found: re.Match[str]) -> AmountMark | None:
    words = found["n"] + ("" if found["more"] or not found["last"] else found["last"])
    if found["more"] and found["last"]:
        words = found["n"] + found["last"]  # 十来万
    value, unit = value_of(words), found["unit"]
    before = text[max(0, found.start() - 4) : found.start()]
    if value is None or not 0 < value * 100 <= MOST_MINOR or (found["head"] is None and _NOT_BEFORE.search(before)):
        return None
    sign = (found["head"] or "") in {"¥", "$", "￥", "nt$", "hk$", "rmb"}
    if not unit and not sign:
        if _NOT_MONEY.match(text, found.end()) or value < 50 or (value >= 10**7 and words.isdigit()):
            return None
        if len(words) > 1 and all(char in DIGITS for char in words) and not words.isdigit():
            return None  # 三五 without a unit, digits read out
    if unit in {"块", "元"} and found["jiao"] is None and value == 1 and not sign:
        return None  # 一块 is "together"
    minor = value * 100 + _cents(found["jiao"])
    money = bool(unit or sign) or value >= 100
    about = bool(found["more"] or found["about"] or (found["head"] and not sign))
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, int(minor), approximate=about, money=money)


def _all_but(found: re.Match[str], overdue_minor: int | None) -> AmountMark | None:
    """除了这三百六，其他的: what is overdue less that sum."""
    value = value_of(found["n"])
    left = overdue_minor - value * 100 if overdue_minor is not None and value is not None else Fraction(0)
    if left <= 0 or left.denominator != 1:
        return None
    return AmountMark(found.start(), found.end(), AmountKind.FIGURE, int(left), money=True)


def _cents(words: str | None) -> int:
    """块五 and 三毛二 in hundredths."""
    if not words:
        return 0
    digits = [DIGITS.get(char, int(char) if char.isascii() and char.isdigit() else -1) for char in words if char not in "角毛分"]
    return digits[0] * 10 + (digits[1] if len(digits) > 1 else 0)


def _share(found: re.Match[str]) -> AmountMark | None:
    if found["half"]:
        share = Fraction(1, 2)
    elif found["cheng"]:
        share = Fraction(DIGITS[found["cheng"]] * 10 + (5 if found["five"] else 0), 100)
    elif found["per"]:
        share = Fraction(found["per"]) / 100
    else:
        bottom, top = (Fraction(100) if found["den"] == "百" else value_of(found["den"])), value_of(found["num"])
        if not bottom or top is None:
            return None
        share = top / bottom
    if not 0 < share <= 1:
        return None
    return AmountMark(found.start(), found.end(), AmountKind.SHARE, share=(share.numerator, share.denominator))


def _merged(text: str, marks: list[AmountMark]) -> list[AmountMark]:
    """两千到三千, 五百六百的: two figures side by side are one, the lower."""
    ordered = [mark for mark in apart(marks) if isinstance(mark, AmountMark)]
    merged: list[AmountMark] = []
    for mark in ordered:
        last = merged[-1] if merged else None
        if last and last.kind is mark.kind is AmountKind.FIGURE and re.fullmatch("(?:到|至|-|~|或者?)?", text[last.end : mark.start]):
            low = min(last.minor or 0, mark.minor or 0)
            merged[-1] = AmountMark(last.start, mark.end, AmountKind.FIGURE, low, approximate=True, money=True)
        else:
            merged.append(mark)
    return merged
