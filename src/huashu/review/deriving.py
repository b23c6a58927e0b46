"""Cues that follow from the order of others: second requests, things said too early, promises, repeated arguments.

Each function reads the course's table and adds to it or takes away; they run in the order of :data:`STEPS`. What a label means is the
vocabulary's and the annotation guide's; which labels count, and for how much, is the track's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from huashu.playbook.vocabulary import vocabulary
from huashu.review.course import Course
from huashu.review.figures import ANY_FIGURE, states_the_sum
from huashu.review.naming import ASKS, asked_by_name
from huashu.review.recapping import recap_find
from huashu.review.repeating import repeated_find
from huashu.review.transcript import CUSTOMER, PAYMENT_KINDS, THIRD_PARTY

NODS: Final = re.compile(
    r"^(?:(?:i know|i see|i understand|yes|yeah|no|okay|ok|right|speaking)[,.! ]*)+$|"
    r"^(?:我?知道|晓得|我是|是的?|对|嗯|哦|听到了|明白|好|没有|了|的|[,，。！! ])+$"
)
"""He only shows that he listens."""

NO_CONSEQUENCE: Final = frozenset({"raise_funds", "help_available"})
"""Arguments that are no cost of not paying and no gain of paying."""
OVERDUE_KINDS: Final = frozenset({"overdue_first_call", "overdue_follow_up"})


def derive(course: Course) -> None:
    """Fill in everything that follows from order."""
    for step in STEPS:
        step(course)


def _with_others(course: Course) -> None:
    """With a third party only these steps can be done; the customer's own things need the customer."""
    if not course.only_others() or course.with_guarantor():
        return
    possible = {"confirm_party", "identify_self", "confirm_next_step"}
    for label in vocabulary()["steps"]:
        if label not in possible:
            course.drop(label)
    for label in ("asked_when_can_pay", "accepted_on_the_spot", "vague_promise_accepted", "disclosed_before_confirming"):
        course.drop(label)


def _confirming(course: Course) -> None:
    """The person is confirmed where they were asked by name, or named themselves; asking after the details is no confirming."""
    asked = course.first("confirm_party")
    told = _told_at(course)
    named = _named_self(course)
    if course.transcript.kind == "financing_talk":
        return
    for turn in course.at("disclosed_before_confirming"):
        course.drop("disclosed_before_confirming", [turn])
    if told is None or (named is not None and named < told):
        return
    if asked is not None and asked < told:
        return
    to = course.addressee(told)
    if to == THIRD_PARTY:
        return
    course.note("disclosed_before_confirming", told)
    if asked is not None and asked > told:
        course.drop("confirm_party")


def _asking_by_name(course: Course) -> None:
    """Being asked for by name is heard where the name stands in a question; a greeting by name is none."""
    name = asked_by_name(course.transcript)
    for heard in course.officers():
        text = heard.words.text
        if heard.number <= NAME_TURNS and name is not None and name.search(text):
            course.note("confirm_party", heard.number, 0.9)
        elif not ASKS.search(text) and course.confidence("confirm_party", heard.number) < SURE_OF_NAME:
            course.drop("confirm_party", [heard.number])


NAME_TURNS: Final = 8
SURE_OF_NAME: Final = 0.85


def _told_at(course: Course) -> int | None:
    """The first turn of the officer that names a detail of the loan."""
    found = [turn for cue in ("state_amount", "discloses_debt", "demand_today", "asked_when_can_pay") for turn in course.at(cue)]
    if course.transcript.kind in PAYMENT_KINDS:
        found += [turn for turn in course.at("state_purpose") if _OF_A_DEBT.search(course.turns[turn].words.text)]
    return min((turn for turn in found if course.turns[turn].by_officer), default=None)


_OF_A_DEBT: Final = re.compile(
    r"[款贷欠期账帐缴还]|违约|罚息|扣|\b(?:pay(?:ment|ments|ing)?|due|overdue|owe[sd]?|loan|instal?lments?|arrears|behind|balance|late|missed|"
    r"bounced|debit|emi)\b"
)
"""Words without which the firm's name says nothing of a loan."""


