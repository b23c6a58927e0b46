"""Tracks edited badly on purpose: each message says on which line what stands, what was wanted and what to do."""

import pytest

from huashu.playbook.facts import CAPTURES, FACTS
from huashu.playbook.loading import TrackRefused, track_check, track_load
from huashu.playbook.loading.nodes import TEXT_MOST
from huashu.playbook.loading.shipped import shipped_texts
from huashu.playbook.vocabulary import vocabulary

FIRST = shipped_texts()["overdue_first_call.zh-Hans.yaml"]
THIRD = shipped_texts()["third_person.zh-Hans.yaml"]
VERIFICATION = shipped_texts()["verification.zh-Hans.yaml"]
STARTS = "Start from one of the shipped tracks."
LAYOUT = "Look at the indentation and quotation marks of this line and the one before."
HELLO = "您好，请问是{customer_name}本人吗"
WEIGH = "我把利弊跟您说清楚，您自己衡量。"
OPEN_WANTED = "nothing about the debt said to somebody who isn't confirmed yet"
OPEN_ACTION = "Say it in a step that speaks of the debt, after confirm_party."
NAMES = "or another of the"
ANY_FACT = f"{NAMES} {len(FACTS) + len(CAPTURES)} known names"
ANY_CUE = f"{NAMES} {len(vocabulary().cues())} known names"
ANY_LEAD = f"{NAMES} 27 known names"

