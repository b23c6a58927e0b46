"""Telephone numbers, identity documents and rates as they stand in sheets. All numbers are invented."""

import pytest

from huashu.adapters.spreadsheet.identities import Phone, parse_document, parse_phone, parse_phones, resident_number_valid
from huashu.adapters.spreadsheet.kinds import Kind, UnreadableValue
from huashu.adapters.spreadsheet.rates import Per, Scale, column_scale, parse_rate

PHONES = [
    ("13000000009", "CN", "+8613000000009", ""),
    (13000000009.0, "CN", "+8613000000009", ""),
    ("１３００００００００９", "CN", "+8613000000009", ""),
    ("130-0000-0009", "CN", "+8613000000009", ""),
    ("+86 130 0000 0009", "TW", "+8613000000009", ""),
    ("130-0000-0000", "CN", "+8613000000000", ""),
    ("13000100000", "CN", "+8613000100000", ""),
    ("0571-88880000转8001", "CN", "+8657188880000", "8001"),
    ("0571-88880000-8001", "CN", "+8657188880000", "8001"),
    ("0571-88880000 ext. 12", "CN", "+8657188880000", "12"),
    ("0900-000-000", "TW", "+886900000000", ""),
]


@pytest.mark.parametrize(("cell", "region", "number", "extension"), PHONES)
def test_phone_is_read(cell, region, number, extension):
    found = parse_phone(cell, region)
    assert (found.number, found.extension) == (number, extension)


def test_a_number_of_the_right_length_that_nobody_has_is_kept_and_marked():
    assert parse_phone("10000000001") == Phone("+8610000000001", "", assigned=False)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("1.38E+10", Kind.DIGITS_LOST),
        ("13800000000", Kind.PHONE_ROUNDED),
        (13801000000.0, Kind.PHONE_ROUNDED),
        ("138****0000", Kind.PHONE_MASKED),
        ("88880000", Kind.PHONE_NO_AREA),
        ("1300000000000000000", Kind.PHONE_UNREADABLE),
        ("ask his sister", Kind.PHONE_UNREADABLE),
    ],
)
def test_phone_that_cannot_be_dialled_is_refused(cell, kind):
    with pytest.raises(UnreadableValue) as refused:
        parse_phone(cell)
    assert refused.value.kind is kind


def test_several_numbers_in_a_cell_are_read_in_order_and_once():
    found = parse_phones("13000000009/0571-88880000转8001、13000000009")
    assert [phone.number for phone in found] == ["+8613000000009", "+8657188880000"]


# The first is the standard's own example (GB 11643-1999): weights times digits add up to 189 = 17 x 11 + 2, check digit X.
@pytest.mark.parametrize(
    ("number", "valid"), [("11010519491231002X", True), ("110105194912310021", False), ("11010519491331002X", False), ("1234", False)]
)
def test_check_digit_of_resident_numbers(number, valid):
    assert resident_number_valid(number) is valid


DOCUMENTS = [
    ("11010519491231002x", "11010519491231002X"),
    ("E12345678", "E12345678"),
    ("A123456789", "A123456789"),
    ("110105********002X", "110105********002X"),
]


@pytest.mark.parametrize(("cell", "text"), DOCUMENTS)
def test_documents_are_kept(cell, text):
    assert parse_document(cell) == text


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("110105194912310021", Kind.ID_CHECK_DIGIT),
        (1.10105194912310e17, Kind.DIGITS_LOST),
        ("1.10105E+17", Kind.DIGITS_LOST),
        ("见附件", Kind.ID_UNREADABLE),
    ],
)
def test_documents_that_cannot_be_right_are_refused(cell, kind):
    with pytest.raises(UnreadableValue) as refused:
        parse_document(cell)
    assert refused.value.kind is kind


RATES = [
    # cell, period and scale of the column, parts per billion a year, reading
    ("8.5%", None, None, 85_000_000, "8.5%: 8.5% a year"),
    (0.085, None, Scale.FRACTION, 85_000_000, "0.085: 8.5% a year"),
    ("8.5", None, Scale.PERCENT, 85_000_000, "8.5: 8.5% a year"),
    ("月息8厘", None, None, 96_000_000, "月息8厘: 0.8% a month = 9.6% a year"),
    ("八厘", Per.MONTH, None, 96_000_000, "八厘: 0.8% a month = 9.6% a year"),
    ("月息一分二", None, None, 144_000_000, "月息一分二: 1.2% a month = 14.4% a year"),
    ("1分5厘", Per.MONTH, None, 180_000_000, "1分5厘: 1.5% a month = 18% a year"),
    ("年息八厘", None, None, 80_000_000, "年息八厘: 8% a year"),
    ("7.2‰", Per.MONTH, None, 86_400_000, "7.2‰: 0.72% a month = 8.64% a year"),
    ("0.65", Per.MONTH, Scale.PERCENT, 78_000_000, "0.65: 0.65% a month = 7.8% a year"),
    ("万分之五", Per.DAY, None, 180_000_000, "万分之五: 0.05% a day = 18% a year"),
    ("0", None, None, 0, "0: 0% a year"),
    ("0.0799999999999", None, Scale.FRACTION, 80_000_000, "0.0799999999999: 8% a year"),
]


@pytest.mark.parametrize(("cell", "per", "scale", "rate_ppb", "reading"), RATES)
def test_rate_is_read_and_explained(cell, per, scale, rate_ppb, reading):
    found = parse_rate(cell, per=per, scale=scale)
    assert (found.rate_ppb_year, found.reading) == (rate_ppb, reading)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("8.5", Kind.RATE_SCALE),
        ("8厘", Kind.RATE_PERIOD),
        ("LPR+50bp", Kind.RATE_UNREADABLE),
        ("1001%", Kind.RATE_OUT_OF_RANGE),
        ("-1%", Kind.RATE_OUT_OF_RANGE),
    ],
)
def test_rate_that_is_unclear_is_refused(cell, kind):
    with pytest.raises(UnreadableValue) as refused:
        parse_rate(cell)
    assert refused.value.kind is kind


SCALES = [
    # a year: below 0.3 only a fraction makes sense, above 1 only percent
    ([0.085, 0.12], None, Scale.FRACTION),
    ([8.5, 0.99, 12], None, Scale.PERCENT),
    ([0.299], None, Scale.FRACTION),
    ([0.3, 1], None, None),
    ([1.01], None, Scale.PERCENT),
    ([0.085, 8.5], None, None),
    (["8.5%", "", None], None, None),
    ([0.8, 1.2], Per.MONTH, Scale.PERCENT),
    ([0.008], Per.MONTH, Scale.FRACTION),
    ([8], Per.MONTH, None),  # 8% or 8 per mille a month: the person must say
    ([0.05], Per.DAY, Scale.PERCENT),
]


@pytest.mark.parametrize(("cells", "per", "scale"), SCALES)
def test_scale_of_a_column(cells, per, scale):
    assert column_scale(cells, per) is scale
