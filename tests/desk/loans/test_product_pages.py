"""The product pages: who may set what, and how a mistake comes back."""

import pytest
from django.urls import reverse

from huashu.desk.loans.models import ProductSetting
from huashu.desk.loans.products import product_of, rules_of
from huashu.desk.loans.typed import typed_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def setting(db):
    return ProductSetting.objects.create(code="standard", name="Standard")


def filled(setting, **changes):
    typed = {name: "" if value is None else value for name, value in typed_from(setting).items()}
    if not typed["penalty_on_interest"]:
        del typed["penalty_on_interest"]
    return typed | changes


def test_a_supervisor_sets_a_product(ben, signed_in, setting):
    client = signed_in(ben)
    assert b"Standard" in client.get(reverse("product-list")).content
    changes = {
        "name": "Autos",
        "grace_days": "5",
        "penalty_multiplier": "1.3",
        "penalty_rate_cap": "24",
        "reminder_days": "7",
        "firm_from": "61",
    }
    response = client.post(reverse("product-change", args=[setting.pk]), filled(setting, **changes))
    assert response.status_code == 302
    setting.refresh_from_db()
    product = product_of(setting)
    assert (setting.name, product.grace_days, product.penalty_multiplier_permille) == ("Autos", 5, 1300)
    assert (product.penalty_rate_cap_ppb, product.stages[1].to_days, rules_of(setting).reminder_days) == (240_000_000, 60, 7)


MISTAKES = [
    ("a gap between buckets", {"buckets": "current 0-0\nM1 2-"}, "a band that starts at day 1"),
    ("a bucket that can't be read", {"buckets": "M1"}, "a name and days"),
    ("a part twice", {"second": "penalty"}, "each of penalty, fee, interest, principal once"),
    ("a sum finer than a fen", {"tolerance": "0.001"}, "at most 2 decimals in CNY"),
    ("a grace of 91 days", {"grace_days": "91"}, "less than or equal to 90"),
    ("no name", {"name": " "}, "This field is required."),
]


@pytest.mark.parametrize(("changes", "sentence"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_comes_back_with_its_sentence_and_what_was_typed(eve, signed_in, setting, changes, sentence):
    response = signed_in(eve).post(reverse("product-change", args=[setting.pk]), filled(setting, **changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    setting.refresh_from_db()
    assert setting.settings == {}


def test_a_product_that_can_not_be_read_can_be_set_anew(eve, signed_in, setting):
    ProductSetting.objects.filter(pk=setting.pk).update(settings={"grace_days": "three"})
    setting.refresh_from_db()
    client = signed_in(eve)
    assert client.get(reverse("product-change", args=[setting.pk])).status_code == 200
    assert client.post(reverse("product-change", args=[setting.pk]), filled(setting)).status_code == 302
    setting.refresh_from_db()
    assert product_of(setting).grace_days == 0


@pytest.mark.parametrize("who", ["ada", "chen", "finn"])
def test_others_may_not(request, who, signed_in, setting):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("product-list")).status_code == 403
    assert client.post(reverse("product-change", args=[setting.pk]), filled(setting)).status_code == 403


def test_the_list_asks_the_database_a_fixed_number_of_times(ben, signed_in, setting, django_assert_num_queries):
    client = signed_in(ben)
    client.get(reverse("product-list"))  # the first request of a session also writes it
    for n in range(5):
        ProductSetting.objects.create(code=f"p{n}", name=f"P{n}")
        with django_assert_num_queries(4):  # session, person, products, approvals
            client.get(reverse("product-list"))
