"""Chinese addresses: parts with their kinds, in whatever order; the finest part of the form decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from huashu.language.zh.numbers import DIGITS, value_of
from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import bare, present_only, trimmed
from huashu.verification.fields.english_address import english_address_judge
from huashu.verification.sounds import heard_in

_NUMBER: Final = re.compile(r"[零〇一二两三四五六七八九十百千幺]+")
_KINDS: Final = (
    ("section", r"段"),
    ("lane", r"巷|弄堂"),
    ("alley", r"弄"),
    ("building", r"号楼|栋楼?|幢|座(?!机)|棟|楼栋"),
    ("unit", r"单元|门洞|梯(?!间)"),
    ("number", r"号院?(?!楼|线|店)"),
    ("floor", r"楼(?!栋)|层"),
    ("room", r"室|房(?!子|东|租|贷|产)|户(?!口)"),
    ("sub", r"之[0-9]+"),
    ("group", r"组|队|社(?!区)"),
)
_NUMBERED: Final = re.compile(
    r"(?P<n>[0-9]+(?:之[0-9]+)?|(?<![a-z])[a-z](?=座|栋|幢|区))(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS if kind != "sub")
    + r")?(?:之(?P<sub>[0-9]+))?"
)
_NAMED: Final = re.compile(
    r"[一-龥]{1,8}?(?:省|自治区|特别行政区|市(?!场)|自治州|地区|盟|区(?!号)|县|旗|街道|镇|乡|村(?!委)|大道|大街|路|"
    r"街(?!道)|道(?!理)|胡同|小区|花园|花苑|家园|公寓|苑|新村|社区|广场|大厦|公馆|雅苑|府|湾|园|城|庭|里(?=[0-9])|屯|"
    r"庄|寨)"
)
_IDLE: Final = re.compile(
    r"(?:我)?(?:家)?(?:现在|目前)?(?:还)?(?:是)?(?:住|居住|家)?(?:在|喺)?(?:那个|这个|哪个)?|地址(?:是|就是)?|"
    r"[啊呀吧呢嘛的了]|^[那这]个?|那边|这边|附近|旁边|那里|这里|对面|就是|租"
)
_GENERIC: Final = frozenset({"小区", "社区", "公寓", "花园", "广场", "大厦", "家园", "街道", "新村", "大道", "大街"})
_MOVED: Final = re.compile(r"搬(?:了|走|家|到|去|出|过)|退租|(?:不|没)(?:在那|住(?:那|了|在那))|换(?:了)?(?:地方|房子|住处)|不住了")
_MINOR: Final = ("省", "市", "自治区", "街道", "镇", "乡", "区", "县", "自治州", "社区", "旗", "盟", "地区")


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart.

    Args:
        names: Named parts from coarse to fine, with their endings.
        numbers: Numbered parts: kind (empty if not said) and digits.
        flat: The whole with its numbers as digits.
    """

    names: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    flat: str


