"""What the person may say on the preview: units, day, order of dates, good rows only; and nothing loaded that wasn't shown."""

from datetime import date

import pytest
from import_files import COMBINED, SNAPSHOT

from huashu.desk.imports import contracts
from huashu.desk.imports.models import ImportBatch
from huashu.desk.loans.models import Loan
from huashu.errors import InvalidValue

pytestmark = pytest.mark.django_db
RATES = "姓名,手机号,合同号,贷款金额,利率,期数,放款日期\n张测一,10000000001,HT-1,12,0.65,36,2026-01-10\n"


@pytest.fixture
def ben_at(ben, signed_in):
    return signed_in(ben)


def last():
    return ImportBatch.objects.latest("pk")


def post(client, answers):
    return client.post(f"/imports/{last().pk}/", answers)


def test_units_and_rates_are_shown_and_can_be_changed(ben_at, upload, answers):
    shown = upload(ben_at, RATES)
    preview = shown.context["preview"]
    assert [(column.field, column.kind) for column in preview.columns if column.kind] == [("principal", "amount"), ("rate", "rate")]
    assert [problem["code"] for problem in preview.problems] == ["rate_scale"]
    changed = answers(shown, **{"unit-3": "10000", "per-4": "month", "scale-4": "percent"})
    looked = post(ben_at, changed)
    assert looked.context["preview"].rows_good == 1
    post(ben_at, answers(looked, do="load"))
    loan = Loan.objects.get()
    assert (loan.principal_minor, loan.rate_ppb_year) == (12_000_000, 78_000_000)
    again = upload(ben_at, RATES.replace("HT-1", "HT-2"))
    column = next(column for column in again.context["preview"].columns if column.field == "principal")
    assert (again.context["preview"].saved, column.unit) == (True, 10_000)


def test_a_column_chosen_by_hand_counts_in_the_titles_unit(ben_at, upload, answers):
    shown = upload(ben_at, "单位：万元\n姓名,手机号,合同号,欠的钱,逾期天数\n张测一,10000000001,HT-1,1.5,10\n", shape="snapshot")
    looked = post(ben_at, answers(shown, **{"column-3": "overdue_amount"}))
    assert next(column.unit for column in looked.context["preview"].columns if column.field == "overdue_amount") == 10_000


CHANGES = [
    ("another column", {"column-3": "", "column-1": "note"}),
    ("another unit", {"unit-3": "1000"}),
    ("another day", {"as_of": "2026-11-20"}),
    ("another currency", {"currency": "USD"}),
    ("decimals after a comma", {"comma_decimals": "on"}),
]


@pytest.mark.parametrize("change", [case[1] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_what_was_changed_is_shown_before_it_is_loaded(change, ben_at, upload, answers):
    shown = upload(ben_at, SNAPSHOT)
    response = post(ben_at, answers(shown, do="load", **change))
    assert "You changed how the file is read." in response.text
    assert (last().state, Loan.objects.count()) == ("uploaded", 0)


def test_what_was_not_changed_is_loaded_from_a_workbook_too(ben_at, upload, answers, xlsx):
    shown = upload(ben_at, xlsx(COMBINED), "book.xlsx")
    post(ben_at, answers(shown, do="load"))
    assert (last().state, Loan.objects.count()) == ("done", 2)


def test_good_rows_are_loaded_by_a_button_of_their_own(ben_at, upload, answers):
    shown = upload(ben_at, SNAPSHOT.replace("2500.00,8", "abc,8"))
    assert "Load 2 good rows" in shown.text
    response = ben_at.post(f"/imports/{last().pk}/", answers(shown, do="load_good"), follow=True)
    assert (last().state, Loan.objects.count()) == ("done", 1)
    assert "Download the rows with problems" in response.text


DAYS = [
    ("the title", "截至2026年11月20日\n", "book.csv", date(2026, 11, 20), "Taken from the title of the sheet."),
    ("the name", "", "book-20261119.csv", date(2026, 11, 19), "Taken from the file"),
    ("the title before the name", "截至2026年11月20日\n", "book-20261119.csv", date(2026, 11, 20), "Taken from the title"),
    ("nothing", "", "book.csv", date(2026, 11, 23), "so this is today. Is it right?"),
    ("a day to come", "截至2026年12月20日\n", "book.csv", date(2026, 11, 23), "so this is today. Is it right?"),
]


@pytest.mark.parametrize(("title", "name", "day", "sentence"), [case[1:] for case in DAYS], ids=[case[0] for case in DAYS])
def test_the_day_of_the_figures_is_found(title, name, day, sentence, ben_at, upload):
    shown = upload(ben_at, title + SNAPSHOT.partition("\n")[2], name, as_of="")
    assert last().as_of == day
    assert sentence in shown.text


def test_a_day_that_the_person_gives_goes_first(ben_at, upload, answers):
    shown = upload(ben_at, "截至2026年11月20日\n" + SNAPSHOT.partition("\n")[2], as_of="2026-11-18")
    assert (last().as_of, "Taken from" in shown.text) == (date(2026, 11, 18), False)
    looked = post(ben_at, answers(shown, as_of="2026-11-17"))
    assert last().as_of == date(2026, 11, 17)
    assert "Taken from" not in looked.text


def test_years_of_two_digits_are_read_as_the_person_says(ben_at, upload, answers):
    sheet = "合同号,还款日期,还款金额\nHT-1,26/3/5,100\nHT-1,26/3/6,100\n"
    shown = upload(ben_at, sheet)
    assert [problem["code"] for problem in shown.context["preview"].problems] == ["date_ambiguous"] * 2
    looked = post(ben_at, answers(shown, date_order="year_first"))
    assert {problem["code"] for problem in looked.context["preview"].problems} == {"contract_unknown"}


def test_a_contract_that_came_into_the_book_meanwhile_keeps_the_file_out(ben_at, upload, answers, load, xlsx, monkeypatch):
    shown = upload(ben_at, xlsx(COMBINED), "book.xlsx")
    batch = last()
    load(xlsx(COMBINED[:2]), "other.xlsx")
    monkeypatch.setattr(contracts, "loans_known", lambda _numbers: {})
    posted = {**answers(shown, do="load")}
    response = ben_at.post(f"/imports/{batch.pk}/", posted, follow=True)
    assert "Contract HT-1 is already in the book." in response.text
    assert "Not loaded: nothing was saved" in response.text
    assert Loan.objects.count() == 1


def test_a_contract_that_does_not_hold_together_keeps_the_file_out(ben_at, upload, answers, xlsx, monkeypatch):
    shown = upload(ben_at, xlsx(COMBINED), "book.xlsx")

    def refuse(_setting):
        raise InvalidValue("grace_days", -1, "0 or more")

    monkeypatch.setattr("huashu.desk.loans.services.opening.product_of", refuse)
    response = ben_at.post(f"/imports/{last().pk}/", answers(shown, do="load"), follow=True)
    assert "Loan HT-1:" in response.text
    assert (last().state, Loan.objects.count()) == ("refused", 0)
