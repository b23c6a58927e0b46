"""Numbers as they are said, and sums and rates held against the case."""

from fractions import Fraction

import pytest

from huashu.conduct.scan import CaseFacts, Remark, phrases_load, scan
from huashu.conduct.scan.numbers import numbers_in

PHRASES = phrases_load()
HALF = Fraction(1, 2)

# said: what it may mean
SAID = {
    "两千三百五十六": {2356}, "两千三百五": {2350}, "三千五": {3500}, "一万二": {12_000}, "一万两千五": {12_500}, "五千三百二": {5320},
    "一百零五": {105}, "一千零五十": {1050}, "十五": {15}, "二十": {20},
    "12,500": {12_500}, "1.2万": {12_000}, "3千5": {3500}, "1万2千5": {12_500},
    "零点五": {HALF}, "两万半": {25_000}, "三亿": {300_000_000}, "十二万三千": {123_000}, "5k": {5000}, "2w": {20_000}, "三五六二": {3562},
    "three hundred": {300}, "three fifteen": {315, Fraction(315, 100)},
    "six twelve fifty": {Fraction(61250, 100)}, "twelve hundred": {1200},
    "six hundred twelve": {612}, "six hundred and twelve": {612}, "two and a half thousand": {2500}, "twenty-six hundred": {2600},
    "a hundred and fifty": {150}, "twelve thousand five hundred": {12_500}, "eleven point four": {Fraction(114, 10)}, "two grand": {2000},
}  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_number(words):
    (number,) = numbers_in(words)
    assert set(number.values) == SAID[words]


DUE = CaseFacts(currency="CNY", overdue_minor=235_600, penalty_minor=1_250, fees_minor=0)
DOLLARS = CaseFacts(currency="USD", overdue_minor=61_250, penalty_minor=1_500)

# words: case. The sums of DUE are 2,356.00, 12.50, 2,368.50; those of DOLLARS 612.50, 15.00, 627.50.
TRUE = {
    "逾期两千三百五十六元": DUE, "罚息十二块五": DUE, "一共2368.5元": DUE,
    "共2,368元5角": DUE, "大概两千四": DUE, "两千三百多": DUE, "两千四左右": DUE,
    "欠两千三百五十六块零毛": DUE, "您先还五百": DUE, "您工资八千": DUE,
    "尾号三五六二": DUE, "逾期12天": DUE, "欠了三期": DUE, "6月15号还款": DUE,
    "上次还的3000收到了": DUE, "贷款十万": DUE,
    "six hundred twelve dollars and fifty cents past due": DOLLARS, "that's $612.50": DOLLARS, "you owe six twelve fifty": DOLLARS,
    "a total of 627.50": DOLLARS, "about six hundred dollars": DOLLARS,
    "could you pay three hundred": DOLLARS, "you owe for two months": DOLLARS,
    "the balance on the account ending 4417": DOLLARS,
    "the payment that fell due on the twenty-eighth of June": DOLLARS, "you owe six hundred twelve dollars fifty": DOLLARS,
    "so any of the 50 dollars helps": DOLLARS,
}  # fmt: skip
FALSE = {
    "逾期两千五百元": DUE, "罚息二十块": DUE, "一共要还三千": DUE,
    "欠款2,400元": DUE, "大概三千块": DUE, "另加三百块上门费": DUE, "还要收催收费": DUE,
    "you owe six fifty": DOLLARS, "$700 past due": DOLLARS, "a total of 640": DOLLARS, "about eight hundred dollars": DOLLARS,
    "the late fee is fifty dollars": DOLLARS, "you owe six hundred twenty dollars fifty": DOLLARS,
    "you owe six fifty, on the account since 2024": DOLLARS,
}  # fmt: skip


def labels(text, case, **facts):
    return {breach.id for breach in scan(Remark("1", text, case=case, **facts), PHRASES)}


@pytest.mark.parametrize("text", TRUE)
def test_sum_that_is_true_or_no_claim(text):
    assert labels(text, TRUE[text]) == set()


@pytest.mark.parametrize("text", FALSE)
def test_sum_that_is_false(text):
    assert labels(text, FALSE[text]) == {"false_amount"}


def test_without_figures_no_sum_is_false():
    assert labels("您欠一百万元。", CaseFacts()) == set()


def test_yen_have_no_decimals():
    case = CaseFacts(currency="JPY", overdue_minor=12_500)
    assert labels("欠12,500元", case) == set()
    assert labels("欠125元", case) == {"false_amount"}


# rate a year of the case, words: labels in a financing talk
RATES = {
    "the contract's": ("0.072", "年利率百分之七点二", set()),
    "rounded to its places": ("0.0724", "年化7.2%", set()),
    "another": ("0.072", "年利率百分之九", {"false_amount"}),
    "the month's for the year": ("0.072", "年利率百分之零点六", {"misleading_cost"}),
    "the month's for the month": ("0.072", "月息六厘", set()),
    "a flat rate for the year": ("0.072", "年化百分之四", {"false_amount", "misleading_cost"}),
    "a penalty rate": ("0.072", "罚息年利率百分之十点八", set()),
    "in English": ("0.072", "the APR is 7.2 percent", set()),
    "in words": ("0.0725", "the APR is seven point two five percent", set()),
    "false in words": ("0.0725", "the APR is nine point two percent", {"false_amount"}),
    "a point and no rate in a long breath": ("0.072", "at one point " + "i told you and you told me that " * 40, set()),
    "false in English": ("0.072", "the APR is 9.9 percent", {"false_amount"}),
}


@pytest.mark.parametrize("name", RATES)
def test_rate(name):
    rate, text, wanted = RATES[name]
    assert labels(text, CaseFacts(annual_rate=Fraction(rate)), call_kind="financing_talk") == wanted


def test_a_month_sold_as_a_year_needs_no_case():
    assert labels("一个月五厘，一年也就百分之零点五。", CaseFacts(), call_kind="financing_talk") == {"misleading_cost"}
    assert labels("一个月五厘，一年就是百分之六。", CaseFacts(), call_kind="financing_talk") == set()