def _named_self(course: Course) -> int | None:
    """The turn in which the customer says their own name without being asked."""
    name = course.transcript.case.customer_name
    if len(name) < 2:
        return None
    plain_name = name.lower().split()[-1] if course.transcript.language == "en" else name
    for heard in course.turns:
        if heard.turn.speaker == CUSTOMER and plain_name in (heard.turn.text.lower() if name.isascii() else heard.turn.text):
            return heard.number
    return None


def _asking_for_today(course: Course) -> None:
    """The first plain request for today is one step, a later one after the reason is another."""
    asked = course.at("demand_today")
    course.drop("ask_again_today")
    if not asked:
        return
    reason = min((turn for label in vocabulary()["reasons"] for turn in course.at(label)), default=None)
    told = min([turn for turn in (reason, course.first("ask_reason")) if turn is not None], default=None)
    later = [turn for turn in asked[1:] if told is not None and turn > told]
    for turn in later:
        course.note("ask_again_today", turn, course.confidence("demand_today", turn))
    course.drop("demand_today", asked[1:])


def _purpose(course: Course) -> None:
    """A sum of the file is the amount; who names it says by that what the call is about. An amount without a figure is none."""
    kind = course.transcript.kind
    if kind == "financing_talk" or (course.only_others() and not course.with_guarantor()):
        course.drop("state_amount")
        return
    course.drop("state_amount", [turn for turn in course.at("state_amount") if not ANY_FIGURE.search(course.turns[turn].words.text)])
    promised = min(course.promise.turns, default=len(course.turns))
    stated = next((heard.number for heard in course.officers() if heard.number < promised and states_the_sum(course, heard.number)), None)
    first = course.first("state_amount")
    if stated is not None and (first is None or stated < first):
        course.note("state_amount", stated, 0.9)
    first = course.first("state_amount")
    if kind in PAYMENT_KINDS and first is not None:
        said = course.first("state_purpose")
        if said is None or said > first:
            course.note("state_purpose", first, 0.7)


def _ask_again(course: Course) -> None:
    """After the reason, asking for a part or for what can be had today is asking for today again."""
    if course.transcript.kind not in PAYMENT_KINDS:
        for cue in ("ask_reason", "demand_today", "ask_again_today"):
            course.drop(cue)


def _arguments(course: Course) -> None:
    """Any true argument sets out a cost or gain, but for raising funds and offering help."""
    for label in vocabulary()["arguments"]:
        if label not in NO_CONSEQUENCE:
            for turn in course.at(label):
                if label == "reputation" and course.confidence("shaming", turn):
                    course.drop(label, [turn])
                    continue
                course.note("state_consequences", turn, course.confidence(label, turn))


def _sources(course: Course) -> None:
    """A question about other money that itself names family, debtors or a sale is also the argument of raising funds, else not."""
    for turn in course.at("explore_sources"):
        if _GATHER.search(course.turns[turn].words.text):
            course.note("raise_funds", turn, course.confidence("explore_sources", turn))
    course.drop(
        "raise_funds",
        [
            turn
            for turn in course.at("raise_funds")
            if turn in course.at("explore_sources") and not _GATHER.search(course.turns[turn].words.text)
        ],
    )


_GATHER: Final = re.compile(
    r"家里?人|父母|爸|妈|爱人|老婆|老公|太太|亲戚|朋友|兄弟|姐|哥|弟|妹|儿子|女儿|孩子|同事|亲友|"
    r"欠你|争你|该你|拖你|没结|未结|结的|收回|催|追讨|应收|尾款|货款|运费|工程款|变现|变一点现|卖|出手|典当|处理掉|预支|订金|"
    r"famil|wife|husband|mother|father|\bmom|\bmum|\bdad|\bson\b|daughter|brother|sister|friend|relative|parents|cousin|partner|"
    r"spouse|buddy|"
    r"ow(?:es?|ed|ing) (?:you|to you)|owed|collect|chase|written demand|invoice|\bsell|pawn|advance|tax refund"
)


