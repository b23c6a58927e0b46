"""Which column is which: headings in three scripts, cells that contradict them, other people's data, saved mappings."""

import io

import pytest
from opencc import OpenCC

from huashu.adapters.spreadsheet.mapping import Mapping, guess, guess_mapping, guess_shape, heading_signature
from huashu.adapters.spreadsheet.rates import Per, Scale
from huashu.adapters.spreadsheet.reading import read_table
from huashu.adapters.spreadsheet.table import Row
from huashu.adapters.spreadsheet.templates import template
from huashu.adapters.spreadsheet.vocabulary import LANGUAGES, SHAPE_FIELDS, Shape, fields, fold
from huashu.errors import InvalidValue

HEADINGS = [
    # shape, heading, field
    (Shape.SNAPSHOT, "姓名", "name"),
    (Shape.SNAPSHOT, "客戶姓名", "name"),
    (Shape.SNAPSHOT, "*借款人 姓名", "name"),
    (Shape.SNAPSHOT, "Borrower Name", "name"),
    (Shape.SNAPSHOT, "联系电话", "phones"),
    (Shape.SNAPSHOT, "行動電話", "phones"),
    (Shape.SNAPSHOT, "身分證字號", "id_number"),
    (Shape.SNAPSHOT, "证件号码（必填）", "id_number"),
    (Shape.SNAPSHOT, "月供", "instalment"),
    (Shape.SNAPSHOT, "每期还款额(元)", "instalment"),
    (Shape.SNAPSHOT, "EMI amount", "instalment"),
    (Shape.SNAPSHOT, "应还日期", "due_on"),
    (Shape.SNAPSHOT, "到期日", "due_on"),
    (Shape.SNAPSHOT, "每月还款日", "due_on"),
    (Shape.SNAPSHOT, "due_date", "due_on"),
    (Shape.SNAPSHOT, "逾期金额", "overdue_amount"),
    (Shape.SNAPSHOT, "拖欠金額", "overdue_amount"),
    (Shape.SNAPSHOT, "欠款", "overdue_amount"),
    (Shape.SNAPSHOT, "Amount Past Due", "overdue_amount"),
    (Shape.SNAPSHOT, "当前逾期总金额", "overdue_amount"),
    (Shape.SNAPSHOT, "逾期天數", "days_overdue"),
    (Shape.SNAPSHOT, "DPD", "days_overdue"),
    (Shape.SNAPSHOT, "剩余本金", "outstanding"),
    (Shape.SNAPSHOT, "业务员", "officer"),
    (Shape.LOANS, "合同编号", "contract_no"),
    (Shape.LOANS, "借据号", "contract_no"),
    (Shape.LOANS, "合約編號", "contract_no"),
    (Shape.LOANS, "Loan No.", "contract_no"),
    (Shape.LOANS, "放款金额", "principal"),
    (Shape.LOANS, "年化利率", "rate"),
    (Shape.LOANS, "月利率(‰)", "rate"),
    (Shape.LOANS, "贷款期限（月）", "periods"),
    (Shape.LOANS, "还款方式", "method"),
    (Shape.LOANS, "起息日", "disbursed_on"),
    (Shape.LOANS, "首期還款日", "first_due_on"),
    (Shape.LOANS, "车架号", "vin"),
    (Shape.PAYMENTS, "还款日期", "paid_on"),
    (Shape.PAYMENTS, "到账日", "paid_on"),
    (Shape.PAYMENTS, "实还金额", "amount"),
    (Shape.PAYMENTS, "Amount received", "amount"),
    (Shape.PAYMENTS, "交易流水号", "reference"),
]


@pytest.mark.parametrize(("shape", "heading", "field"), HEADINGS)
def test_heading_is_known(shape, heading, field):
    mapping = guess_mapping([heading], [], shape)
    assert [(column.field, column.index) for column in mapping.columns] == [(field, 0)]
    assert mapping.columns[0].confidence >= 75
    assert heading in mapping.columns[0].reason


NOBODY_ELSES = [
    "紧急联系人电话",
    "担保人姓名",
    "配偶手机号",
    "共同借款人身份证号",
    "聯絡人（緊急聯絡人）電話",
    "Guarantor phone",
    "单位电话",
]


