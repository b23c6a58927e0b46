"""The page that shows how a file was read, and from which it's loaded or discarded."""

import pytest
from import_files import COMBINED, SNAPSHOT

from huashu.desk.customers.models import Customer
from huashu.desk.imports.models import ImportBatch, SavedMapping
from huashu.desk.loans.models import Loan

pytestmark = pytest.mark.django_db
UNKNOWN = "姓名,手机号,月供,欠的钱,几天\n张测一,10000000001,3200,3200,10\n"


def last():
    return ImportBatch.objects.latest("pk")


def test_a_file_is_shown_before_anything_is_saved(ben, signed_in, upload):
    response = upload(signed_in(ben), SNAPSHOT.encode("gb18030"))
    preview = response.context["preview"]
    assert (preview.shape, preview.header_row, preview.rows_good) == ("snapshot", 2, 3)
    assert [(column.heading, column.field) for column in preview.columns][:2] == [("姓名", "name"), ("手机号", "phones")]
    assert "Totals, left out: row 6 (合计)" in response.text
    assert not Customer.objects.exists()


def test_the_confirmed_file_is_loaded_and_the_next_step_is_named(ben, signed_in, upload, answers):
    client = signed_in(ben)
    shown = upload(client, SNAPSHOT)
    response = client.post(f"/imports/{last().pk}/", answers(shown, do="load"), follow=True)
    assert last().state == "done"
    assert Loan.objects.count() == 2
    assert "Next step: run the close." in response.text


def test_confirming_twice_loads_once(ben, signed_in, upload, answers):
    client = signed_in(ben)
    posted = answers(upload(client, SNAPSHOT), do="load")
    for _ in range(2):
        client.post(f"/imports/{last().pk}/", posted)
    assert (last().state, Loan.objects.count()) == ("done", 2)


def test_a_discarded_file_is_forgotten(ben, signed_in, upload, answers):
    client = signed_in(ben)
    posted = answers(upload(client, SNAPSHOT), do="discard")
    batch = last()
    response = client.post(f"/imports/{batch.pk}/", posted, follow=True)
    assert "The file was discarded" in response.text
    assert not ImportBatch.objects.exists()
    assert not batch.content.storage.exists(batch.content.name)


def test_a_loaded_file_is_not_discarded(ben, signed_in, upload, answers):
    client = signed_in(ben)
    shown = upload(client, SNAPSHOT)
    client.post(f"/imports/{last().pk}/", answers(shown, do="load"))
    client.post(f"/imports/{last().pk}/", answers(shown, do="discard"))
    assert last().state == "done"


def test_columns_that_nobody_knows_are_chosen_once(ben, signed_in, upload, answers):
    client = signed_in(ben)
    shown = upload(client, UNKNOWN, shape="snapshot")
    assert "Still to be chosen: Overdue amount, Due date or Days overdue" in shown.text
    chosen = answers(shown, **{"column-3": "overdue_amount", "column-4": "days_overdue"})
    looked = client.post(f"/imports/{last().pk}/", chosen)
    assert (looked.context["preview"].missing, looked.context["preview"].rows_good) == ((), 1)
    client.post(f"/imports/{last().pk}/", answers(looked, do="load"))
    assert (last().state, SavedMapping.objects.count()) == ("done", 1)
    again = upload(client, UNKNOWN.replace("3200,10", "3300,11"))
    assert again.context["preview"].saved
    assert again.context["preview"].missing == ()


def test_nothing_is_loaded_while_a_column_is_missing(ben, signed_in, upload, answers):
    client = signed_in(ben)
    shown = upload(client, UNKNOWN, shape="snapshot")
    response = client.post(f"/imports/{last().pk}/", answers(shown, do="load"))
    assert response.status_code == 200
    assert last().state == "uploaded"


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)])
def test_two_columns_change_places(first, second, ben, signed_in, upload, answers):
    client = signed_in(ben)
    shown = upload(client, "姓名,客户编号,手机号\n张测一,C1,10000000001\n", shape="customers")
    moved = answers(shown, **{"column-0": "customer_no", "column-1": "name"})
    preview = client.post(f"/imports/{last().pk}/", dict(sorted(moved.items(), reverse=bool(first)))).context["preview"]
    assert [column.field for column in preview.columns] == ["customer_no", "name", "phones"]
    moved_alone = answers(shown, **{f"column-{first}": "note", f"column-{second}": "name"})
    preview = client.post(f"/imports/{last().pk}/", moved_alone).context["preview"]
    assert preview.columns[second].field == "name"


