"""The employer: firms under their short names, branches, hospitals and schools by number, one's own business."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from huashu.verification.answer import Answer, Judgement, Verdict
from huashu.verification.cues import bare, clauses, cues_of, present_only, trimmed, words_load
from huashu.verification.fields.english_firm import english_firm_judge
from huashu.verification.sounds import heard_in

_TALK: Final = re.compile(
    r"(?:我|咱)?(?:们)?(?:现在|目前|一直|就|还)?(?:是)?(?:在|于|给|跟|系)(?!线)|上班|工作(?!室)|做事|打工|就职|任职|"
    r"干活|那边|这边|那里|这里|里头|里面|那个|这个|的(?=$|[,，。])|一家|叫做?|名字|单位|全称|公司(?:名)?(?:是|叫)|"
    r"就是|是|呢|啊|吧|嘛|哦|了|我们|我|里(?=$|[,，。])|返工|喺|做(?=$|[,，。])"
)
_INSTITUTE: Final = re.compile(
    r"(?:第?(?P<n>[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?P<mid>人民|实验|附属|职业|高级|中心)?(?P<kind>医院|中学|"
    r"小学|高中|初中|中|小|院|幼儿园|幼|实验小学))|(?P<n2>[一二三四五六七八九十])(?P<k2>医院|院|中(?!国|心|铁|建|医)|"
    r"小(?!区|学生)|高)"
)
_DISTRICT: Final = re.compile(r"[省市区县]")
_KIND_ALONE: Final = re.compile(r"(?:在)?(?:一家|一个|个|某|私人|民营|国营|私立|公立|附近的?)?(?:[一-龥]{0,2})$")


@dataclass(frozen=True, slots=True)
class Firm:
    """The parts of a firm's name.

    Args:
        core: The name without places and legal form.
        brand: The core without its line of business.
        line: The line of business or kind of institution.
        regions: Places in the name.
        branch: It names a branch or an outlet.
    """

    core: str
    brand: str
    line: str
    regions: tuple[str, ...]
    branch: bool


@cache
def _lists() -> tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = words_load("places")
    regions = tuple(sorted(set(table["regions"].split()), key=len, reverse=True))
    lines = tuple(sorted(set(table["industry"].split()), key=len, reverse=True))
    return (
        regions,
        lines,
        re.compile(table["legal"]),
        re.compile(table["branch"]),
        re.compile(table["kinds"]),
        re.compile(re.sub(r"\s*\n\s*|\|\s+", lambda found: found.group().strip() or "", table["self"].strip())),
    )


def is_self_employed(words: str) -> bool:
    """Whether words say: no employer, or one's own business."""
    return bool(_lists()[5].search(words))


def employer_judge(answer: Answer, text: str) -> Judgement | None:
    """Judge where he works."""
    form = bare(answer.form)
    own = is_self_employed(form) or form in {"self_employed", "self employed"}
    now = present_only(text, answer.language)
    if own or is_self_employed(now):
        return _own_business(answer, form, now, own=own)
    if not re.search("[一-龥]", form):
        return english_firm_judge(answer.form, now)
    return _chinese_firm(answer, form, now)


def _own_business(answer: Answer, form: str, text: str, *, own: bool) -> Judgement | None:
    if own and is_self_employed(text):
        return Judgement(Verdict.MATCH, "self_employed")
    if own:
        core = re.sub(r"自营|个体(?:户|经营|工商户)?|自雇|经营|self[- _]employed", "", form)
        if core and heard_in(core, text):
            return Judgement(Verdict.MATCH, "self_employed")
        return Judgement(Verdict.CONFLICT, trimmed(text)[:60]) if _names_firm(text) else None
    firm = firm_of(form)
    if firm.brand and len(firm.brand) >= 2 and heard_in(firm.brand, text):
        return Judgement(Verdict.MATCH, answer.form)
    return Judgement(Verdict.CONFLICT, "self_employed")


