"""English firms under their short names: initials, brands, branches."""

from __future__ import annotations

import re
from typing import Final

from huashu.verification.answer import Judgement, Verdict

_LEGAL: Final = frozenset({*"ltd limited inc incorporated llc llp plc co company corp corporation group holdings pvt pte gmbh lp sdn bhd and the of".split()})
_GENERIC: Final = frozenset(
    {
        *"plumbing construction logistics services service solutions systems consulting dental medical clinic hospital school college university academy restaurant cafe grill kitchen diner bakery hotel inn foods food motors auto automotive garage manufacturing industries industrial engineering electric electrical electronics tools steel paving roofing landscaping cleaning care home homes nursing pharmacy bank financial insurance realty properties property transport trucking freight delivery warehouse store stores market supermarket retail fashion clothing salon gym fitness security technologies technology tech software labs energy power water farms farm fresh builders building partners associates center centre department office hr elementary high primary middle county city council fire police station airport marine international global national american british".split(),
        "supercenter", "superstore", "distribution", "fulfillment", "fulfilment", "branch", "depot", "plant", "factory",
    }
)  # fmt: skip
_KIND: Final = re.compile(
    r"(?:at|in|for) (?:a|an|the|this|some) (?:local |big |small |private |public |large |family )?(?P<kind>hospital|school|factory|warehouse|restaurant|bank|office|store|shop|hotel|garage|plant|supermarket|clinic|company|firm|university|college|farm|bakery|cafe|dentist'?s?|dental (?:office|practice|clinic)|care home|nursing home|pharmacy|construction (?:company|firm|site)|call cent(?:er|re)|logistics (?:company|firm)|[a-z]+ (?:company|firm|shop|store|office|place))(?![a-z])(?! (?:called|named))"
)
_TALK: Final = frozenset(
    {
        *"i i'm im am is it it's its at for with in by work works working worked employed currently now still just down over up my job boss they're they them call called named place people folks guys well um uh so yeah yes a an the to on out near here there me we our us do drive driving been been since have has years months ma'am sir lah ah that's that thats this same and also as of from full time part long been company think guess mostly mainly actually really right you know got great big office based team".split()
    }
)
_NAMED: Final = re.compile(r"(?:work(?:ing)?|employed|job|i'?m|am|position|drive|driving) (?:now |currently )?(?:at|for|with|in) (?:the |a )?(?P<name>[a-z0-9'&. ]+)|^(?P<alone>[a-z0-9'&. -]+)$")


def english_firm_judge(form_words: str, text: str) -> Judgement | None:
    """Judge an English employer.

    Args:
        form_words: The employer as the form has it.
        text: The words that were said, normalised.
    """
    form = _tokens(form_words)
    key = [token for token in form if token not in _LEGAL]
    said = [token for token in _tokens(text) if token not in _TALK or token in key[:1]]
    value = _value(text, key)
    if not key:
        return None
    branch = _branch(form_words)
    main = [token for token in key if token not in branch] or key
    initials = "".join(token[0] for token in key)
    flat = re.sub("[^a-z0-9]", "", text)
    if (len(initials) >= 2 and initials in {re.sub("[^a-z]", "", token) for token in said}) or "".join(main) in flat:
        return _with_branch(form_words, said, branch, value)
    present = [token for token in main if _has(token, said)]
    distinct = [token for token in main if token not in _GENERIC]
    if distinct and all(_has(token, said) for token in distinct):
        generic = [token for token in main if token in _GENERIC]
        if not generic or len(distinct) >= 2 or any(_has(token, said) for token in generic) or branch:
            return _with_branch(form_words, said, branch, value)
        return Judgement(Verdict.NEAR, value)
    if distinct and distinct[0] in present and not _foreign(said, main, branch):
        return Judgement(Verdict.NEAR, value)
    return _kind_or_other(form, text, said, value)


def _with_branch(form_words: str, said: list[str], branch: frozenset[str], value: str) -> Judgement:
    near = bool(branch) and not any(_has(token, said) for token in branch)
    return Judgement(Verdict.NEAR if near else Verdict.MATCH, value if near else form_words)


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
    return [re.sub("[.’]", "", word).removesuffix("'s") if word not in {"st."} else "st" for word in words]


def _foreign(said: list[str], main: list[str], branch: frozenset[str]) -> bool:
    return any(word in _GENERIC and not _has(word, main) and word not in branch for word in said)


def _value(text: str, key: list[str]) -> str:
    found = next((mark for mark in _NAMED.finditer(text) if mark["name"] or mark["alone"]), None)
    words = (found["name"] or found["alone"]) if found else text
    del key
    return re.split(r"(?<![a-z])(?:as|since|for|where|and)(?![a-z])", words)[0].strip(" .,")[:60] or words.strip(" .,")[:60]


def _kind_or_other(form: list[str], text: str, said: list[str], value: str) -> Judgement | None:
    kind = _KIND.search(text)
    if kind:
        words = kind["kind"].split()
        agrees = any(_has(word, form) for word in words) or words[-1] in {"company", "firm", "office", "place", "factory", "plant", "shop", "store", "warehouse"}
        if words[-1] in {"company", "firm", "place"} and len(words) > 1:
            agrees = _has(words[0], form)
        return Judgement(Verdict.NEAR if agrees else Verdict.CONFLICT, kind["kind"])
    names = _NAMED.search(text)
    if names and said and not re.search(r"\?|why|none of|rather not|don'?t know|private|you ", text):
        return Judgement(Verdict.CONFLICT, value)
    return None