def _when(course: Course) -> None:
    """Asking when is fine once today was asked for, or once the customer spoke of another day."""
    today = course.first("demand_today")
    course.drop("asked_when_can_pay", [turn for turn in course.at("asked_when_can_pay") if today is not None and turn > today])
    if course.transcript.kind not in OVERDUE_KINDS:
        course.drop("asked_when_can_pay")
        course.drop("asked_if_convenient")
    course.drop("asked_if_convenient", [turn for turn in course.at("asked_if_convenient") if turn > OPENING])


OPENING: Final = 5


def _promising(course: Course) -> None:
    """A promise needs the customer's own words; the step holds the asking turn and the naming turns."""
    course.drop("obtain_promise")
    promise = course.promise
    if promise.kind in {"full", "part", "instalments"} or (promise.kind == "conditional" and promise.dated):
        for turn in promise.turns:
            course.note("promises", turn)
            course.note("obtain_promise", turn)
        first = min(promise.turns, default=None)
        asked = course.question(first) if first is not None else None
        if asked is not None:
            course.note("obtain_promise", asked)
    if not promise.dated or course.transcript.kind not in PAYMENT_KINDS:
        course.drop("recap")
    if promise.dated:
        course.drop("vague_promise_accepted")
    else:
        course.drop("vague_promise_accepted", [turn for turn in course.at("vague_promise_accepted") if _only_nods(course, turn)])


def _only_nods(course: Course, officer: int) -> bool:
    """Whether the customer's last words before an officer's turn promise nothing, not even vaguely."""
    said = course.question(officer)
    return said is not None and NODS.match(course.turns[said].words.text) is not None


def _ending(course: Course) -> None:
    """An overdue call with the right person that ends with neither a promise nor a next step."""
    course.drop("ended_without_promise")
    if course.transcript.kind not in OVERDUE_KINDS or not course.customer_spoke():
        return
    settled = course.promise.kind in {"full", "part", "instalments", "conditional"}
    obeyed = "asks_stop" in course.call_cues and not course.at("ignored_stop")
    ends = ("confirm_next_step", "refer_to_authority", "vague_promise_accepted", "accepted_on_the_spot")
    if not settled and not any(course.at(cue) for cue in ends) and not obeyed:
        course.call_cues.add("ended_without_promise")


def _financing(course: Course) -> None:
    """A plan put forward before anything was asked or taken up; pressing on after a plain no."""
    if course.transcript.kind != "financing_talk":
        for cue in ("answered_without_asking", "pressed_after_no"):
            course.drop(cue)
        return
    listened = min((turn for cue in ("ask_need", "acknowledge_concern") for turn in course.at(cue)), default=None)
    course.drop(
        "answered_without_asking", [turn for turn in course.at("answered_without_asking") if listened is not None and turn > listened]
    )
    refused = course.first("says_no")
    if refused is not None:
        course.drop("pressed_after_no", [turn for turn in course.at("pressed_after_no") if turn < refused])


def _stopping(course: Course) -> None:
    """Going on after the customer said stop; obeying is no fault, and without a word of stopping there is nothing to ignore."""
    said = course.first("asks_stop")
    if said is None:
        course.drop("ignored_stop", [turn for turn in course.at("ignored_stop") if course.confidence("ignored_stop", turn) < SURE_OF_STOP])
        return
    course.call_cues.add("asks_stop")
    course.drop("ignored_stop", [turn for turn in course.at("ignored_stop") if turn < said])
    pressing = (
        "demand_today",
        "asked_when_can_pay",
        "ask_reason",
        "explore_sources",
        *vocabulary()["arguments"],
        *vocabulary()["breaches"],
    )
    going = {turn for cue in pressing for turn in course.at(cue)}
    going |= {heard.number for heard in course.officers() if _GOES_ON.search(heard.words.text)}
    for turn in sorted(turn for turn in going if turn > said):
        course.note("ignored_stop", turn, 0.95)


_GOES_ON: Final = re.compile(
    r"(?:天天|每天|日日|继续|照|再)打|几时打就几时|关我(?:什么|咩)?事|我(?:就|偏)(?:要)?打|(?:call|ring|"
    r"phone)[^.]{0,30}(?:every day|till|until|again|whenever)|"
    r"i(?:'ll| will) (?:stop|call back) (?:when|tonight|again)|don't (?:talk|speak|deal) (?:to|with)|i(?:'ll|"
    r" will) keep (?:calling|ringing)"
)