@lru_cache(maxsize=512)
def firm_of(name: str) -> Firm:
    """Take a firm's name apart."""
    regions, lines, legal, branch, kinds, _ = _lists()
    found: list[str] = []
    core = re.sub(r"[()\s]", "", name)
    is_branch = bool(branch.search(core))
    institute = re.search("医院|学校|中学|小学|幼儿园|大学|学院|派出所|局$|政府|法院|银行", core)
    for region in regions:
        if region in core and core != region:
            core = core.replace(region, "§", 1)
            found.append(region)
    core = re.sub(r"§(?:省|市|区|县)?", "", core)
    place = re.match(r"[一-龥]{2,3}(?<![超门菜夜])(?:市|区|县)(?=[一-龥]{2,})", core) if institute or len(core) > 6 else None
    if place:
        found.append(place.group()[:-1])
        core = core[place.end() :]
    if not institute or "银行" in core:
        core = legal.sub("", core) or core
    brand = core
    line = next((words for words in lines if brand.endswith(words) and len(brand) > len(words)), "")
    if line:
        brand = brand[: -len(line)]
    else:
        kind = re.search(rf"(?:{kinds.pattern})$", brand)
        if kind and kind.start():
            line, brand = kind.group(), brand[: kind.start()]
    for _ in range(2):
        more = next((words for words in lines if brand.endswith(words) and len(brand) > len(words) + 1), "")
        brand, line = (brand[: -len(more)], more + line) if more else (brand, line)
    return Firm(core, brand, line, tuple(found), is_branch)


def _shorts(name: str) -> list[str]:
    """Usual short names of well-known firms that the form's name begins with or holds."""
    made: list[str] = []
    for full, words in words_load("places")["short"].items():
        if full in name:
            made += words.split()
    return made


def _chinese_firm(answer: Answer, form: str, text: str) -> Judgement | None:
    firm = firm_of(form)
    parts = [part for clause in clauses(text) if (part := _TALK.sub("", clause))]
    said = "".join(parts)
    if not said or cues_of(answer.language).agree.fullmatch(text):
        return None
    value = max(parts, key=lambda part: (_likeness(part, form), len(part)))[:40]
    verdict = _institute(form, said, firm) or _named(firm, form, said, parts, value)
    if verdict is None:
        return _kind_or_other(firm, form, parts, value)
    return Judgement(verdict, answer.form if verdict is Verdict.MATCH else value)


def _named(firm: Firm, form: str, said: str, parts: list[str], value: str) -> Verdict | None:
    """How far the firm's name is said; nothing if it isn't."""
    has_region = any(region in said for region in firm.regions) or bool(firm.branch and _branch_word(form, said))
    if _contains(firm.core, said) or _contains(re.sub(r"[()\s]", "", form), said):
        return Verdict.NEAR if firm.branch and not has_region else Verdict.MATCH
    if firm.brand and len(firm.brand) >= 2 and heard_in(firm.brand, said):
        return _by_brand(firm, said, has_region=has_region)
    if any(len(part) >= 2 and firm.core.startswith(part) for part in parts):
        return Verdict.MATCH if has_region and firm.branch else Verdict.NEAR
    tail = any(len(part) >= 4 and firm.core.endswith(part) and not kinds_only(part) for part in parts)
    mixed = any(len(part) >= 4 and set(part) <= set(form) and (has_region or _branch_word(form, part)) for part in parts)
    known = any(short in said for short in _shorts(form))
    full = next((name for name in words_load("places")["short"] if name in form), "")
    local = firm.branch or any(region not in full for region in firm.regions)
    if tail or mixed or (known and (has_region or not local)) or (not known and _abbreviates(value, form)):
        return Verdict.MATCH
    return Verdict.NEAR if known else None


def kinds_only(words: str) -> bool:
    """Whether words name only a kind of workplace."""
    return bool(re.fullmatch(rf"(?:一家|一个|某|公立|私立|民营)?(?:{_lists()[4].pattern})", words))


def _by_brand(firm: Firm, said: str, *, has_region: bool) -> Verdict:
    """The brand is named: with its line of business or its place it is the firm, alone it is near."""
    line = bool(firm.line) and (firm.line in said or any(firm.line[place : place + 2] in said for place in range(len(firm.line) - 1)))
    other = next((words for words in _lists()[1] if f"{firm.brand}{words}" in said), "")
    if other and firm.line and not line and other[:1] not in firm.line:
        return Verdict.CONFLICT
    place = any(region in said for region in firm.regions)
    known = [region for region in firm.regions if region not in {"中国", "中华"}]
    enough = has_region if firm.branch else line or place or not known
    return Verdict.MATCH if enough else Verdict.NEAR


def _branch_word(form: str, said: str) -> bool:
    """The place or number of an outlet: 万达店, 中山路支行."""
    found = re.search(r"([一-龥0-9]{2,4}?)(?:路)?(?:店|支行|营业部|营业厅|分店|分局|网点|分公司|分行|支公司)$", form)
    return bool(found and (found[1] in said or found[1][-2:] in said))


def _contains(name: str, said: str) -> bool:
    return len(name) >= 2 and heard_in(name, said) is not None