@pytest.mark.parametrize("heading", NOBODY_ELSES)
def test_other_peoples_data_are_never_taken_for_the_borrowers(heading):
    rows = [Row(2, ("13000000009",))]
    mapping = guess_mapping([heading], rows, Shape.SNAPSHOT)
    assert mapping.columns == ()
    assert mapping.left_open[0].reason == "it speaks of somebody else than the borrower"


PAST = [
    (Shape.SNAPSHOT, "上次还款日"),
    (Shape.SNAPSHOT, "实际还款日期"),
    (Shape.LOANS, "逾期利率"),
    (Shape.SNAPSHOT, "保证金余额"),
    (Shape.PAYMENTS, "应还金额"),
]


@pytest.mark.parametrize(("shape", "heading"), PAST)
def test_lookalikes_are_left_to_the_person(shape, heading):
    assert guess_mapping([heading], [], shape).columns == ()


def test_every_heading_is_known_in_traditional_characters_too():
    for convert in (OpenCC("s2t").convert, OpenCC("s2tw").convert, OpenCC("s2hk").convert):
        for field in fields().values():
            assert [fold(convert(word)) for word in field.same] == list(field.same)


def test_a_column_that_contradicts_its_heading_is_left_to_the_person():
    rows = [Row(number, ("张小满", "2026-01-15", "张小满")) for number in range(2, 6)]
    mapping = guess_mapping(["姓名", "电话", "逾期金额"], rows, Shape.SNAPSHOT)
    assert [column.field for column in mapping.columns] == ["name"]
    assert [(column.heading, column.fields) for column in mapping.left_open] == [("电话", ("phones",)), ("逾期金额", ("overdue_amount",))]
    assert "its cells look different" in mapping.left_open[0].reason


def test_agreement_is_counted_at_six_in_ten():
    def mapped(good):
        rows = [Row(n, ("13000000009" if n < good else "张小满",)) for n in range(10)]
        return bool(guess_mapping(["电话"], rows, Shape.SNAPSHOT).columns)

    assert mapped(6)
    assert not mapped(5)


def test_two_cells_contradict_no_heading():
    rows = [Row(number, ("张小满", "2026-01-15")) for number in range(2, 4)]
    assert guess_mapping(["姓名", "电话"], rows, Shape.SNAPSHOT).column("phones") is not None


def test_two_columns_that_fit_equally_are_left_to_the_person():
    mapping = guess_mapping(["姓名", "逾期金额", "逾期金额"], [], Shape.SNAPSHOT)
    assert [column.field for column in mapping.columns] == ["name"]
    assert [column.index for column in mapping.left_open] == [1, 2]


def test_the_better_of_two_telephones_comes_first_and_the_other_is_kept():
    mapping = guess_mapping(["联系电话", "手机号"], [], Shape.CUSTOMERS)
    assert mapping.column("phones").heading == "手机号"
    assert mapping.column("other_phones").heading == "联系电话"


def test_numbered_telephones_are_both_the_borrowers():
    mapping = guess_mapping(["联系电话1", "联系电话2"], [], Shape.CUSTOMERS)
    assert [(column.field, column.index) for column in mapping.columns] == [("phones", 0), ("other_phones", 1)]


def test_cells_alone_suggest_telephones_documents_and_plates():
    rows = [Row(2, ("13800000000", "11010519491231002X", "浙A12345", "什么"))]
    mapping = guess_mapping(["甲", "乙", "丙", "丁"], rows, Shape.SNAPSHOT)
    assert {column.field: column.confidence for column in mapping.columns} == {"phones": 60, "id_number": 60, "plate": 60}


def test_units_come_from_headings_and_titles():
    wan = guess_mapping(["放款金额（万元）", "手续费(元)"], [], Shape.LOANS, titles=["单位：万元"])
    assert (wan.column("principal").unit, wan.column("fee").unit) == (10_000, 1)
    assert guess_mapping(["放款金额"], [], Shape.LOANS, titles=["单位：万元"]).column("principal").unit == 10_000
    assert guess_mapping(["放款金额"], [], Shape.LOANS, titles=["单位：元"]).column("principal").unit == 1