def address_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge where he lives."""
    if not re.search("[一-龥]", answer.form):
        return english_address_judge(answer, text)
    now = present_only(text, answer.language)
    form, said = place_of(answer.form), place_of(now)
    value = trimmed(now)[:80]
    agreed = [name for name in form.names if _named(name, said.flat)]
    strangers = _strangers(form, said, agreed)
    if not agreed and not said.numbers:
        return Judgement(Verdict.CONFLICT, value) if strangers or _MOVED.search(text) else None
    if strangers or (_MOVED.search(text) and not _all_fine(form, agreed)):
        return Judgement(Verdict.CONFLICT, value)
    verdict = _numbers_verdict(form, said, agreed)
    if verdict is None:
        return None
    return Judgement(verdict, answer.form if verdict is Verdict.MATCH else value)


@lru_cache(maxsize=1024)
def place_of(words: str) -> Place:
    """Take an address apart; numbers become digits."""
    flat = re.sub(r"[\s,，。、;；!！?？()（）]+", "，", digits_plain(bare(words).replace("杠", "-")))
    flat = re.sub(r"(?<=[0-9])[-–—](?=[0-9])", "-", flat)
    numbers: list[tuple[str, str]] = []
    for found in _NUMBERED.finditer(flat.replace("-", "，")):
        kind = next((name for name, _ in _KINDS if name != "sub" and found[name]), "")
        if kind == "number" and re.match("[0-9]{5,}", found["n"]):
            continue
        numbers.append((kind, found["n"] + (f"之{found['sub']}" if found["sub"] else "")))
    spans = re.sub(r"[0-9a-z]+[^，0-9]{0,1}?(?:号楼|单元|[号栋幢室楼层巷弄段座房户])?", "，", flat)
    names = tuple(
        name for found in _NAMED.finditer(spans) if (name := _IDLE.sub("", found.group())) and len(name) >= 2 and name not in _GENERIC
    )
    return Place(names, tuple(numbers), flat)


def digits_plain(text: str) -> str:
    """The text with Chinese numbers as digits where they number something: 八十八号, 一二零二, 十二零二."""

    def made(found: re.Match[str]) -> str:
        words = found.group().replace("幺", "一")
        after = text[found.end() : found.end() + 1]
        before = text[found.start() - 1 : found.start()]
        if (
            len(words) == 1
            and not re.match(r"[号栋幢座单室楼层巷弄段房户之组队棟門门]|$|[,，。0-9]", after)
            and not re.match(r"[0-9栋幢元号楼之]", before)
        ):
            return found.group()
        if all(char in DIGITS for char in words):
            return "".join(str(DIGITS[char]) for char in words)
        split = re.fullmatch(
            r"((?:[一二三四五六七八九])?十[一二三四五六七八九]?)(零[一二三四五六七八九]|[一二三四五六七八九]十?[一二三四五六七八九])", words
        )
        if split and (value := value_of(split[1])) is not None:
            tail = split[2]
            rest = "".join(str(DIGITS[char]) for char in tail) if "十" not in tail else str(value_of(tail))
            return f"{value}{rest}"
        value = value_of(words)
        return str(int(value)) if value is not None else found.group()

    return _NUMBER.sub(made, text)


def _core(name: str) -> str:
    return re.sub(r"(?:省|自治区|特别行政区|市|自治州|地区|区|县|旗|街道|镇|乡|小区|社区)$", "", name) or name


def _named(name: str, flat: str) -> bool:
    core = _core(name)
    if heard_in(core, flat) or (len(name) >= 5 and any(heard_in(name[-size:], flat) for size in (3, 4))):
        return True
    short = re.sub(r"(?:大道|大街|路|街|花园|花苑|家园|公寓|苑|广场|大厦|道)$", "", core)
    return len(short) >= 2 and heard_in(short, flat) is not None


def _strangers(form: Place, said: Place, agreed: list[str]) -> list[str]:
    """Named parts that the form doesn't have though it has others of that kind."""
    made: list[str] = []
    for name in said.names:
        ending = next(
            (
                end
                for end in (
                    "街道",
                    "区",
                    "县",
                    "镇",
                    "乡",
                    "市",
                    "省",
                    "路",
                    "大道",
                    "街",
                    "小区",
                    "花园",
                    "苑",
                    "村",
                    "家园",
                    "公寓",
                    "城",
                )
                if name.endswith(end)
            ),
            "",
        )
        core = _core(name)
        if not ending or len(core) < 2 or heard_in(core, form.flat) or any(heard_in(_core(other), name) for other in form.names):
            continue
        same = [
            other
            for other in form.names
            if other.endswith(ending) or ({other[-1], ending[-1]} <= set("路街道") and ending in {"路", "街", "大道"})
        ]
        if same and not any(other in agreed for other in same):
            made.append(name)
    return made


def _all_fine(form: Place, agreed: list[str]) -> bool:
    fine = [name for name in form.names if not name.endswith(_MINOR)]
    return bool(fine) and any(name in agreed for name in fine)


def _numbers_verdict(form: Place, said: Place, agreed: list[str]) -> Verdict | None:
    wanted = list(form.numbers)
    matched, wrong = _aligned(wanted, list(said.numbers))
    if wrong:
        return Verdict.CONFLICT
    fine_names = [name for name in form.names if not name.endswith(_MINOR)]
    named = not fine_names or any(name in agreed for name in fine_names)
    estate = [name for name in fine_names if re.search(r"(?:小区|花园|花苑|家园|公寓|苑|新村|广场|大厦|公馆|府|湾|园|城|庭)$", name)]
    missing = [place for place in range(len(wanted)) if place not in matched]
    if any(name in agreed for name in estate):
        missing = [place for place in missing if wanted[place][0] not in {"number", "section", "lane"}]
    if not agreed and not matched:
        return None
    return Verdict.MATCH if named and not missing and (agreed or matched) else Verdict.NEAR


def _aligned(wanted: list[tuple[str, str]], given: list[tuple[str, str]]) -> tuple[set[int], bool]:
    """Which numbers of the form are said, and whether any is said otherwise; those without a kind stand for what is still open."""
    matched: set[int] = set()
    wrong = False
    loose: list[str] = []
    for kind, number in given:
        same = [place for place, (other, _) in enumerate(wanted) if other == kind or {other, kind} == {"alley", "lane"}] if kind else []
        if not kind or not same:
            loose.append(number)
            continue
        hit = next((place for place in same if wanted[place][1] == number and place not in matched), None)
        if hit is None:
            wrong = wrong or all(place not in matched for place in same)
        else:
            matched.add(hit)
    for number in loose:
        open_places = [place for place in range(len(wanted)) if place not in matched]
        hit = next((place for place in open_places if wanted[place][1] == number), None)
        if hit is not None:
            matched.add(hit)
        elif len(open_places) > 1 and number == "".join(wanted[place][1] for place in open_places):
            matched.update(open_places)
        elif any(wanted[place][0] in {"room", "", "unit", "building"} for place in open_places) and len(number) <= 5:
            wrong = True
    return matched, wrong