def _likeness(part: str, form: str) -> int:
    return sum(1 for char in set(part) if char in form)


def _abbreviates(said: str, form: str) -> bool:
    """Whether the words are a contraction of the name: its characters in order, its first two or the last among them (深职院, 一汽)."""
    core = re.sub(r"有限公司|股份|责任|[()\s]", "", form)
    if not 2 < len(said) <= max(4, len(core) - 2) and len(said) != 2:
        return False
    at = -1
    for char in said:
        at = core.find(char, at + 1)
        if at < 0:
            return False
    return len(said) >= 3 and (said[0] == core[0]) and said[-1] in core[-3:]


def _institute(form: str, said: str, firm: Firm) -> Verdict | None:
    """Hospitals and schools by number: 广州市一院 for 广州市第一人民医院."""
    wanted = next((found for found in _INSTITUTE.finditer(form) if found["n"] and "第" in found.group()), None)
    if not wanted:
        return None
    given = next(iter(_INSTITUTE.finditer(re.sub("人民", "", said))), None)
    kind = wanted["kind"]
    if not given:
        return Verdict.NEAR if kind[0] in said and re.search("医院|学校|中学|小学|幼儿园", said) and not _other_institute(said) else None
    number, given_kind = given["n"] or given["n2"], given["kind"] or given["k2"]
    if _arabic(number) != _arabic(wanted["n"]) or given_kind[-1] not in kind + "院中小幼" or (given_kind[-1] not in kind):
        return Verdict.CONFLICT
    place = any(region in said for region in firm.regions) or any(form[at : at + 2] in said for at in range(max(0, wanted.start() - 1)))
    return Verdict.MATCH if place or "市" in said[: said.find(given.group())] + "" or (wanted.group() in said and place) else Verdict.NEAR


def _other_institute(said: str) -> bool:
    """A hospital or school with a name of its own."""
    found = re.search(r"([一-龥]{2,})(?:医院|学校|中学|小学|幼儿园)", said)
    return bool(found and not re.fullmatch(r"(?:一家|一个|人民|中|公立|私立|市|区|县|我们|本地|当地|这边|附近|大){1,2}", found[1]))


def _arabic(words: str) -> str:
    return {char: str(value) for value, char in enumerate("零一二三四五六七八九十")}.get(words, words)


def _names_firm(text: str) -> bool:
    kinds = _lists()[4]
    regions = _lists()[0]
    return (
        bool(kinds.search(text))
        or any(region in text for region in regions)
        or bool(re.search(r"在[一-龥]{2,}(?:上班|工作|做|干)|(?:work|employed|job) (?:at|for|with|in) [a-z]|i'?m (?:at|with) [a-z]", text))
    )


def _kind_or_other(firm: Firm, form: str, said: list[str], value: str) -> Judgement | None:
    """Only the kind of workplace is near; anything else that names one is another employer."""
    kinds, lines = _lists()[4], _lists()[1]
    joined = next(
        (part for part in said if re.fullmatch(rf"(?:一家|一个|某|私人|民营|国营|私立|公立|个|家)?(?:{kinds.pattern})", part)),
        "".join(said),
    )
    kind = kinds.search(joined)
    word = (
        kind.group()
        if kind
        else next((words for words in lines if joined.endswith(words) or f"做{words}" in joined or words in joined), "")
    )
    joined = re.sub(r"^(?:在)?(?:一家|一个|一间|某|个|家)", "", joined)
    generic = bool(word) and len(joined.replace(word, "")) <= 3 and joined not in _lists()[0]
    agrees = (bool(word) and (word[-1] == form[-1] or word in form or word[:2] in form or (word == "公司" and "公司" in form))) or (
        word[-1:] in {"厂", "店"} and len(joined) > 2 and joined[:2] in form
    )
    if generic and agrees and not any(len(part) > len(word) + 5 for part in said):
        leftover = re.sub(r"一家|一个|某|私人|民营|国营|私立|公立|个|家|附近|那种|小|大", "", joined.replace(word, ""))
        if not leftover or leftover in form or leftover in lines:
            return Judgement(Verdict.NEAR, value)
    if any(words in firm.line and words in joined for words in lines) and len(joined) <= 5 and firm.brand[:2] != joined[:2]:
        rest = joined.replace(firm.line, "")
        if not rest or rest in {"做", "搞", "干", "行业", "公司"}:
            return Judgement(Verdict.NEAR, value)
    if re.search("不|没|哪|什么|怎么|干嘛|问|你|吗", value) and not kind:
        return None
    return Judgement(Verdict.CONFLICT, value) if len(value) >= 2 else None
