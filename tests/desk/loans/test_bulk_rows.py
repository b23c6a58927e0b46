"""Rows written many at once, on whichever database the tests run."""

import pytest

from huashu.desk.customers.models import Customer
from huashu.desk.rows import rows_insert, rows_update

pytestmark = pytest.mark.django_db
FIELDS = (
    "source_key",
    "name",
    "phone",
    "phone_tail",
    "second_phone",
    "id_number",
    "address",
    "region",
    "language",
    "is_demo",
    "customer_since",
)
ODD = 'Tab\t "quote" \\ line\n名 %s'


def customer(key, name):
    return (key, name, *[""] * 6, "en", False, None)


def test_text_of_any_kind_and_nothing_come_back_as_they_were():
    rows_insert(Customer, FIELDS, [customer("a", ODD), customer("b", "B")])
    found = Customer.objects.get(source_key="a")
    assert (found.name, found.is_demo, found.customer_since) == (ODD, False, None)


def test_an_update_finds_rows_by_their_key_and_leaves_the_others():
    rows_insert(Customer, FIELDS, [customer("a", "A"), customer("b", "B")])
    rows_update(Customer, ("name", "phone_tail", "source_key"), [(ODD, "1234", "b"), ("Nobody", "0000", "c")])
    assert list(Customer.objects.order_by("source_key").values_list("name", "phone_tail")) == [("A", ""), (ODD, "1234")]


def test_no_rows_write_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        rows_insert(Customer, FIELDS, [])
        rows_update(Customer, ("name", "source_key"), [])
