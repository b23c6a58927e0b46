"""Digits read out one by one: numbers of identity papers, telephones, houses. 幺, 洞, 拐, 勾, 双六, 四个零, "double four", "oh".

What comes out are runs of digits; pauses and fillers don't end a run, other words do.
"""

from __future__ import annotations

import re
from typing import Final

from huashu.language.en.numbers import WORDS
from huashu.language.zh.numbers import value_of

_ZH_DIGITS: Final = {
    **dict(zip("零一二三四五六七八九", "0123456789", strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", "0123456789", strict=True)),
    "幺": "1", "洞": "0", "拐": "7", "勾": "9", "钩": "9", "两": "2", "俩": "2", "叉": "X", "x": "X", "仨": "3", "吆": "1",
}  # fmt: skip
_ZH_HEARD: Final = {
    **dict.fromkeys("要腰药妖么", "1"), **dict.fromkeys("灵玲铃林另", "0"), **dict.fromkeys("动冻栋", "0"), **dict.fromkeys("怪乖", "7"),
    **dict.fromkeys("狗够沟购", "9"), **dict.fromkeys("午武舞物误", "5"), **dict.fromkeys("溜流刘柳", "6"), **dict.fromkeys("散伞", "3"),
    **dict.fromkeys("儿而尔饿", "2"), **dict.fromkeys("巴扒吧", "8"), **dict.fromkeys("久酒就", "9"), **dict.fromkeys("漆妻期其", "7"),
    **dict.fromkeys("医衣依", "1"), **dict.fromkeys("似寺死", "4"),
}  # fmt: skip
_ZH_X: Final = re.compile(r"(?:大写的?|字母的?)?(?:埃克斯|艾克斯|爱克斯|挨克斯|埃克思|艾克思|ex|x|叉叉?|差(?=$|[,，。]))")
_ZH_TIMES: Final = re.compile(
    r"(?P<n>双|叠|(?:[2-5二两三四五]|连着[二两三])个|三连|四连)(?P<d>[0-9零〇一幺二两三四五六七八九洞拐勾])|"
    r"(?P<d2>[0-9零一幺二三四五六七八九])(?:乘以|重复)(?P<n2>[二两三四])"
)
_COUNTS: Final = {"双": 2, "叠": 2, "三连": 3, "四连": 4, "2": 2, "二": 2, "两": 2, "3": 3, "三": 3, "4": 4, "四": 4, "5": 5, "五": 5}
_ZH_PLACE: Final = re.compile(
    r"(?:(?:最?后|末|尾|最末|前|头|开头|中间|最)面?(?:的)?[一两二三四五六七八0-9]?(?:位|码|"
    r"个(?![0-9零〇一幺二两三四五六七八九洞拐勾]))(?:数字?|号码?|字)?|第[一二三四五六七八]位|[三四]位数?|[三四]码|"
    r"最后)(?:的)?(?:应该)?(?:就)?(?:是|为)?"
)
_ZH_TENS: Final = re.compile(
    r"[一二三四五六七八九]?[千]?[一二三四五六七八九]?百?零?[一二三四五六七八九]?十[一二三四五六七八九]?|"
    r"[一二三四五六七八九]千[零一二三四五六七八九百]*|[一二三四五六七八九]百[零一二三四五六七八九]*"
)
_EN_REPEAT: Final = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_EN_DIGITS: Final = {
    "oh": "0",
    "o": "0",
    "zero": "0",
    "nought": "0",
    "naught": "0",
    "nil": "0",
    "ex": "X",
    "x": "X",
    "hundred": "00",
    "thousand": "000",
}
_EN_HEARD: Final = {
    "to": "2",
    "too": "2",
    "for": "4",
    "fore": "4",
    "ate": "8",
    "won": "1",
    "tree": "3",
    "niner": "9",
    "fife": "5",
    "sicks": "6",
}
_EN_TOKEN: Final = re.compile(r"[a-z']+|[0-9]+[a-z]?|[^a-z0-9]+")
_PAUSE: Final = re.compile(r"[\s\-.·,，、…()/+]*")


def digits_find(text: str, *, chinese: bool) -> list[str]:
    """The runs of digits in a text, from left to right; a final X in capitals.

    >>> digits_find("双六一二", chinese=True), digits_find("double four, seven one", chinese=False)
    (['6612'], ['4471'])

    Args:
        text: A normalised text.
        chinese: Whether to read Chinese, else English.
    """
    return _chinese(text) if chinese else _english(text)


def _chinese(text: str) -> list[str]:
    text = _ZH_PLACE.sub(";", text)
    text = _ZH_TIMES.sub(_repeated, text)
    text = _ZH_X.sub("X", text)
    text = _ZH_TENS.sub(_tens, text)
    runs: list[str] = []
    current = ""
    for index, char in enumerate(text):
        digit = char if char.isascii() and (char.isdigit() or char == "X") else _ZH_DIGITS.get(char)
        if digit is None and current and char in _ZH_HEARD and _goes_on(text, index):
            digit = _ZH_HEARD[char]
        if digit == "X" and not current:
            digit = None if not runs else "X"
        if digit:
            current += digit
        elif not _PAUSE.fullmatch(char) and current:
            runs.append(current)
            current = ""
    return [run for run in [*runs, current] if run]


def _goes_on(text: str, index: int) -> bool:
    """Whether a character that only sounds like a digit stands among digits."""
    after = text[index + 1 : index + 2]
    before = text[index - 1 : index]
    known = before in _ZH_DIGITS or before.isdigit() or before in _ZH_HEARD
    return known and bool(after) and (after in _ZH_DIGITS or after.isdigit() or (after in _ZH_HEARD and text[index] not in "吧就"))


def _repeated(found: re.Match[str]) -> str:
    words = (found["n"] or found["n2"]).removeprefix("连着").removesuffix("个")
    return (found["d"] or found["d2"]) * _COUNTS.get(words, 2)


def _tens(found: re.Match[str]) -> str:
    words = found.group()
    value = value_of(words)
    if value is None or not re.search("[十百千]", words):
        return words
    return str(int(value))


def _english(text: str) -> list[str]:
    runs: list[str] = []
    current, times, tens = "", 1, False
    tokens = _EN_TOKEN.findall(text)
    for place, token in enumerate(tokens):
        digits = _english_digits(token, current=current, after=tokens[place + 1 :])
        if token in _EN_REPEAT:
            times = _EN_REPEAT[token]
        elif digits:
            joins = tens and len(digits) == 1 and digits != "0" and current.endswith("0")
            current = current[:-1] + digits if joins else current + digits * times
            tens, times = token.endswith("ty") and token in WORDS, 1
        elif not _PAUSE.fullmatch(token) and token not in {"and", "um", "uh", "er"}:
            runs.append(current)
            current, times, tens = "", 1, False
        elif token.strip(" -"):
            tens = False
    return [run for run in [*runs, current] if run]


def _english_digits(token: str, *, current: str, after: list[str]) -> str:
    if token[0].isdigit():
        return token.upper() if token[-1] == "x" or token.isdigit() else ""
    if token in {"o", "oh"}:
        following = next((word for word in after if word.strip(" ,.-")), "")
        return "0" if current or following in WORDS or following in _EN_DIGITS or following in _EN_REPEAT or following[:1].isdigit() else ""
    if token in {"x", "ex", "hundred", "thousand"}:
        return _EN_DIGITS[token] if current else ""
    if token in _EN_HEARD:
        following = next((word for word in after if word.strip(" ,.-")), "")
        return _EN_HEARD[token] if current and (following in WORDS or following[:1].isdigit()) else ""
    if token in WORDS:
        return str(WORDS[token])
    return _EN_DIGITS.get(token, "")
