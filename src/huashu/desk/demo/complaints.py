"""Three invented complaints: one whose answer is overdue, one answered and waiting to be closed, one closed as partly upheld.

Like the invented contacts of the past they are stored as rows and leave nothing in the audit trail, which only tells what was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from huashu.desk.cases.models import Case
from huashu.desk.complaints.models import CameBy, Category, Complainant, Complaint, ComplaintStep, Finding, StepKind
from huashu.desk.complaints.services.complaints import ComplaintDraft, complaint_fields
from huashu.desk.complaints.services.numbers import number_take, numbers_after_removal
from huashu.desk.complaints.services.steps import StepDraft, step_fields, step_follow
from huashu.desk.people.models import Person

COMPLIANCE: Final = "demo-compliance"
SUPERVISOR: Final = "demo-supervisor"
_OFFICER: Final = "demo-officer"


@dataclass(frozen=True, slots=True)
class _Story:
    """A complaint and what was done about it.

    Args:
        days_ago: How many days before loading it was received.
        about: Sign-in name of the person complained about, or empty.
        owner: Sign-in name of whoever looks after it.
        said: The rest of the complaint.
        steps: Days after receipt, and the step.
    """

    days_ago: int
    about: str
    owner: str
    said: Mapping[str, Any]
    steps: tuple[tuple[int, StepDraft], ...]


_CLOSED: Final = _Story(
    33,
    "demo-north-2",
    SUPERVISOR,
    {
        "complainant": Complainant.BORROWER,
        "came_by": CameBy.PHONE,
        "category": Category.FREQUENCY,
        "words": "上周四一天给我打了四个电话，我在开会都挂了还接着打。我又不是不还。",
        "wanted": "别再这样打电话，以后先发短信。",
    },
    (
        (1, StepDraft(StepKind.ACKNOWLEDGED, "当天回电告知已登记，由主管核查。")),
        (
            4,
            StepDraft(
                StepKind.INVESTIGATED, "查当天记录：拨打四次，接通一次，另三次未接。未超出规定次数，但间隔过短，没有照顾到客户在工作。"
            ),
        ),
        (6, StepDraft(StepKind.ANSWERED, "已电话答复：次数未超限，但连拨不妥，向您致歉；今后先发短信约时间再打。")),
        (
            8,
            StepDraft(
                StepKind.CLOSED, "客户接受答复。", None, Finding.PARTLY_UPHELD, "已约谈高远，未接后当天不再连拨；已记下客户希望先发短信。"
            ),
        ),
    ),
)
_ANSWERED: Final = _Story(
    9,
    "",
    COMPLIANCE,
    {
        "complainant": Complainant.BORROWER,
        "came_by": CameBy.WEB,
        "category": Category.WRONG_AMOUNT,
        "words": "我上个月 28 号就还了一期，短信里的逾期金额还是按没还算的，凭什么多要罚息？",
        "wanted": "更正金额，退还多收的罚息。",
    },
    (
        (1, StepDraft(StepKind.ACKNOWLEDGED, "在线回复已收到，五天内答复。")),
        (3, StepDraft(StepKind.INVESTIGATED, "核对流水：该笔款次日入账，短信在入账前生成，账上未多计罚息。")),
        (5, StepDraft(StepKind.ANSWERED, "已在线答复并附还款明细：款项次日到账，账上没有多收罚息；短信生成早于入账，给您造成误解，抱歉。")),
    ),
)
_OVERDUE: Final = _Story(
    13,
    "demo-officer",
    COMPLIANCE,
    {
        "complainant": Complainant.THIRD_PERSON,
        "complainant_name": "闻女士（虚构）",
        "came_by": CameBy.REGULATOR,
        "category": Category.THIRD_PERSONS,
        "words": "我只是他前同事，早就不联系了，还有人打到我单位总机问他住哪儿，同事都知道他欠钱了。",
        "wanted": "不要再联系我和我单位，说明号码从哪里来的。",
        "authority_reference": "转办〔虚构〕0271",
    },
    (
        (1, StepDraft(StepKind.ACKNOWLEDGED, "已电话告知投诉人收到转办，由合规经办。")),
        (6, StepDraft(StepKind.NOTE, "已调取通话录音，等电话系统导出总机去电记录。")),
    ),
)
_STORIES: Final = (_CLOSED, _OVERDUE, _ANSWERED)


def complaints_write(now: datetime) -> int:
    """Store the complaints, each about an open case of the officer whom it is about; the same cases each time.

    Args:
        now: The moment of loading.

    Returns:
        How many were stored: fewer only if there are fewer open cases.
    """
    people = Person.objects.filter(is_demo=True).select_related("team").in_bulk(field_name="username")
    pairs: list[tuple[_Story, Case]] = []
    for story in _STORIES:
        officer = people[story.about or _OFFICER]
        cases = Case.objects.filter(loan__is_demo=True, closed_on__isnull=True, assignee=officer, customer__language="zh-hans")
        case = cases.exclude(pk__in=[taken.pk for _, taken in pairs]).select_related("customer", "loan").order_by("pk").first()
        if case is not None:
            pairs.append((story, case))
    for story, case in pairs:
        _write(story, case, people, now)
    return len(pairs)


def complaints_remove() -> None:
    """Delete complaints of the demo's customers, and those about nobody that the demo's people wrote down; count on from the rest."""
    of_demo = Complaint.objects.filter(Q(customer__is_demo=True) | Q(customer__isnull=True, recorded_by__is_demo=True))
    keys = list(of_demo.values_list("pk", flat=True))
    ComplaintStep.objects.filter(complaint__in=keys).delete()
    Complaint.objects.filter(pk__in=keys).delete()
    numbers_after_removal()


def _write(story: _Story, case: Case, people: Mapping[str, Person], now: datetime) -> None:
    owner, received_at = people[story.owner], now - timedelta(days=story.days_ago)
    draft = ComplaintDraft(received_at=received_at, about_person=people.get(story.about), owner=owner, **story.said)
    row = Complaint(**complaint_fields(draft, case), recorded_at=received_at, recorded_by=owner, year=timezone.localdate(now).year)
    row.place, row.number = number_take(row.year)
    row.save()
    for place, (days, step) in enumerate(story.steps, start=1):
        at = received_at + timedelta(days=days)
        step_follow(row, _step(row, place, step, at, owner))
    row.save()


def _step(row: Complaint, place: int, draft: StepDraft, at: datetime, person: Person) -> ComplaintStep:
    fields = step_fields(row, draft, timezone.localdate(at))
    return ComplaintStep.objects.create(complaint=row, place=place, person=person, at=at, **fields)
