"""A text as the language room reads it: normalised, with the slips of speech recognisers mended, and the way back to the original.

Slips are mended one character for one, so every position stays what it was. Only slips that can't be right words where they stand are
mended:
homophones for money and days (三欠 for 三千, 周物 for 周五, 十五好 for 十五号, 月低 for 月底).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from huashu.language.plain import plain_letters

_NUMBER: Final = "0-9零一二两三四五六七八九十百千万几"
_SLIPS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (rf"(?<=[0-9一二两三四五六七八九几])[欠迁仟签铅钎](?=[{_NUMBER}块元多来左,，。吧我给先]|$)", "千"),
        (r"(?<=[一二两三四五六七八九几])钱(?=[块一二三四五六七八九][^个]|块)", "千"),
        (r"(?<=[0-9一二两三四五六七八九几])[白柏摆](?=[0-9一二三四五六七八九块元多来,，。吧]|$)", "百"),
        (r"(?<=[0-9一二两三四五六七八九])[挖完玩](?=[0-9一二三四五六七八九块元]|$)", "万"),
        (r"(?<=[0-9一二三四五六七八九十])[好浩毫耗](?=[还给交付转前以之左我吧打发,，。能一]|$)", "号"),
        (r"(?<=[周])[物舞无午武](?!周|年)", "五"),
        (r"(?<=[周])[溜流柳](?!动)", "六"),
        (r"(?<=[周])[伞散叁]", "三"),
        (r"(?<=[周])[似寺肆](?!的)", "四"),
        (r"(?<=[周])[医依衣](?!生)", "一"),
        (r"(?<=[周])[尔儿而](?!后)", "二"),
        (r"(?<=[周])[磨莫沫](?![大折])", "末"),
        (r"(?<=星期)[物舞无午武]", "五"),
        (r"(?<=星期)[溜流]", "六"),
        (r"(?<=礼拜)[物舞无午武]", "五"),
        (r"(?<=礼拜)[溜流]", "六"),
        (r"(?<=[这本下上])[粥州洲](?=[一二三四五六日天末内之])", "周"),
        (r"(?<=月)[低抵迪地](?=[前之还给吧我,，。]|$)", "底"),
        (r"(?<=月)[低抵迪](?![价保压])", "底"),
        (r"(?<=月)出(?=还|给|我|吧|之前|前)", "初"),
        (r"(?<=月)忠(?=还|给|我|吧)", "中"),
        (r"(?<=先)环(?!保|境)|环(?=[钱款清]|给你|[一二两三四五六七八九][千百万])", "还"),
        (r"(?<=[我能会就来去先再肯定])[换欢环](?=[一二两三四五六七八九0-9][0-9千百万]|清|钱|上)", "还"),
        (r"(?<=[还结付交缴])[青轻情亲](?=[,，。吧了掉]|$)", "清"),
        (r"(?<=剩)夏(?=的)", "下"),
        (r"(?<=[还付给交打转])[前](?=[,，。吧了]|$)", "钱"),
        (r"(?<=块)前(?=[,，。吧了]|$)", "钱"),
        (r"(?<=[明后今])[添田填](?=[还给我就下上吧一,，。之]|$)", "天"),
        (r"在(?=说[吧了,，。]|说$)", "再"),
        (r"(?<=之)钱(?=[还给我一肯,，。]|$)", "前"),
        (r"(?<=天之)类", "内"),
        (r"(?<=以)钱(?=[还给我,，。]|$)", "前"),
        (r"供(?=资[,，。发到下])|公(?=资[发到])", "工"),
        (r"(?<=工)姿", "资"),
        (r"(?<=[保])正(?=还|给|会)", "证"),
        (r"元蛋|圆蛋|园旦|圆旦", "元旦"),
        (r"(?<=全)[不布](?=[还给结清])", "部"),
        (r"(?<=一)[板拌版](?=[,，。吧我先还]|$)", "半"),
        (r"(?<=半)各(?=月)", "个"),
        (r"(?<=[下这上])各(?=月|周|星期|礼拜)", "个"),
        (r"(?<=[0-9一二两三四五六七八九十])[快筷](?=钱|[,，。吧我]|$)", "块"),
        (r"(?<=争)曲", "取"),
        (r"(?<=尽)亮", "量"),
    )
)
_SLIP_SIGNS: Final = re.compile(
    "[欠迁仟签铅钎白柏摆挖完玩好浩毫耗物舞无午武溜流柳伞散叁似寺肆医依衣尔儿而磨莫沫粥州洲低抵迪地出忠环换欢青轻情亲"
    "夏前添田填在钱类供公姿正蛋圆园不布板拌版各快筷曲亮]"
)
_BETWEEN_NUMBERS: Final = re.compile(rf"(?<=[{_NUMBER}块])[呃嗯唔呣噢哎诶欸](?=[{_NUMBER}])")
"""A filler that keeps two numbers apart stays as a pause, or they would run into one."""
_FILLERS: Final = re.compile(r"(?<![a-z])(?:u+h+|u+m+|e+r+m*|a+h+|h+m+|m+hm+)(?![a-z])(?:,|\.\.\.)? ?|[呃嗯唔呣噢哎诶欸]+(?:[,，。])?")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text made plain for reading.

    Args:
        text: What is read.
        at: For each of its characters, where it stands in the original.
        original: The text as it was written.
    """

    text: str
    at: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of ``text`` stands in the original."""
        return self.at[start], self.at[end - 1] + 1


def language_of(text: str) -> str:
    """``zh`` if a text has more Chinese characters than English words, else ``en``."""
    han = sum(1 for char in text if "㐀" <= char <= "鿿")
    return "zh" if han > 0 and han * 2 >= len(re.findall(r"[A-Za-z]+", text)) else "en"


def spoken(text: str, language: str | None = None) -> Spoken:
    """Normalise a text, drop fillers and mend slips.

    Args:
        text: What was said or typed.
        language: ``zh`` (with or without a script) or ``en``; guessed if not given.
    """
    words, at = plain_letters(text)
    chinese = (language or language_of(text)).startswith("zh")
    if chinese:
        for pattern, right in _SLIPS if _SLIP_SIGNS.search(words) else ():
            words = pattern.sub(right, words)
        words = _BETWEEN_NUMBERS.sub("，", words)
    kept: list[tuple[int, int]] = []
    last = 0
    for found in _FILLERS.finditer(words):
        kept.append((last, found.start()))
        last = found.end()
    if not kept:
        return Spoken(words, at, text)
    kept.append((last, len(words)))
    return Spoken("".join(words[start:end] for start, end in kept), tuple(place for start, end in kept for place in at[start:end]), text)