EDITS = {
    "a misspelt field": (
        FIRST,
        ("    weight: 8\n    say:", "    wieght: 8\n    say:"),
        ["wieght: found 'wieght', wanted weight or another of the 13 known names. Check the spelling, or delete the line."],
    ),
    "a field twice": (
        FIRST,
        ("    weight: 8\n    say:", "    weight: 8\n    weight: 9\n    say:"),
        ["steps[0].weight: found 'weight' again, wanted each field once. Delete this second 'weight'."],
    ),
    "a tab": (
        FIRST,
        ("    need: must\n    weight: 8", "\tneed: must\n    weight: 8"),
        ["file: found a tab character that violates indentation, wanted YAML that can be read. Indent with spaces, not tabs."],
    ),
    "a line moved left": (
        FIRST,
        ("    need: must\n    weight: 8", "   need: must\n    weight: 8"),
        [f"file: found no '-' indicator, wanted YAML that can be read. {LAYOUT}"],
    ),
    "a line moved right": (
        FIRST,
        ("    need: must\n    weight: 8", "      need: must\n    weight: 8"),
        [f"file: found mapping values are not allowed in this context, wanted YAML that can be read. {LAYOUT}"],
    ),
    "an unknown variable": (
        FIRST,
        (HELLO, "您好，请问是{custmer_name}本人吗"),
        [
            (
                f"steps[0].say[0]: found the variable '{{custmer_name}}', wanted customer_name {ANY_FACT}."
                " The list of variables is in docs/playbooks.md and in the editor."
            )
        ],
    ),
    "a brace left open": (
        FIRST,
        (HELLO, "您好，请问是{customer_name本人吗"),
        ["steps[0].say[0]: found a brace that belongs to no variable, wanted variables as {name}, in small letters with both braces."],
    ),
    "a variable that begins a text": (
        FIRST,
        ("      - 您好，请问是{customer_name}本人吗？", "      - {customer_name}"),
        ["steps[0].say[0]: found a mapping, wanted the words. A text that begins with { must stand in quotation marks."],
    ),
    "the debt's figures before confirming": (
        FIRST,
        (f"{HELLO}？", "您好，{customer_name}，合同尾号{contract_tail}"),
        [f"steps[0].say[0]: found the variable '{{contract_tail}}', wanted {OPEN_WANTED}. {OPEN_ACTION}"],
    ),
    "the debt in plain words before confirming": (
        FIRST,
        (f"{HELLO}？", "您好，您有一笔车贷逾期了。"),
        [f"steps[0].say[0]: found '您有一笔车贷逾期了', wanted {OPEN_WANTED}. {OPEN_ACTION}"],
    ),
    "a promise in a side question that anybody hears": (
        FIRST,
        ("那先不说了，安全要紧。您看今天几点我再打过来？", "那先不说了，{promise}别忘了。"),
        [f"sides[10].say[0]: found the variable '{{promise}}', wanted {OPEN_WANTED}. {OPEN_ACTION}"],
    ),
    "a circle": (
        FIRST,
        ("    need: must\n    weight: 8\n    say:", "    need: must\n    after: [identify_self]\n    weight: 8\n    say:"),
        [
            (
                "steps[0].after: found confirm_party → identify_self → confirm_party, wanted an order without a circle."
                " Take one of these out of 'after'."
            )
        ],
    ),
    "an order against the outline": (
        FIRST,
        ("    when: {proposal: known}\n    after: [confirm_party]", "    when: {proposal: known}\n    after: [confirm_party, recap]"),
        ["steps[10].after[1]: found 'recap', wanted recap before refer_to_authority in the outline. Change the outline or 'after'."],
    ),
    "an act that leads nowhere": (
        FIRST,
        ("to: identify_self, does: yes", "to: identify_slef, does: yes"),
        [f"steps[0].acts[0].to: found 'identify_slef', wanted where it leads: identify_self {ANY_LEAD}, or track:NAME."],
    ),
    "a closing that isn't there": (
        FIRST,
        ("to: closing:says_paid, does: yes", "to: closing:said_paid, does: yes"),
        [f"steps[2].acts[2].to: found 'closing:said_paid', wanted where it leads: closing:says_paid {ANY_LEAD}, or track:NAME."],
    ),
    "a step without words": (
        FIRST,
        (
            "    say:\n      - 您平时都很准时，这次是遇到什么情况了？\n      - 这期没能按时还，是什么原因呢？您说说，我记一下。\n",
            "    say: []\n    nay:\n",
        ),
        [
            f"steps[5].nay: found 'nay', wanted say {NAMES} 13 known names. Check the spelling, or delete the line.",
            "steps[5]: found 'ask_reason', wanted two or three wordings under 'say'.",
        ],
    ),
    "a threat to shame": (
        FIRST,
        (WEIGH, "再不还就让你全村人都知道。"),
        [
            (
                "steps[6].say[0]: found '再不还就让你全村人都知道', wanted words without a breach (shaming: "
                "个人信息保护法第25条；民法典第1024条、第1032条). Say it truthfully and without pressure."
            )
        ],
    ),
    "a hidden threat": (
        FIRST,
        (WEIGH, "您也不想您爱人单位知道吧。"),
        [
            (
                "steps[6].say[0]: found '您也不想您爱人单位知道吧', wanted words without a breach (third_party_pressure: "
                "GB/T 45251-2025（第三人仅在失联等情形下可联系）；民法典第1033条). Say it truthfully and without pressure."
            )
        ],
    ),
    "a threat in what is called better": (
        FIRST,
        ("better: 那是几号、还多少？", "better: 再不还就让你全村人都知道。"),
        [
            (
                "faults[4].better: found '再不还就让你全村人都知道', wanted words without a breach (shaming: "
                "个人信息保护法第25条；民法典第1024条、第1032条). Say it truthfully and without pressure."
            )
        ],
    ),
    "a side question twice": (
        FIRST,
        ("  - id: how_got_number", "  - id: who_are_you"),
        ["sides[8].id: found 'who_are_you', wanted each id once. Give it another name, or put both together."],
    ),
    "an act twice": (
        FIRST,
        ("{id: asks_who, title: 反问你是谁", "{id: is_customer, title: 反问你是谁"),
        ["steps[0].acts[1].id: found 'is_customer', wanted each id once within a step. Give it another name, or put both together."],
    ),
    "a month that doesn't exist": (
        FIRST,
        ("valid: {from: 2026-11-01}", "valid: {from: 2026-13-01}"),
        ["valid.from: found '2026-13-01', wanted a date such as 2026-11-24."],
    ),
    "an end before the beginning": (
        FIRST,
        ("valid: {from: 2026-11-01}", "valid: {from: 2026-11-01, until: 2026-10-01}"),
        ["valid.until: found '2026-10-01', wanted a day on or after 2026-11-01."],
    ),
    "no dates": (
        FIRST,
        ("valid: {from: 2026-11-01}\n", ""),
        ["valid: nothing there, wanted the first day of use, as {from: 2026-11-24}. Add 'valid:'."],
    ),
    "a version in words": (
        FIRST,
        ("version: 1", "version: one"),
        ["version: found 'one', wanted a whole number from 1 to 1000000000."],
    ),
    "a number with two signs": (
        FIRST,
        ("version: 1", "version: --1"),
        ["version: found '--1', wanted a whole number from 1 to 1000000000."],
    ),
    "days in words": (
        FIRST,
        ("days_past_due: {at_least: 1}\n", "days_past_due: {at_least: 一天}\n"),
        ["applies.days_past_due.at_least: found '一天', wanted a whole number."],
    ),
    "a bound on what can't be counted": (
        FIRST,
        ("days_past_due: {at_least: 1}\n", "grade: {at_least: 1}\n"),
        ["applies.grade.at_least: found '1', wanted a fact that can be counted; grade is a code."],
    ),
    "an unknown fact": (
        FIRST,
        ("  broken_promises: {at_most: 0}", "  broken_promise: {at_most: 0}"),
        [f"applies.broken_promise: found 'broken_promise', wanted a fact: broken_promises {ANY_FACT}."],
    ),
    "a flag that isn't one": (
        FIRST,
        ("true_when: {has_guarantor: yes}", "true_when: {has_guarantor: maybe}"),
        ["arguments[6].true_when.has_guarantor: found 'maybe', wanted yes or no (or known, unknown)."],
    ),
    "an unknown step": (
        FIRST,
        ("  - id: confirm_party\n    goal", "  - id: confirm_person\n    goal"),
        [f"steps[0].id: found 'confirm_person', wanted confirm_party {NAMES} 20 known names."],
    ),
    "an unknown label": (
        FIRST,
        ("label: asked_if_convenient, text", "label: asked_if_convinient, text"),
        [f"steps[0].never[1].label: found 'asked_if_convinient', wanted asked_if_convenient {NAMES} 28 known names."],
    ),
    "an unknown cue": (
        FIRST,
        ("evidence: {cue: asked_if_convenient, span: opening}", "evidence: {cue: asked_if_conveniant, span: opening}"),
        [f"faults[1].evidence.cue: found 'asked_if_conveniant', wanted asked_if_convenient {ANY_CUE}."],
    ),
    "an unknown outcome": (
        FIRST,
        ("outcome: promised", "outcome: promise"),
        [f"closings[0].outcome: found 'promise', wanted promised {NAMES} 13 known names."],
    ),
    "nobody confirms the person": (
        FIRST,
        ("sets: {reached: customer}", "sets: {reached: custumer}"),
        [
            "steps[0].acts[0].sets.reached: found 'custumer', wanted one of customer, guarantor, third_party (did you mean customer?).",
            (
                "steps[0].acts: found no act that confirms the person, wanted an act with 'does: yes' and 'sets: {reached: customer}'."
                " Nothing else lets the debt be spoken of."
            ),
        ],
    ),
    "an unknown language": (
        FIRST,
        ("language: zh-Hans", "language: Chinese"),
        ["language: found 'Chinese', wanted one of en, zh-Hans, zh-Hant."],
    ),
    "a variable where nothing is filled in": (
        FIRST,
        ("better: 那是几号、还多少？", 'better: "那是{due_date}还？"'),
        ["faults[4].better: found '那是{due_date}还？', wanted plain words, as nothing is filled in here. Say it without the variable."],
    ),
    "a step under no heading": (
        FIRST,
        ("  - {title: 复述并结束, steps: [recap]}\n", ""),
        ["steps[12].id: found 'recap', wanted every step under a heading of the outline. Add recap to 'outline'."],
    ),
    "a step under two headings": (
        FIRST,
        ("steps: [recap]}", "steps: [recap, confirm_party]}"),
        ["outline[7].steps[1]: found 'confirm_party', wanted each step under one heading only."],
    ),
    "a must that carries nothing": (
        FIRST,
        ("weight: 12", "weight: 0"),
        ["steps[4].weight: found 0, wanted a weight above 0, as the step must be done."],
    ),
    "an alias": (
        FIRST,
        ("title: 首次逾期电话", "title: &a 首次逾期电话\nsummary: *a"),
        ["file: found the alias '*a', wanted the text itself. Write it out where it's used."],
    ),
    "the debt to a third person": (
        THIRD,
        ("您好，请问{customer_name}在吗？", "您好，{customer_name}的{product}到期了。"),
        ["steps[0].say[0]: found the variable '{product}', wanted nothing about the debt said to a third party. Leave it out."],
    ),
    "a third person's step that speaks of the debt": (
        THIRD,
        ("    need: must\n    speaks_of_debt: no\n    weight: 10", "    need: must\n    speaks_of_debt: yes\n    weight: 10"),
        ["steps[0]: found 'confirm_party', wanted speaks_of_debt: no, as a third party hears it."],
    ),
    "a third person asked to pay": (
        THIRD,
        ("您好，请问{customer_name}在吗？", "请转告他，欠的钱今天必须还。"),
        [
            (
                "steps[0].say[0]: found '欠的钱今天必须还', wanted words without a breach (third_party_disclosure: "
                "GB/T 45251-2025（不得向联系人透露债务）；个人信息保护法第25条；民法典第1032条、第1038条). "
                "Say it truthfully and without pressure."
            )
        ],
    ),
    "the form's answer in the question": (
        VERIFICATION,
        ("您现在在哪里上班？", "您是{form_vehicle}的车主吧？"),
        [
            (
                "questions[12].say[0]: found the variable '{form_vehicle}', wanted an open question, without the form's answer in it."
                " Ask what, where or how much; or say 'openly: no'."
            )
        ],
    ),
    "a question under no heading": (
        VERIFICATION,
        ("questions: [marital_status, existing_loans]", "questions: [marital_status]"),
        [
            (
                "questions[18].id: found 'existing_loans', wanted every question under a heading of the outline."
                " Add existing_loans to 'outline'."
            )
        ],
    ),
    "a question that isn't there": (
        VERIFICATION,
        ("questions: [marital_status, existing_loans]", "questions: [marital_status, existing_loans, name]"),
        ["outline[5].questions[2]: found 'name', wanted each question under one heading only."],
    ),
    "an application told before confirming": (
        VERIFICATION,
        ("您好，请问是{customer_name}本人吗？", "您好，这笔{term_months}期的，是您办的吗？"),
        [
            (
                "steps[0].say[0]: found the variable '{term_months}', wanted nothing about the application said to somebody"
                f" who isn't confirmed yet. {OPEN_ACTION}"
            )
        ],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_bad_edit_is_named_exactly(name):
    text, (before, after), wanted = EDITS[name]
    assert text.count(before) >= 1
    edited = text.replace(before, after, 1)
    track, problems = track_check(edited)
    assert track is None
    said = [problem.sentence() for problem in problems]
    for sentence in wanted:
        assert any(sentence in found for found in said), said
    assert len(said) == len(wanted), said
    last = len(edited.splitlines())
    assert all(1 <= problem.line <= last for problem in problems)


def test_the_line_is_the_one_that_was_edited():
    edited = FIRST.replace("to: closing:says_paid, does: yes", "to: closing:said_paid, does: yes", 1)
    (problem,) = track_check(edited)[1]
    assert "said_paid" in edited.splitlines()[problem.line - 1]


NO_TRACKS = {
    "": f"Line 1, file: found an empty file, wanted a mapping that begins with 'track:'. {STARTS}",
    "- a\n- b\n": f"Line 1, file: found something else, wanted a mapping that begins with 'track:'. {STARTS}",
    "just words": f"Line 1, file: found something else, wanted a mapping that begins with 'track:'. {STARTS}",
    "x" * (TEXT_MOST + 1): "Line 1, file: found 400,001 characters, wanted a track of 400,000 characters at most. Make two tracks of it.",
    "[" * 100_000: "Line 1, file: found more than 12 levels, wanted a track. Close the brackets.",
    "a\x00b": "Line 1, file: found characters that no text holds, wanted YAML that can be read. "
    "Save the file as UTF-8 text without control characters.",
    "track: [": f"Line 2, file: found no node content, wanted YAML that can be read. {LAYOUT}",
}


@pytest.mark.parametrize("text", NO_TRACKS, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_what_is_no_track_at_all_has_one_problem(text):
    track, problems = track_check(text)
    assert track is None
    assert [problem.sentence() for problem in problems] == [NO_TRACKS[text]]


def test_everything_wrong_is_said_at_once_in_the_order_of_the_lines():
    edited = FIRST.replace("version: 1", "version: one").replace("stage: early", "stage: late").replace("weight: 12", "weight: 0", 1)
    _, problems = track_check(edited)
    assert [problem.where for problem in problems] == ["version", "stage", "steps[4].weight"]
    assert [edited.splitlines()[problem.line - 1].strip() for problem in problems] == ["version: one", "stage: late", "weight: 0"]


def test_an_almost_empty_mapping_names_what_is_missing():
    _, problems = track_check("track: mine\n")
    missing = {problem.where for problem in problems if problem.code == "missing_value"}
    assert {"version", "language", "title", "summary", "call_kind", "stage", "valid", "outline", "steps", "closings"} <= missing


def test_a_refused_track_carries_its_problems():
    with pytest.raises(TrackRefused) as refused:
        track_load(FIRST.replace("version: 1", "version: one"))
    assert [problem.where for problem in refused.value.problems] == ["version"]
    assert refused.value.message == "Line 3, version: found 'one', wanted a whole number from 1 to 1000000000."
