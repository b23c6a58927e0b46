"""What follows from order, in small dialogues of both languages."""

from dataclasses import replace
from datetime import date

import pytest
from review_calls import CASES, course

from huashu.review.breaches import breaches_find
from huashu.review.promise import Payment, PromiseFound

ZH_START = [
    "o: 您好，请问是张伟先生吗？",
    "c: 我是，你哪位？",
    "o: 我是安畅汽车金融贷后部的小林。您十月十号那期车贷没有扣到，一共四千一百三十二。",
    "c: 哦，知道。",
]
EN_START = [
    "o: Hi, is this Rebecca Owens?",
    "c: Yes, speaking.",
    "o: This is Dan from Harbor Auto Finance. Your October payment of $427.68 is past due.",
    "c: I know.",
]
FULL = PromiseFound("full", (Payment(None, date(2026, 11, 27)),), firm=True, turns=(5,))


@pytest.mark.parametrize(
    ("language", "start", "lines", "cue", "turns"),
    [
        ("zh", ZH_START, [], "confirm_party", [0]),
        ("en", EN_START, [], "confirm_party", [0]),
        ("zh", [], ["o: 张先生您好，我是安畅汽车金融的小林。", "c: 你说。"], "confirm_party", []),
        ("zh", ZH_START, [], "state_amount", [2]),
        ("en", EN_START, [], "state_amount", [2]),
        ("zh", ZH_START, [], "state_purpose", [2]),
        (
            "zh",
            ZH_START,
            ["o: 那您今天下午五点以前把钱存进去可以吗？", "c: 工资没发。", "o: 那今天先还一部分行不行？", "c: 不行。"],
            "demand_today",
            [4],
        ),
        ("en", EN_START, ["o: When can you pay?", "c: Friday."], "asked_when_can_pay", [4]),
        ("en", EN_START, ["o: Can you pay it today?", "c: No.", "o: When can you pay?", "c: Friday."], "asked_when_can_pay", []),
        ("zh", ZH_START, ["c: 以后别再打电话给我了。", "o: 你今天必须把钱还上，听见没有？"], "ignored_stop", [5]),
        ("en", EN_START, ["c: Stop calling me.", "o: I'll keep calling every day until you pay."], "ignored_stop", [5]),
        ("en", EN_START, ["c: Stop calling me.", "o: Understood, I'll note that. Goodbye."], "ignored_stop", []),
        ("en", EN_START, ["c: I forgot, sorry.", "o: Okay."], "forgot", [4]),
    ],
)
def test_turns_of_a_cue(language, start, lines, cue, turns):
    assert course("overdue_first_call", language, [*start, *lines]).at(cue) == turns


def test_details_before_the_name_are_a_mistake_and_no_confirming():
    found = course(
        "overdue_first_call", "zh", ["o: 您那个车贷四千一百二逾期三天了，怎么还没还？", "c: 你谁啊？", "o: 您是张伟先生吗？", "c: 是。"]
    )
    assert found.at("disclosed_before_confirming") == [0]
    assert found.at("confirm_party") == []


def test_a_promise_is_obtained_by_the_question_and_the_answer():
    found = course("overdue_first_call", "zh", [*ZH_START, "o: 那您哪天还，还多少？", "c: 周五我全部还上。"], promise=FULL)
    assert found.at("obtain_promise") == [4, 5]
    assert "ended_without_promise" not in found.call_cues


@pytest.mark.parametrize(
    ("line", "turns"),
    [
        ("周五，四千一百三十二，您去邮局柜台缴。", [6]),
        ("周五我打给您，看柜台那边收没收到。", []),
    ],
)
def test_the_promised_day_with_sum_and_way_is_a_recap(line, turns):
    found = course(
        "overdue_first_call", "zh", [*ZH_START, "o: 那您哪天还，还多少？", "c: 周五我全部还上。", f"o: {line}", "c: 好。"], promise=FULL
    )
    assert found.at("recap") == turns


def test_a_call_that_settles_nothing_ends_without_promise():
    assert "ended_without_promise" in course("overdue_first_call", "en", [*EN_START, "o: Okay then.", "c: Bye."]).call_cues


def test_obeying_a_stop_is_no_call_without_promise():
    found = course("overdue_first_call", "en", [*EN_START, "c: Stop calling me.", "o: Understood. Goodbye."])
    assert "ended_without_promise" not in found.call_cues


def test_an_argument_of_an_earlier_call_is_repeated():
    case = replace(CASES["en"], used_before=("credit_record",))
    found = course("overdue_follow_up", "en", [*EN_START, "o: After thirty days it goes on your credit report.", "c: Fine."], case)
    assert found.at("repeated_argument") == [4]
    assert found.at("state_consequences") == [4]


def test_a_question_that_names_debtors_is_also_raising_funds():
    found = course("overdue_first_call", "zh", [*ZH_START, "c: 没钱。", "o: 那有没有别人欠您的钱，能先收回来一点？", "c: 没有。"])
    assert found.at("raise_funds") == [5]


