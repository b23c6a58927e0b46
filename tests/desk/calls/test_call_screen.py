"""The call screen: what is said when, one press for each thing, third persons, plain forms, reloads, newer versions."""

import pytest
from django.urls import reverse

from huashu.desk.calls.models import Call, CallEvent
from huashu.desk.conduct.models import ContactStart


def shown(client, call):
    return client.get(reverse("call", args=[call.pk]), headers={"Accept-Language": "en"}).content.decode()


IS_CUSTOMER = ("heard", {"step": "confirm_party", "act": "is_customer"})


def test_the_call_button_opens_the_screen_with_the_number(case, ada, signed_in, now, lender):
    client = signed_in(ada)
    done = client.post(reverse("conduct-start", args=[case.pk, "call"]), {}, headers={"HX-Request": "true"})
    call = Call.objects.get()
    assert done.status_code == 204
    assert done.headers["HX-Redirect"] == reverse("call", args=[call.pk])
    assert call.start == ContactStart.objects.get()
    page = shown(client, call)
    assert case.customer.phone in page
    assert f"请问是<mark>{case.customer.name}</mark>本人吗" in page


def test_nothing_of_the_debt_is_said_before_the_customer_answers(call, ada, signed_in):
    page = shown(signed_in(ada), call)
    assert "罚息" not in page.split('id="call-sheet"')[1].split("call-side")[0].replace("罚息，", "")


def test_a_press_goes_on_to_the_next_step(call, ada, signed_in, send):
    client = signed_in(ada)
    answer = send(client, call, IS_CUSTOMER)
    assert answer.status_code == 200
    assert '"k1"' in answer.headers["X-Huashu-Settled"]
    assert 'data-step="identify_self"' in answer.content.decode()
    assert 'data-step="identify_self"' in shown(client, call)
