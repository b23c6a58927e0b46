"""A file that comes back mended is read as it was the first time: same day, same units, same choices, same columns."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.translation import override
from import_files import AS_OF

from huashu.desk.imports.models import ImportBatch
from huashu.desk.loans.models import Loan

pytestmark = pytest.mark.django_db

IN_TEN_THOUSANDS = """\
逾期快照 截至2026年11月20日 单位：万元
姓名,手机号,合同号,月供,逾期金额,逾期天数,年份
张测一,10000000001,HT-1,0.32,0.64,35,26/3/5
张测二,10000000002,HT-2,0.18,abc,4,26/3/5
"""


def mended(batch, **changes):
    text = Path(batch.bad_rows.path).read_text(encoding="utf-8-sig")
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def overdue(contract_no):
    opening = Loan.objects.get(contract_no=contract_no).entries.get(kind="opening")
    return sum(row[1] for row in opening.change["rows"] if date.fromisoformat(row[0]) <= AS_OF)


def test_unit_and_day_of_the_title_come_back_with_the_bad_rows(load):
    first = load(IN_TEN_THOUSANDS, as_of=None, skip_bad=True)
    assert (first.state, first.as_of, overdue("HT-1")) == ("done", date(2026, 11, 20), 640_000)
    again = load(mended(first, abc="0.36"), "book-problems.csv", as_of=None)
    assert (again.state, again.as_of, overdue("HT-2")) == ("done", date(2026, 11, 20), 360_000)


def test_a_day_that_a_person_gave_comes_back_too(load):
    first = load(IN_TEN_THOUSANDS, as_of=AS_OF - timedelta(days=1), skip_bad=True)
    again = load(mended(first, abc="0.36"), as_of=None)
    assert again.as_of == AS_OF - timedelta(days=1)
    third = load(mended(load(IN_TEN_THOUSANDS.replace("HT-", "X-"), skip_bad=True)), as_of=None, skip_bad=True)
    assert Path(third.bad_rows.path).read_text(encoding="utf-8-sig").splitlines()[:2] == ["逾期快照 单位:万元", "截至 2026-11-23"]


def test_what_was_said_of_a_file_holds_when_it_comes_back(load):
    sheet = '姓名,手机号,合同号,月供,逾期金额,逾期天数\n张测一,10000000001,HT-1,"320,5","640,25",35\n张测二,10000000002,HT-2,100,abc,4\n'
    first = load(sheet, skip_bad=True, currency="USD", comma_decimals=True)
    again = load(mended(first, abc='"360,75"'))
    assert (again.options["currency"], again.options["comma_decimals"], overdue("HT-2")) == ("USD", True, 36_075)


def test_a_file_of_which_nothing_was_loaded_comes_back_whole_in_the_uploaders_language(load, ben):
    ben.language = "zh-hans"
    ben.save()
    with override("en"):
        batch = load(IN_TEN_THOUSANDS, person=ben)
    text = mended(batch)
    assert (batch.state, len(text.splitlines())) == ("refused", 5)
    assert "逾期金额: 应为:" in text or "逾期金额: 应为：" in text
    assert "HT-1" in text


def test_good_rows_are_loaded_after_all(load, ben, signed_in):
    batch = load(IN_TEN_THOUSANDS, person=ben)
    client = signed_in(ben)
    assert "Load the good rows now" in client.get(f"/imports/{batch.pk}/").text
    response = client.post(f"/imports/{batch.pk}/again/", {"do": "load_good"}, follow=True)
    assert "Run the close" in response.text
    assert list(Loan.objects.values_list("contract_no", flat=True)) == ["HT-1"]
    assert client.post(f"/imports/{batch.pk}/again/", {"do": "load_good"}, follow=True).status_code == 200
    assert (Loan.objects.count(), ImportBatch.objects.get(pk=batch.pk).state) == (1, "done")
