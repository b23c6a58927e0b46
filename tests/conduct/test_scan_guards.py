"""What clears a suspicion and what doesn't: each guard with the words that it clears beside the words that it must not."""

import pytest

from huashu.conduct.scan import CaseFacts, Remark, phrases_load, scan

PHRASES = phrases_load()

# every guard with its label, one innocent and one guilty sentence
PAIRS = {
    "a negation governs its clause": ("threat_violence", "我们不会去你家砸门。", "不是吓你，明天就去你家砸门。"),
    "a negation carries on over 或者": (
        "third_party_pressure",
        "我们不会打给您单位，或者联系您家人。",
        "你不接，我就打给你单位，或者联系你家人。",
    ),
    "a negation carries on over a list": (
        "threat_violence",
        "We do not threaten, shame, or hurt you.",
        "I don't want to shame you, but I will hurt you.",
    ),
    "what isn't paid isn't a negation": ("third_party_pressure", "不会打电话给你爸妈。", "你不还我就打电话给你爸妈。"),
    "if you don't isn't a negation": ("threat_violence", "We won't break your legs.", "If you don't pay we'll break your legs."),
    "but ends a negation": ("third_party_pressure", "我们不会联系你家人。", "我不想这样，但我只好联系你家人了。"),
    "a house rule forbids": ("third_party_pressure", "公司规定不能打给客户家人。", "公司规定归规定，我照样打给你家人。"),
    "somebody else said it": ("threat_violence", "如果有人说要打断您的腿，请报警。", "我说了要打断你的腿，你信不信？"),
    "an earlier caller did it": ("insult", "上次那位同事骂您不要脸，我向您道歉。", "你真不要脸。"),
    "a warning of scams": ("impersonate_official", "有人自称公安局让您转账，那是骗子。", "我是公安局的，请你马上转账。"),
    "a question whether it happened": (
        "threat_violence",
        "Did anyone threaten to hurt you?",
        "Do you want me to hurt you?",
    ),
    "the customer's own words": ("insult", "您刚才说自己是废物，千万别这么想。", "你就是个废物。"),
    "what a court may order": (
        "threat_unlawful_action",
        "If the court grants a judgment, your wages may be garnished.",
        "We'll garnish your wages next week.",
    ),
    "an answer that says no": ("threat_unlawful_action", "会被抓去坐牢吗？不会的。", "你就等着坐牢吧。不会等太久。"),
    "his leave": ("third_party_pressure", "经您同意，我们才会联系您爱人。", "不管你同不同意，我都要给你爱人打电话。"),
    "our own superiors": ("third_party_pressure", "我跟我们主管申请一下。", "我去找你主管谈。"),
    "our own records": ("third_party_pressure", "I'll speak to my manager.", "I'll speak to your manager."),
    "weather": ("threat_violence", "下雨天出门小心点。", "出门小心点。"),
    "proof of payment": ("private_account", "转完把截图发给我。", "钱转给我就行。"),
    "family may help": ("induce_borrowing", "跟家人周转一下可以吗？", "跟网贷平台周转一下可以吗？"),
}


def labels(text, **facts):
    return {breach.id for breach in scan(Remark("1", text, **facts), PHRASES)}


@pytest.mark.parametrize("name", PAIRS)
def test_guard(name):
    label, innocent, guilty = PAIRS[name]
    assert labels(innocent) == set()
    assert label in labels(guilty)


CIRCUMSTANCES = {
    "a suit that was filed": ("法院已经立案了。", "false_statement", {"suit_filed": False}, {"suit_filed": True}),
    "a lawyer who is one": ("我是律师，请您回电。", "impersonate_official", {"speaker_is_attorney": False}, {"speaker_is_attorney": True}),
    "a car that may be taken": ("We'll tow the car tonight.", "threat_unlawful_action", {"contract_allows_recovery": False}, {}),
    "a wish to be left alone": ("您今天能还款吗？", "ignored_stop", {"stop_requested": True}, {"stop_requested": False}),
    "a representative": ("When will you pay?", "ignored_stop", {"represented": True}, {}),
    "fees that are due": ("There are no fees at all.", "false_statement", {"fees_minor": 5000}, {"fees_minor": 0}),
}


@pytest.mark.parametrize("name", CIRCUMSTANCES)
def test_the_case_decides(name):
    text, label, wrong, right = CIRCUMSTANCES[name]
    assert label in labels(text, case=CaseFacts(**wrong))
    assert labels(text, case=CaseFacts(**right)) == set()


def test_an_approval_that_was_given():
    text = "您的贷款肯定能批。"
    assert labels(text, call_kind="financing_talk") == {"guarantee_approval"}
    assert labels(text, call_kind="financing_talk", case=CaseFacts(approved=True)) == set()


def test_the_listener_decides():
    text = "他的车贷逾期了。"
    assert labels(text) == set()
    assert labels(text, to="third_party") == {"third_party_disclosure"}


def test_the_kind_of_talk_decides():
    text = "我们会打电话给您单位人事。"
    assert labels(text, call_kind="overdue_follow_up") == {"third_party_pressure"}
    assert labels(text, call_kind="verification") == set()


# text, language, currency -> rule
LAWS = {
    "mainland": ("你真不要脸。", "zh", None, "SAY-CN-INSULT"),
    "Taiwan by script": ("你這個無賴。", "zh", None, "TW-SPEECH"),
    "Hong Kong by words": ("你唔好咁賤格，仆街，快啲還錢，佢哋等緊。", "zh-Hant", None, "HK-HARASS"),
    "United States": ("You're a liar.", "en", None, "SAY-US-INSULT"),
    "United Kingdom by currency": ("You're a liar.", "en", "GBP", "SAY-UK-INSULT"),
    "Taiwan by currency": ("你真不要脸。", "zh-Hans", "TWD", "TW-SPEECH"),
}


@pytest.mark.parametrize("name", LAWS)
def test_whose_law_is_cited(name):
    text, language, currency, rule = LAWS[name]
    (breach,) = scan(Remark("1", text, language=language, case=CaseFacts(currency=currency)), PHRASES)
    assert breach.rule == rule
    assert breach.citation


def test_a_named_pack_wins():
    (breach,) = scan(Remark("1", "You're a liar.", language="en", pack="UK"), PHRASES)
    assert breach.rule == "SAY-UK-INSULT"