def test_rate_units_come_from_the_heading():
    def rate(heading):
        column = guess_mapping([heading], [], Shape.LOANS).column("rate")
        return column.per, column.scale

    assert rate("月利率(‰)") == (Per.MONTH, Scale.PERMILLE)
    assert rate("年利率%") == (None, Scale.PERCENT)
    assert rate("利率") == (None, None)
    assert rate("日利率（万分之）") == (Per.DAY, Scale.PERMYRIAD)


SHAPES = [
    (["客户姓名", "手机", "月供", "还款日", "逾期金额", "逾期天数"], Shape.SNAPSHOT),
    (["姓名", "电话", "合同号", "贷款金额", "年利率", "期数", "放款日期", "逾期金额", "逾期天数"], Shape.SNAPSHOT),
    (["姓名", "电话", "合同号", "贷款金额", "年利率", "期数", "放款日期"], Shape.COMBINED),
    (["合同号", "客户姓名", "贷款金额", "年利率", "期数", "放款日期"], Shape.LOANS),
    (["合同号", "还款日期", "还款金额", "流水号"], Shape.PAYMENTS),
    (["Name", "Phone", "Address"], Shape.CUSTOMERS),
    (["姓名", "电话", "逾期天数"], Shape.SNAPSHOT),
    (["姓名", "电话", "逾期金额"], Shape.SNAPSHOT),
    (["品名", "单价"], None),
]


@pytest.mark.parametrize(("headings", "shape"), SHAPES)
def test_shape_is_told_by_the_columns(headings, shape):
    assert guess_shape(headings, []) is shape


def test_missing_columns_are_named():
    assert guess_mapping(["姓名", "逾期金额"], [], Shape.SNAPSHOT).missing() == ("due_on or days_overdue",)


def test_a_person_may_choose_and_take_away():
    mapping = guess_mapping(["客户", "某列"], [], Shape.CUSTOMERS).with_column("phones", 1, "某列")
    assert (mapping.column("phones").confidence, mapping.left_open, mapping.missing()) == (100, (), ())
    assert mapping.with_column("name", 1, "某列").column("phones") is None
    assert mapping.without("phones").column("phones") is None
    with pytest.raises(InvalidValue):
        mapping.with_column("amount", 1, "某列")


def test_a_mapping_survives_saving():
    mapping = guess_mapping(["合同号", "本金(万元)", "月利率"], [], Shape.LOANS).read_as("rate", per=Per.MONTH, scale=Scale.PERMILLE)
    restored = Mapping.from_json(mapping.to_json())
    kept = [
        (column.field, column.index, column.heading, column.unit, column.per, column.scale, column.fixed) for column in restored.columns
    ]
    assert kept == [
        ("contract_no", 0, "合同号", 1, None, None, False),
        ("principal", 1, "本金(万元)", 10_000, None, None, False),
        ("rate", 2, "月利率", 1, Per.MONTH, Scale.PERMILLE, True),
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"shape": "loans", "columns": {"wrong": {}}}', '{"shape": "x", "columns": {}}'])
def test_a_text_that_is_no_mapping_is_refused(text):
    with pytest.raises(InvalidValue):
        Mapping.from_json(text)


def test_signature_follows_the_headings_not_their_typing():
    assert heading_signature(["姓名", "手机号"]) == heading_signature(["姓 名", "手機號"])
    assert heading_signature(["姓名", "手机号"]) != heading_signature(["手机号", "姓名"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", Shape)
def test_templates_are_recognised_for_certain(shape, language):
    table = read_table(io.BytesIO(template(shape, language)), name="template.xlsx")
    mapping = guess(table)
    assert mapping.shape is shape
    assert [column.field for column in mapping.columns] == list(SHAPE_FIELDS[shape])
    assert {column.confidence for column in mapping.columns} == {95}
    assert list(table.rows()) == []
    assert [note.code for note in table.notes()] == ["example"]


def test_templates_exist_in_three_languages_only():
    with pytest.raises(InvalidValue, match="zh-Hans"):
        template(Shape.LOANS, "fr")
