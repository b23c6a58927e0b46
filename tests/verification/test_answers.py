"""The convention by which answers are judged, sentence by sentence: field, form, words, verdict, value. Asked on 12 November 2026."""

from datetime import date

import pytest

from huashu.errors import InvalidValue, MissingValue
from huashu.verification import Answer, answer_from_record, answer_judge

ASKED_ON = date(2026, 11, 12)
ANY = object()  # a value in free words


def check(field, form, text, verdict, value=ANY, question=""):
    language = "zh" if any("一" <= char <= "龥" for char in text) else "en"
    judged = answer_judge(Answer(field, form, text, ASKED_ON, language, question))
    assert judged.verdict.value == verdict, judged
    if value is not ANY:
        assert judged.value == value


VERDICTS = [
    # match: order, script, synonyms, units and usual short names don't matter
    ("existing_loans", "房贷、信用卡", "信用卡跟房贷", "match", "credit_card,mortgage"),
    ("name", "陈嘉豪", "我叫陳嘉豪", "match", "陈嘉豪"),
    ("position", "教师", "在学校当老师", "match", ANY),
    ("term_months", 36, "三年", "match", 36),
    # near: less precise, or within about 10%
    ("monthly_income", 800000, "八千八", "near", 880000),
    ("monthly_income", 800000, "八千九", "conflict", 890000),
    # conflict: whether it bodes well or ill
    ("monthly_income", 800000, "一万二", "conflict", 1200000),
    # unsure: doesn't know, two values without choosing; the part that he gives counts
    ("loan_amount", 800000, "记不清了", "unsure", None),
    ("term_months", 36, "两年还是三年来着", "unsure", None),
    ("loan_amount", 1500000, "either fourteen or fifteen, can't remember", "unsure", None),
    ("employed_since", "2021-03", "二一年，月份忘了", "near", "2021"),
    ("applied_on", "2026-11-05", "上礼拜，具体哪天忘了", "near", "2026-W45"),
    # not answered: refuses, asks back, changes the subject, sends elsewhere, beside the question
    ("id_tail", "5530", "这个不方便说吧", "not_answered", None),
    ("monthly_income", 800000, "问这个干嘛", "not_answered", None),
    ("term_months", 36, "什么时候能放款啊", "not_answered", None),
    ("phone", "13800001234", "资料上不是有吗", "not_answered", None),
    ("employer", "海尔", "none of your business", "not_answered", None),
    # approximate words; doubt about one value that agrees; fillers change nothing
    ("monthly_income", 800000, "大概八千左右", "near", 800000),
    ("term_months", 48, "好像是四年", "near", 48),
    ("term_months", 48, "好像是三年", "conflict", 36),
    ("monthly_income", 800000, "八千吧", "match", 800000),
    ("monthly_income", 450000, "about forty-five hundred", "near", 450000),
    # corrections; the last figure offered; figures for other things
    ("id_tail", "0926", "零九二六，不对，零九二九", "conflict", "0929"),
    ("loan_amount", 6500000, "六万，不，六万五", "match", 6500000),
    ("monthly_income", 1200000, "一万二，房租就要三千", "match", 1200000),
    ("monthly_income", 800000, "税前一万，到手八千", "match", 800000),
    # spans
    ("monthly_income", 590000, "五千多", "near", 500000),
    ("monthly_income", 2900000, "两万多", "near", 2000000),
    ("monthly_income", 480000, "四五千", "near", 400000),
    ("employed_since", "2021-06", "快六年了", "near", "2020-11"),
    ("monthly_income", 700000, "五千多", "conflict", 500000),
    # relative days and years
    ("applied_on", "2026-11-05", "上周四", "match", "2026-11-05"),
    ("applied_on", "2026-11-10", "前天", "match", "2026-11-10"),
    ("employed_since", "2025-09", "去年九月", "match", "2025-09"),
    ("applied_on", "2026-11-02", "last Monday", "match", "2026-11-02"),
    ("employed_since", "2023-07", "民國一百一十二年七月", "match", "2023-07"),
]