def test_a_column_taken_from_another_stays_where_the_person_put_it(ben, signed_in, upload, answers):
    client = signed_in(ben)
    shown = upload(client, "备注,姓名,手机号\n张测一,x,10000000001\n", shape="customers")
    preview = client.post(f"/imports/{last().pk}/", answers(shown, **{"column-0": "name"})).context["preview"]
    assert [column.field for column in preview.columns] == ["name", "", "phones"]


def test_another_shape_is_shown_before_it_is_loaded(ben, signed_in, upload, answers, xlsx):
    client = signed_in(ben)
    shown = upload(client, xlsx(COMBINED), "book.xlsx")
    assert shown.context["preview"].shape == "combined"
    response = client.post(f"/imports/{last().pk}/", answers(shown, shape="customers", do="load"))
    assert (last().state, last().shape) == ("uploaded", "customers")
    client.post(f"/imports/{last().pk}/", answers(response, do="load"))
    assert (last().state, Customer.objects.count(), Loan.objects.count()) == ("done", 2, 0)


def test_a_file_with_problems_shows_them_and_loads_nothing(ben, signed_in, upload, answers):
    client = signed_in(ben)
    shown = upload(client, SNAPSHOT.replace("6400.00", "abc"))
    assert "an amount such as 12,345.60" in shown.text
    response = client.post(f"/imports/{last().pk}/", answers(shown, do="load"), follow=True)
    assert "Not loaded: nothing was saved" in response.text
    assert not Customer.objects.exists()
    bad = client.get(f"/imports/{last().pk}/bad-rows/")
    assert b"abc" in b"".join(bad.streaming_content)


UNREADABLE = [
    (b"<html></html>", "book.xls", "book.xls is a web page, whatever its name says."),
    (b"PK\x03\x04 broken", "book.xlsx", "book.xlsx can't be opened as a workbook."),
    (b"\x00\x01\x02\x03", "book.csv", "book.csv is neither a table in text form nor a workbook."),
    (b"1,2\n3,4\n", "book.csv", "book.csv has no row of headings."),
]


@pytest.mark.parametrize(("content", "name", "sentence"), UNREADABLE, ids=[sentence for *_, sentence in UNREADABLE])
def test_a_file_that_is_no_table_is_refused_in_a_sentence(content, name, sentence, ben, signed_in, upload):
    response = upload(signed_in(ben), content, name)
    assert response.status_code == 200
    assert sentence in response.context["refusal"]


def test_a_sheet_taken_for_a_tape_is_refused_and_can_be_put_right(ben, signed_in, upload):
    client = signed_in(ben)
    refused = upload(client, SNAPSHOT, shape="tape")
    assert "exhibit 102" in refused.context["refusal"]
    form = {name: refused.context["preview"].form[name].value() or "" for name in refused.context["preview"].form.fields}
    response = client.post(f"/imports/{last().pk}/", {**form, "comma_decimals": "", "round_amounts": "", "shape": "snapshot", "do": "look"})
    assert response.context["preview"].rows_good == 3


def test_what_the_form_cannot_take_is_said_beside_the_field(ben, signed_in, upload, answers):
    client = signed_in(ben)
    response = client.post(f"/imports/{last().pk}/" if upload(client, SNAPSHOT) else "", {"as_of": "yesterday", "do": "load"})
    assert response.status_code == 422
    assert response.context["options"].errors["as_of"]
    assert last().state == "uploaded"


def test_the_number_of_queries_does_not_grow_with_the_rows(ben, signed_in, upload, django_assert_max_num_queries):
    rows = [f"张测{number},1000000{number:04d},HT-{number},3200,3200,10\n" for number in range(300)]
    client = signed_in(ben)
    upload(client, "姓名,手机号,合同号,月供,逾期金额,逾期天数\n" + "".join(rows))
    with django_assert_max_num_queries(12):
        client.get(f"/imports/{last().pk}/")
