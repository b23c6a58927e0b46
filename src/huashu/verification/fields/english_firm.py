"""English firms under their short names: initials, brands, branches."""

from __future__ import annotations

import re
from typing import Final

from huashu.verification.answer import Judgement, Verdict
from huashu.verification.cues import words_load

_LEGAL: Final = frozenset(words_load("firms")["legal"].split())
_GENERIC: Final = frozenset(words_load("firms")["generic"].split())
_SHORT: Final = {
    "uni": "university",
    "hosp": "hospital",
    "tech": "technologies",
    "bros": "brothers",
    "natl": "national",
    "saint": "st",
    "uc": "university",
}
_KIND: Final = re.compile(
    r"(?:(?:at|in|for) |^(?:it's |just |in )?)(?:a|an|the|this|some) (?:local |big |small |private |public |large |"
    r"family )?(?P<kind>hospital|(?:high |primary |elementary )?school|factory|warehouse|restaurant|bank|office|store|"
    r"shop|hotel|garage|plant|supermarket|clinic|company|firm|university|college|farm|bakery|cafe|dentist'?s?|"
    r"dental (?:office|practice|clinic)|care home|nursing home|pharmacy|construction (?:company|firm|site)|"
    r"call cent(?:er|re)|logistics (?:company|firm)|[a-z]+ (?:company|firm|shop|store|office|"
    r"place))(?![a-z])(?! (?:called|named))"
)
_TALK: Final = frozenset(words_load("firms")["talk"].split())
_NAMED: Final = re.compile(
    r"(?:work(?:ing)?|employed|job|i'?m|am|position|drive|driving) (?:now |currently )?(?:at|for|with|in) (?:the |"
    r"a )?(?P<name>[a-z0-9'&. ]+)|^(?P<alone>[a-z0-9'&. -]+)$"
)


def english_firm_judge(form_words: str, text: str) -> Judgement | None:
    """Judge an English employer.

    Args:
        form_words: The employer as the form has it.
        text: The words that were said, normalised.
    """
    form = _tokens(form_words)
    key = [token for token in form if token not in _LEGAL]
    if not key:
        return None
    said = [token for token in _tokens(text) if token not in _TALK or token in key[:1]]
    value = _value(text)
    branch = _branch(form_words)
    main = [token for token in key if token not in branch] or key
    verdict = Verdict.MATCH if _is_short(form, key, main, said, text) else _by_words(main, said, has_branch=bool(branch))
    outlet = any(_has(token, said) for token in branch)
    if len(branch) >= 2 and all(_has(token, said) for token in branch):
        verdict = Verdict.MATCH
    if verdict is Verdict.NEAR and branch and outlet and not _foreign(said, main, branch):
        verdict = Verdict.MATCH
    elif verdict is Verdict.NEAR and _foreign(said, main, branch):
        verdict = None
    elif verdict is Verdict.MATCH and branch and not outlet:
        verdict = Verdict.NEAR
    if verdict is None:
        return _kind_or_other(form, text, said, value)
    return Judgement(verdict, form_words if verdict is Verdict.MATCH else value)


def _is_short(form: list[str], key: list[str], main: list[str], said: list[str], text: str) -> bool:
    """Initials (GE, BofA), or the name run together."""
    initials = "".join(token[0] for token in key)
    of = len(form) > 2 and form[1] == "of" and form[0][0] + "of" + form[2][0] in said
    return (
        of
        or (len(initials) >= 2 and initials in {re.sub("[^a-z]", "", token) for token in said})
        or "".join(main) in re.sub("[^a-z0-9]", "", text)
    )


def _by_words(main: list[str], said: list[str], *, has_branch: bool) -> Verdict | None:
    """All words that tell the firm apart are a match with its line of business, or where they are enough; some of them are near."""
    distinct = [token for token in main if token not in _GENERIC]
    generic = [token for token in main if token in _GENERIC]
    present = [token for token in distinct if _has(token, said)]
    if distinct and len(present) == len(distinct):
        enough = not generic or len(distinct) >= 2 or has_branch or any(_has(token, said) for token in generic)
        return Verdict.MATCH if enough else Verdict.NEAR
    return Verdict.NEAR if present and (present[0] == distinct[0] or len(present[0]) >= 4) else None


def _branch(form_words: str) -> frozenset[str]:
    """Words that tell an outlet from the brand: what stands after a comma, a number, a dash or in brackets."""
    lower = form_words.lower()
    rest = re.split(r",(?! (?:inc|llc|ltd|llp|plc))| - |\(|#| store | branch", lower, maxsplit=1)
    words = _tokens(rest[1]) if len(rest) > 1 else []
    numbered = re.findall(r"[a-z]*[0-9]+", lower)
    generic = [word for word in ("supercenter", "superstore", "fulfillment", "fulfilment", "distribution", "branch") if word in lower]
    return frozenset({*words, *(numbered if words or generic else []), *(generic if words or numbered else [])} - _LEGAL)


def _has(token: str, said: list[str]) -> bool:
    plain = token.removesuffix("'s").rstrip("s")
    return any(word.removesuffix("'s").rstrip("s") == plain or (len(plain) >= 5 and word.startswith(plain)) for word in said)


def _tokens(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+(?:['’&.-][a-z0-9]+)*", text.lower())
    words = [_SHORT.get(word, word) for word in words]
    return [re.sub("[.’]", "", word).removesuffix("'s") for word in words]


def _foreign(said: list[str], main: list[str], branch: frozenset[str]) -> bool:
    return any(word in _GENERIC and not _has(word, main) and word not in branch for word in said)


def _value(text: str) -> str:
    found = next((mark for mark in _NAMED.finditer(text) if mark["name"] or mark["alone"]), None)
    words = (found["name"] or found["alone"]) if found else text
    return re.split(r"(?<![a-z])(?:as|since|for|where|and)(?![a-z])", words)[0].strip(" .,")[:60] or words.strip(" .,")[:60]


def _kind_or_other(form: list[str], text: str, said: list[str], value: str) -> Judgement | None:
    kind = _KIND.search(text)
    if kind:
        words = kind["kind"].split()
        agrees = (
            any(_has(word, form) for word in words)
            or (words[-1] == "home" and bool({"senior", "living", "care", "nursing"} & set(form)))
            or words[-1] in {"company", "firm", "office", "place", "factory", "plant", "shop", "store", "warehouse"}
        )
        if words[-1] in {"company", "firm", "place"} and len(words) > 1:
            agrees = _has(words[0], form)
        return Judgement(Verdict.NEAR if agrees else Verdict.CONFLICT, kind["kind"])
    names = _NAMED.search(text)
    if names and said and not re.search(r"\?|why|none of|rather not|don'?t know|private|you ", text):
        return Judgement(Verdict.CONFLICT, value)
    return None
