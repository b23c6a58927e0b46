"""A call that Ada makes on a loan with a real ledger, the lender's facts, and presses as the screen sends them."""

import json
from itertools import count

import pytest
from django.urls import reverse

from huashu.desk.calls.models import Call, LenderFacts
from huashu.desk.calls.services.calls import call_begin
from huashu.desk.conduct.models import ConductSetting
from huashu.desk.correspondence.models import SenderSetting


@pytest.fixture
def lender(db):
    """What the lender says of itself, so that every sentence can be filled."""
    ConductSetting.objects.create(pk=1, institution="样例汽车金融")
    SenderSetting.objects.create(pk=1, callback_number="400-000-0000", how_to_pay_zh="在手机银行转到合同上的还款账户")
    return LenderFacts.objects.create(
        pk=1,
        complaint_number="400-000-0001",
        answer_by_zh="明天上午",
        title_zh="客户经理",
        grade_effect_zh="下次放款的额度和利率都会受影响",
        report_after_days=60,
        report_month_day=5,
        hardship_help=True,
        legal_after_days=180,
    )


@pytest.fixture
def case(make_real_case, ada):
    return make_real_case(ada, stage="early")


@pytest.fixture
def call(case, ada, now, lender):
    return call_begin(case=case, start=None, person=ada, now=now)


@pytest.fixture
def send():
    """Send presses as the script does: ``send(client, call, ("heard", {"step": …, "act": …}))``; keys count up unless given."""
    keys = count(1)

    def post(client, call: Call, *presses, **fields):
        events = []
        for kind, values, *rest in presses:
            extra = rest[0] if rest else {}
            events.append({"key": f"k{next(keys)}", "kind": kind, "values": values, "at_seconds": 1, **fields, **extra})
        body = json.dumps({"events": events})
        return client.post(reverse("call-events", args=[call.pk]), body, content_type="application/json", headers={"HX-Request": "true"})

    return post


IS_CUSTOMER = ("heard", {"step": "confirm_party", "act": "is_customer"})
