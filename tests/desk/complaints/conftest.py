"""A complaint about Ada, written down by Finn the day before yesterday and looked after by Chen."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from huashu.desk.complaints.models import CameBy, Category, Complainant, Complaint, StepKind
from huashu.desk.complaints.services.complaints import ComplaintDraft, complaint_record
from huashu.desk.complaints.services.steps import StepDraft, complaint_step

WAYS = {
    "received": (),
    "acknowledged": ("acknowledged",),
    "investigated": ("acknowledged", "investigated"),
    "answered": ("acknowledged", "answered"),
    "closed": ("acknowledged", "answered", "closed"),
    "reopened": ("acknowledged", "answered", "closed", "reopened"),
}
"""The steps that lead to each state."""


@pytest.fixture
def make_complaint(ada, finn, chen, make_case, now) -> Callable[..., Complaint]:
    """``make_complaint(state="answered", days=20)``: received so many days ago, brought to a state by Chen today."""

    def make(*, state: str = "received", days: int = 2, case="new", person=None, **fields: object) -> Complaint:
        fields = {
            "received_at": now - timedelta(days=days),
            "complainant": Complainant.BORROWER,
            "came_by": CameBy.PHONE,
            "category": Category.THREATS,
            "words": "他说要去我单位找我。",
            "about_person": ada,
            "owner": chen,
            **fields,
        }
        case = make_case(ada) if case == "new" else case
        row = complaint_record(draft=ComplaintDraft(**fields), case=case, person=person or finn, now=now)
        for kind in WAYS[state]:
            do(row, kind)
        row.refresh_from_db()
        return row

    def do(row, kind):
        closing = {"finding": "partly_upheld", "remedy": "道歉并更正"} if kind == "closed" else {}
        complaint_step(complaint=row, draft=StepDraft(StepKind(kind), words="如实记录", **closing), person=chen, now=now)

    return make