def test_a_reason_is_only_one_where_something_is_to_be_paid():
    lines = ["o: Where do you work?", "c: I got laid off last month, so nowhere."]
    assert course("verification", "en", lines).at("income_loss") == []
    assert course("overdue_first_call", "en", [*EN_START, *lines]).at("income_loss") == [5]


def test_a_death_told_by_the_customer_is_a_family_event():
    told = "我爸上周去世了，办丧事花了好几万。"
    assert course("overdue_first_call", "zh", [*ZH_START, "o: 是什么原因呢？", f"c: {told}"]).at("family_event") == [5]


def test_somebody_else_who_answers_in_a_verification():
    lines = ["o: 您月收入多少？", "t: 八千，他八千。", "c: 对，八千。"]
    assert course("verification", "zh", lines).at("third_party_answers") == [1]
    prompted = course("verification", "zh", ["o: 您月收入多少？", "t: 跟他讲八千。", "c: 八千。"])
    assert prompted.at("coached") == [1, 2]


def test_only_some_steps_can_be_done_with_somebody_else():
    lines = ["o: 请问张伟先生在吗？", "t: 他不在，我是他同事。", "o: 我是安畅汽车金融的小林，明天上午十点我再打给他。", "t: 好。"]
    found = course("overdue_first_call", "zh", lines)
    assert found.at("confirm_party") == [0]
    assert not found.at("state_purpose")
    assert not found.at("demand_today")


def test_a_guarantor_may_be_told():
    lines = ["o: 您好，您是张伟车贷合同上的担保人吧？", "t: 是。", "o: 他这期四千一百二还没还，您今天能不能先帮他还上？", "t: 我问问他。"]
    case = replace(CASES["zh"], has_guarantor=True)
    labels = {finding.id for finding in breaches_find(course("overdue_first_call", "zh", lines, case))}
    assert not labels & {"third_party_disclosure", "third_party_demand"}
    stranger = ["o: 您好，张伟在吗？", *lines[1:3], "t: 关我什么事。"]
    told = {finding.id for finding in breaches_find(course("overdue_first_call", "zh", stranger, CASES["zh"]))}
    assert told & {"third_party_disclosure", "third_party_demand"}


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("我们利率一年才百分之二，低得很。", {"false_amount", "misleading_cost"}),
        ("年利率百分之七点五，没有别的。", set()),
        ("什么费用都没有，一分钱手续费不收。", {"false_statement", "misleading_cost"}),
    ],
)
def test_rates_and_fees_against_the_file(line, labels):
    case = replace(CASES["zh"], application={"annual_rate": "0.075", "loan_amount": 9000000})
    found = course("financing_talk", "zh", ["c: 我想看看车。", f"o: {line}", "c: 哦。"], case)
    assert {finding.id for finding in breaches_find(found)} & {"false_amount", "false_statement", "misleading_cost"} == labels


SUMS = {
    "a total that the file doesn't know": ("本期四千一百二，罚息五百六，总共四千六百八。", True),
    "the file's own total": ("本期四千一百二，加罚息十二，总共四千一百三十二。", False),
    "a part that is asked for": ("四千一百二里先拿个五百块，行不行？", False),
    "a sum held up to him": ("两千块都拿不出来？", False),
    "a sum in hundreds, said roughly": ("四千一百块钱的事。", False),
}


@pytest.mark.parametrize(("line", "false"), SUMS.values(), ids=SUMS)
def test_sums_against_the_file(line, false):
    found = course("overdue_first_call", "zh", [*ZH_START, f"o: {line}", "c: 哦。"])
    assert ("false_amount" in {finding.id for finding in breaches_find(found)}) is false


def test_what_is_left_after_a_part_is_no_claim():
    lines = ["c: I can do 100 on Friday.", "o: And the balance of 327 on the first?", "c: Yes."]
    found = course("overdue_first_call", "en", [*EN_START, *lines])
    assert "false_amount" not in {finding.id for finding in breaches_find(found)}


def test_a_reminder_claims_nothing_overdue():
    case = replace(CASES["en"], overdue_minor=0, penalty_minor=0)
    found = course("due_reminder", "en", [*EN_START[:2], "o: Your payment of 241 pounds thirty is due on Wednesday.", "c: OK."], case)
    assert "false_amount" not in {finding.id for finding in breaches_find(found)}


@pytest.mark.parametrize(
    "line",
    [
        "每天罚息四块钱，晚一天多一天。",
        "那您的一千五我先记下来。",
        "您放心，我们不会联系您的家人和同事。",
        "我不会问您密码，也不要您的验证码。",
        "我不建议您再去借钱来还我们。",
    ],
)
def test_innocent_look_alikes_are_no_breach(line):
    found = course("overdue_first_call", "zh", [*ZH_START, "c: 我先还一千五行不行？", f"o: {line}", "c: 好。"])
    assert [finding.id for finding in breaches_find(found)] == []