SURE_OF_STOP: Final = 0.9


def _verifying(course: Course) -> None:
    """In a verification: others who answer or prompt, answers that were dictated, and a use that isn't the form's."""
    if course.transcript.kind != "verification":
        return
    others = [heard.number for heard in course.turns if heard.turn.speaker == THIRD_PARTY]
    if course.customer_spoke() and others:
        prompts = [turn for turn in others if _PROMPT.search(course.turns[turn].words.text)]
        answers = [turn for turn in others if turn not in prompts] or others
        course.drop("third_party_answers")
        for turn in answers:
            course.note("third_party_answers", turn, 0.8)
        for turn in prompts:
            course.note("coached", turn, 0.85)
            follow = next((heard.number for heard in course.turns[turn + 1 :] if heard.turn.speaker == CUSTOMER), None)
            if follow is not None and follow <= turn + 2:
                course.note("coached", follow, 0.8)
    dictated = [reply for turn in course.at("coached_applicant") if (reply := course.reply(turn)) is not None]
    for turn in dictated:
        if course.turns[turn].turn.speaker == CUSTOMER and ANY_FIGURE.search(course.turns[turn].words.text):
            course.note("coached", turn, 0.8)
    if course.transcript.case.application.get("purpose"):
        for turn in course.at("purpose_other"):
            course.note("conflict_with_form", turn, course.confidence("purpose_other", turn))


_PROMPT: Final = re.compile(
    r"(?:跟|和|同|对|向)(?:他|她|你|人家)?(?:讲|说)|话(?:他|她|给)?(?:知|听)|就说|你说|告诉他|说是|"
    r"\btell (?:him|her|them)|\bsay\b|just say|answer (?:him|her)"
)


def _reasons(course: Course) -> None:
    """Reasons are why it isn't paid: only where something is to be paid, and a faint one not beside a clear one."""
    labels = [label for label in vocabulary()["reasons"] if course.at(label)]
    if course.transcript.kind not in PAYMENT_KINDS:
        for label in labels:
            course.drop(label)
        return
    best = {label: max(course.confidence(label, turn) for turn in course.at(label)) for label in labels}
    top = max(best.values(), default=0.0)
    for label in labels:
        if best[label] < FAINT.get(label, 0.55) and best[label] < top - 0.1:
            course.drop(label)
    began = min((turn for label in labels for turn in course.at(label)), default=0)
    for label in labels:
        late = [turn for turn in course.at(label) if turn > began + LATER and course.confidence(label, turn) < CLEAR]
        course.drop(label, late)
    for turn in course.at("deceased"):
        if course.turns[turn].turn.speaker == CUSTOMER:
            course.note("family_event", turn, course.confidence("deceased", turn))
            course.drop("deceased", [turn])
    if course.at("deceased"):
        course.drop("family_event")
    if any(course.at(label) for label in ("dispute", "fraud_claim", "over_indebted")) and best.get("unwilling", 1.0) < 0.85:
        course.drop("unwilling")


LATER: Final = 3
CLEAR: Final = 0.8
FAINT: Final = {"other": 0.7, "cash_flow_gap": 0.62, "unwilling": 0.65}
"""Reasons that much can be taken for: how sure they must be beside a surer one."""


def _kinds(course: Course) -> None:
    """Labels that only some kinds of call can carry."""
    for label in ALL_LABELS:
        kinds = vocabulary().kinds(label)
        if kinds and course.transcript.kind not in kinds:
            course.drop(label)


ALL_LABELS: Final = tuple(
    label for group in ("steps", "mistakes", "breaches", "arguments", "signals", "objections") for label in vocabulary()[group]
)
STEPS: Final[tuple[Callable[[Course], None], ...]] = (
    _kinds,
    _reasons,
    _ask_again,
    _asking_for_today,
    _asking_by_name,
    _purpose,
    _confirming,
    _sources,
    _arguments,
    _when,
    _promising,
    recap_find,
    repeated_find,
    _financing,
    _stopping,
    _verifying,
    _with_others,
    _ending,
)
