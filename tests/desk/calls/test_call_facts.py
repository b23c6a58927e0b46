"""Facts of the worked loan (see tests/desk/conftest.py), each from its source; what isn't known is not there.

On Monday 23 November 2026, 1,044.42 is overdue: 34 and 3 days, penalty 8.37 + 0.75 = 9.12, 0.49 more a day. After one more week the
penalty of the same two instalments is 492.53 × 41 × 18%/360 = 10.10 and 497.45 × 10 × 18%/360 = 2.49, together 12.59.
"""

from datetime import date, timedelta

import pytest

from huashu.desk.assessment.models import MarkKind
from huashu.desk.assessment.services.saying import mark_set, mark_withdraw
from huashu.desk.calls.models import LenderFacts
from huashu.desk.calls.selectors.facts import facts_of, report_day
from huashu.desk.calls.words import pledged_in, salutation_of, surety_in
from huashu.desk.cases.models import Case
from huashu.desk.correspondence.models import Message, MessageStatus
from huashu.playbook.facts import FACTS


def test_the_worked_loan(case, ada, now, lender):
    facts = facts_of(case, ada, now)
    wanted = {
        "days_past_due": 34,
        "due_date": "2026-10-20",
        "amount_due": 104_442,
        "penalty_so_far": 912,
        "overdue_amount": 103_530,
        "penalty_per_day": 49,
        "penalty_in_week": 1_259,
        "instalment_amount": 51_765,
        "annual_rate": 120_000,
        "today": "2026-11-23",
        "officer_name": "Ada",
        "institution": "样例汽车金融",
        "contract_tail": case.loan.contract_no[-4:],
        "broken_promises": 0,
        "months_on_time": 1,
        "report_date": "2027-01-05",
        "days_to_report": 43,
        "legal_action_approved": False,
        "hardship_help": True,
    }
    assert {name: facts.get(name) for name in wanted} == wanted
    assert set(facts) <= set(FACTS)


def test_what_nobody_wrote_down_is_not_known(case, ada, now):
    facts = facts_of(case, ada, now)
    unknown = {
        "institution",
        "callback_number",
        "how_to_pay",
        "report_date",
        "grade_effect",
        "hardship_help",
        "has_guarantor",
        "last_promise_date",
    }
    assert not unknown & set(facts)


def letter_sent(case, at, state="handed_over"):
    """A demand letter that went out at a moment."""
    fields = {"case": case, "channel": "letter", "language": "zh-Hans", "purpose": "collection", "text": "…", "template": "letter_demand"}
    message = Message.objects.create(key=f"demand-{at}", state=state, queued_at=at, **fields)
    MessageStatus.objects.create(message=message, at=at, code="handed_over")


def test_the_day_of_the_latest_demand_letter(case, ada, now):
    Case.objects.filter(pk=case.pk).update(overdue_since=date(2026, 10, 21))
    assert "demand_letter_date" not in facts_of(case, ada, now)
    letter_sent(case, now - timedelta(days=2), state="failed")
    assert "demand_letter_date" not in facts_of(case, ada, now)
    letter_sent(case, now - timedelta(days=20))
    letter_sent(case, now - timedelta(days=8))
    assert facts_of(case, ada, now)["demand_letter_date"] == "2026-11-15"


def test_legal_action_is_approved_by_a_person_whatever_the_days(case, ada, chen, now, lender):
    mark = mark_set(case=case, kind=MarkKind.LEGAL_APPROVED, reason="材料已齐", person=chen, now=now)
    assert facts_of(case, ada, now)["legal_action_approved"] is True
    mark_withdraw(mark=mark, reason="客户已提供方案", person=chen, now=now)
    assert facts_of(case, ada, now)["legal_action_approved"] is False


@pytest.mark.parametrize(("days", "said"), [(35, False), (34, None), (None, None)])
def test_days_alone_never_approve_legal_action(case, ada, now, lender, days, said):
    """The loan is 34 days past due: too early where 35 are asked, and nobody's decision from then on or where nothing is set."""
    LenderFacts.objects.update(legal_after_days=days)
    assert facts_of(case, ada, now).get("legal_action_approved") is said


def test_before_it_is_due_nothing_overdue_is_named(make_real_case, ada, now, lender):
    facts = facts_of(make_real_case(ada, paid=3), ada, now)
    assert facts["days_past_due"] == 0
    assert facts["next_due_date"] == "2026-12-20"
    assert facts["days_to_due"] == 27
    assert not {"overdue_amount", "penalty_so_far", "penalty_per_day", "due_date", "report_date", "grade_if_late"} & set(facts)


REPORTS = {
    "the day itself": ((30, None), date(2026, 11, 20), date(2026, 11, 30), date(2026, 12, 20)),
    "the next 5th": ((30, 5), date(2026, 11, 20), date(2026, 11, 30), date(2027, 1, 5)),
    "today still": ((10, None), date(2026, 11, 20), date(2026, 11, 30), date(2026, 11, 30)),
    "behind": ((9, None), date(2026, 11, 20), date(2026, 11, 30), None),
    "no rule": ((None, 5), date(2026, 11, 20), date(2026, 11, 30), None),
    "nothing overdue": ((30, 5), None, date(2026, 11, 30), None),
}


@pytest.mark.parametrize("name", list(REPORTS))
def test_the_day_of_the_report(name):
    (days, month_day), oldest, today, wanted = REPORTS[name]
    assert report_day(LenderFacts(report_after_days=days, report_month_day=month_day), oldest, today) == wanted


ADDRESSED = {
    ("张志远", "110101199001011234", "zh-Hans"): "张先生",
    ("张志远", "110101199001011224", "zh-Hans"): "张女士",
    ("欧阳明", "110101199001011234", "zh-Hans"): "欧阳先生",
    ("张志远", "", "zh-Hans"): "张志远",
    ("John Doe", "110101199001011234", "zh-Hans"): "John Doe",
    ("张志远", "110101199001011234", "en"): "张志远",
}


@pytest.mark.parametrize("who", list(ADDRESSED))
def test_how_a_customer_is_addressed(who):
    assert salutation_of(*who) == ADDRESSED[who]


def test_what_the_security_says():
    assert [pledged_in(text) for text in ("车辆抵押，无担保人", "Mortgage on the car", "无抵押", "信用")] == [True, True, False, None]
    assert [surety_in(text) for text in ("车辆抵押，无担保人", "担保人：李某", "no guarantor", "车辆抵押")] == [False, True, False, None]
