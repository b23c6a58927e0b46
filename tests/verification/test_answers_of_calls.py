"""Answers in whole conversations: asked, volunteered, led, dictated, taken back."""

from datetime import datetime
from typing import NamedTuple

from huashu.verification import answers_find

AT = datetime.fromisoformat("2026-11-12T10:20:00+08:00")
SPEAKERS = {"o": "officer", "c": "customer", "t": "third_party"}


class Turn(NamedTuple):
    speaker: str
    text: str


def check(application, turns, wanted, language="zh"):
    found = answers_find([Turn(SPEAKERS[who], text) for who, text in turns], application, AT, language)
    assert {field: (one.verdict.value, one.turns) for field, one in found.items()} == wanted


def test_open_questions_are_answered_in_the_next_turn():
    check(
        {"employer": "杭州云山软件有限公司", "employed_since": "2023-03", "monthly_income": 1200000, "marital_status": "未婚"},
        [
            ("o", "您现在在哪家单位上班？"),
            ("c", "云山软件。"),
            ("o", "什么时候入职的？"),
            ("c", "二三年三月。"),
            ("o", "每个月到手收入是多少？"),
            ("c", "大概一万二。"),
            ("o", "您的婚姻状况？"),
            ("c", "这个以后再说吧。"),
        ],
        {
            "employer": ("match", (1,)),
            "employed_since": ("match", (3,)),
            "monthly_income": ("near", (5,)),
            "marital_status": ("not_answered", (7,)),
        },
    )


def test_a_yes_to_what_the_officer_states_is_a_match_but_not_a_yes_to_going_on():
    check(
        {"loan_amount": 9000000, "term_months": 36},
        [("o", "您申请贷九万、三年，没错吧？"), ("c", "对，没错。")],
        {"loan_amount": ("match", (1,)), "term_months": ("match", (1,))},
    )
    check({"loan_amount": 9000000}, [("o", "您申请了九万的贷款，现在可以开始核实吗？"), ("c", "可以，你问吧。")], {})


def test_a_dictated_answer_counts_as_first_given():
    check(
        {"employed_since": "2022-06"},
        [
            ("o", "什么时候开始做的？"),
            ("c", "去年年底吧。"),
            ("o", "表上是二零二二年六月，你就说二零二二年六月。"),
            ("c", "哦，二零二二年六月。"),
        ],
        {"employed_since": ("conflict", (1,))},
    )
    check({"monthly_income": 480000}, [("o", "问你收入，你就说八千。"), ("c", "好，八千。")], {"monthly_income": ("conflict", (1,))})


def test_a_return_after_a_break_changes_the_date():
    check(
        {"employed_since": "2019-10"},
        [("o", "做多久了？"), ("c", "从2019年10月。"), ("o", "中间离开过没有？"), ("c", "离开过，2024年1月才又回来。")],
        {"employed_since": ("conflict", (1, 3))},
    )


def test_a_prompter_in_the_room_is_not_the_applicant():
    check(
        {"monthly_income": 5800000},
        [("o", "薪水每个月实领多少？"), ("t", "四万八！"), ("o", "麻烦由您自己回答。"), ("c", "五万八。")],
        {"monthly_income": ("match", (3,))},
    )


def test_what_is_told_unasked_counts_where_it_agrees_and_a_car_for_somebody_else_always():
    check(
        {"vehicle": "大众朗逸", "purpose": "自用"},
        [("o", "买的是什么车？"), ("c", "朗逸。其实是给我女儿买的，名字借她用。")],
        {"vehicle": ("match", (1,)), "purpose": ("conflict", (1,))},
    )


def test_an_english_call():
    check(
        {
            "id_tail": "2290",
            "address": "18 Cannery Lane, Portland",
            "residence_type": "family",
            "existing_loans": "credit_card",
            "annual_rate": "0.079",
        },
        [
            ("o", "What are the last four of your social?"),
            ("c", "Two two nine oh."),
            ("o", "And where do you live right now?"),
            ("c", "I'm back at my mom's, eighteen Cannery Lane."),
            ("o", "What rate did the dealer quote you?"),
            ("c", "Seven point nine."),
            ("o", "Any loans or cards at the moment?"),
            ("c", "One Visa."),
        ],
        {
            "id_tail": ("match", (1,)),
            "address": ("match", (3,)),
            "residence_type": ("match", (3,)),
            "annual_rate": ("match", (5,)),
            "existing_loans": ("match", (7,)),
        },
        language="en",
    )


def test_fields_that_the_form_lacks_or_holds_in_no_usable_shape_are_left_out():
    check({"monthly_income": "lots", "shoe_size": 43}, [("o", "每个月到手多少？"), ("c", "八千。")], {})