FIELDS = [
    ("name", "孙志强", "孙女士", "near", "孙"),
    ("name", "孙志强", "孙智强", "near", "孙智强"),
    ("name", "孙志强", "孙智强，智慧的智", "conflict", "孙智强"),
    ("name", "孙志强", "孙志强，志气的志", "match", "孙志强"),
    ("name", "张敏", "弓长张，敏捷的敏", "match", "张敏"),
    ("name", "Robert Hughes", "Bob Hughes", "near", ANY),
    ("id_tail", "1079", "幺洞拐勾", "match", "1079"),
    ("id_tail", "6644", "双六，四四", "match", "6644"),
    ("id_tail", "4471", "double four seven one", "match", "4471"),
    ("id_tail", "302X", "三零二，叉", "match", "302X"),
    ("id_tail", "119X", "一一九埃克斯", "match", "119X"),
    ("id_tail", "0926", "二六", "near", "26"),
    ("id_tail", "0926", "二五", "conflict", "25"),
    ("phone", "13800001234", "+86 138-0000-1234", "match", "13800001234"),
    ("phone", "13800001234", "一三八，四个零，一二三四", "match", "13800001234"),
    ("phone", "13800001234", "尾号一二三四", "near", "1234"),
    ("phone", "13800001234", "换号了，幺八六零零零零七七二幺", "conflict", "18600007721"),
    ("address", "杭州市滨江区江南大道88号3幢1202室", "三栋一二零二，江南大道八十八号", "match", ANY),
    ("address", "杭州市滨江区江南大道88号3幢1202室", "江南大道八十八号", "near", ANY),
    ("address", "杭州市滨江区江南大道88号3幢1202室", "江南大道88号5幢", "conflict", ANY),
    ("address", "12 Harrow Road, Leeds LS1 4AB", "twelve Harrow Road", "match", ANY),
    ("address", "12 Harrow Road, Leeds LS1 4AB", "I moved to Oak Avenue", "conflict", ANY),
    ("residence_type", "自有有按揭", "自己的房子", "near", "owned"),
    ("residence_type", "自有有按揭", "按揭的", "match", "mortgaged"),
    ("residence_type", "自有无贷", "全款买的", "match", "owned"),
    ("residence_type", "与父母同住", "住我爸妈家", "match", "family"),
    ("residence_type", "租房", "借住朋友那", "conflict", "other"),
    ("residence_type", "租房", "公司宿舍", "conflict", "dormitory"),
    ("employer", "中国电信股份有限公司上海分公司", "上海电信", "match", ANY),
    ("employer", "中国电信股份有限公司上海分公司", "电信", "near", ANY),
    ("employer", "广州市第一人民医院", "广州市一医院", "match", ANY),
    ("employer", "广州市第一人民医院", "在医院上班", "near", ANY),
    ("employer", "General Electric Company", "GE", "match", ANY),
    ("employer", "苏州华强电子有限公司", "自己开了个饭馆", "conflict", "self_employed"),
    ("position", "司机", "开货车的", "match", ANY),
    ("position", "会计", "做财务的", "near", ANY),
    ("position", "车间主任", "以前是班组长，现在是车间主任", "match", ANY),
    ("employed_since", "2021-11", "正好五年", "match", "2021-11"),
    ("employed_since", "2021-11", "五年", "near", "2021-11"),
    ("employed_since", "2021-03", "五年多", "near", "2021-11"),
    ("employed_since", "2021-03", "二零二一年", "near", "2021"),
    ("employed_since", "2021-03", "二零二一年四月", "conflict", "2021-04"),
    ("employed_since", "2016-05", "about ten years", "near", "2016-11"),
    ("employed_since", "2019-05", "三年", "conflict", "2023-11"),
    ("monthly_income", 1000000, "一年十二万", "match", 1000000),
    ("monthly_income", 800000, "底薪四千，提成四千", "match", 800000),
    ("monthly_income", 650000, "六千到七千", "near", 600000),
    ("marital_status", "未婚", "还没领证", "match", "single"),
    ("marital_status", "离异", "单身", "near", "single"),
    ("marital_status", "已婚", "离了", "conflict", "divorced"),
    ("marital_status", "widowed", "my husband passed away", "match", "widowed"),
    ("down_payment", 0, "零首付", "match", 0),
    ("loan_amount", 1250000, "twelve five", "match", 1250000),
    ("term_months", 48, "四年", "match", 48),
    ("term_months", 30, "两年半", "match", 30),
    ("annual_rate", "0.096", "月息八厘", "match", "0.096"),
    ("annual_rate", "0.12", "一分", "match", "0.12"),
    ("annual_rate", "0.06", "六个点", "match", "0.06"),
    ("annual_rate", "0.060", "6 percent", "match", "0.06"),
    ("annual_rate", "0", "零利率", "match", "0"),
    ("annual_rate", "0.060", "六点五", "near", "0.065"),
    ("annual_rate", "0.060", "七个点", "conflict", "0.07"),
    ("applied_on", "2026-10-21", "October", "near", "2026-10"),
    ("applied_on", "2026-11-09", "大概九号前后", "near", "2026-11-09"),
    ("applied_on", "2026-11-09", "十号", "conflict", "2026-11-10"),
    ("purpose", "自用", "给我弟弟买的", "conflict", ANY),
    ("purpose", "接送孩子", "买车啊", "near", ANY),
    ("purpose", "自用代步", "其实是要还信用卡", "conflict", ANY),
    ("vehicle", "特斯拉Model 3", "毛豆3", "match", ANY),
    ("vehicle", "丰田卡罗拉", "卡罗拉", "match", ANY),
    ("vehicle", "比亚迪秦PLUS DM-i", "比亚迪", "near", ANY),
    ("vehicle", "大众朗逸1.5L自动舒适版", "朗逸", "near", ANY),
    ("vehicle", "2022 Honda Civic EX", "a Civic", "near", ANY),
    ("existing_loans", "房贷", "房贷还有信用卡", "conflict", "credit_card,mortgage"),
    ("existing_loans", "无", "花呗有点", "conflict", "consumer"),
    ("existing_loans", "房贷（月供3000元）", "房贷，每个月三千二", "near", "mortgage"),
    ("existing_loans", "无", "没有", "match", "none"),
    ("work_contact", "刘芳 13911112222", "刘芳，电话我得翻翻", "near", ANY),
    ("work_contact", "刘芳 13911112222", "刘芳，一三九四个幺四个二", "match", ANY),
    ("work_contact", "刘芳 13911112222", "找钱敏", "conflict", ANY),
]


@pytest.mark.parametrize("case", VERDICTS, ids=lambda case: f"{case[0]}: {case[2]}")
def test_verdicts_and_words_of_doubt(case):
    check(*case)


@pytest.mark.parametrize("case", FIELDS, ids=lambda case: f"{case[0]}: {case[2]}")
def test_fields(case):
    check(*case)


def test_both_sides_of_ten_percent():
    check("loan_amount", 10000000, "十一万", "near", 11000000)
    check("loan_amount", 10000000, "九万", "near", 9000000)
    check("loan_amount", 10000000, "十一万一", "conflict", 11100000)
    check("loan_amount", 10000000, "八万九", "conflict", 8900000)


def test_both_sides_of_two_months_and_a_tenth_of_the_service():
    check("employed_since", "2025-09", "一年", "near", "2025-11")  # two months off
    check("employed_since", "2025-08", "一年", "conflict", "2025-11")  # three months off, a tenth of 15 months is less
    check("employed_since", "2015-09", "十年", "conflict", "2016-11")  # 14 months off, a tenth of 134 months is 13.4
    check("employed_since", "2016-01", "十年", "near", "2016-11")  # ten months off, a tenth of 130 months is 13


def test_a_yes_to_a_leading_question_is_a_match():
    check("employer", "石家庄明远服装厂", "对", "match", ANY, question="您在石家庄明远服装厂上班，对吧？")
    check("monthly_income", 550000, "嗯，没错", "match", 550000, question="工资五千五对吧？")
    check("monthly_income", 550000, "嗯", "not_answered", None, question="每月到手多少？")


def test_a_no_is_read_with_its_question():
    check("existing_loans", "无", "没有啊", "match", "none", question="名下有别的贷款吗？")
    check("marital_status", "未婚", "没呢", "match", "single", question="您结婚了吗？")


def test_what_can_not_be_read_is_refused_with_its_field():
    whole = {"field": "term_months", "form_value": 36, "answer_text": "三年", "asked_at": "2026-11-12T10:20:00+08:00"}
    assert answer_from_record(whole).language == "zh"
    for change, refusal in (
        ({"field": "shoe_size"}, InvalidValue),
        ({"answer_text": None}, MissingValue),
        ({"form_value": None}, MissingValue),
        ({"form_value": -1}, InvalidValue),
        ({"form_value": True}, InvalidValue),
        ({"asked_at": "yesterday"}, InvalidValue),
        ({"asked_at": "0001-01-02T10:00:00+08:00"}, InvalidValue),
        ({"asked_at": "9999-12-31T10:00:00+08:00"}, InvalidValue),
        ({"language": "fr"}, InvalidValue),
        ({"question": 3}, InvalidValue),
        ({"field": "annual_rate", "form_value": "six"}, InvalidValue),
        ({"field": "employed_since", "form_value": "2021"}, InvalidValue),
        ({"field": "employed_since", "form_value": "0000-01"}, InvalidValue),
        ({"field": "applied_on", "form_value": "soon"}, InvalidValue),
    ):
        with pytest.raises(refusal) as raised:
            answer_from_record({**whole, **change})
        assert raised.value.field in {*change, "form_value"}
