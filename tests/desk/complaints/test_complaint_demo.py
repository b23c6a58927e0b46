"""The demo brings three complaints and takes them out again, without touching the numbers of real ones."""

import pytest

from huashu.desk import access
from huashu.desk.complaints.models import Complaint, ComplaintStep, ComplaintYear
from huashu.desk.complaints.selectors.register import complaint_figures
from huashu.desk.demo.removal import demo_remove
from huashu.desk.demo.services import demo_load
from huashu.desk.people.models import Person

pytestmark = pytest.mark.django_db


def test_the_demos_complaints(now):
    demo_load(today=now.date(), now=now, borrowers=64)
    found = [(row.number, row.state, row.finding) for row in Complaint.objects.order_by("place")]
    assert found == [
        ("TS-2026-0001", "closed", "partly_upheld"),
        ("TS-2026-0002", "acknowledged", ""),
        ("TS-2026-0003", "answered", ""),
    ]
    compliance, supervisor = (Person.objects.get(username=f"demo-{role}") for role in ("compliance", "supervisor"))
    figures = complaint_figures(compliance, now.date())
    assert (figures.open, figures.overdue, figures.answered, figures.median_days) == (2, 1, 2, 5.5)
    assert access.complaints_for(supervisor).count() == 3
    demo_remove()
    assert not any(model.objects.exists() for model in (Complaint, ComplaintStep, ComplaintYear))


def test_a_real_complaint_keeps_its_number(now, make_complaint):
    real = make_complaint()
    demo_load(today=now.date(), now=now, borrowers=64)
    demo_remove()
    assert list(Complaint.objects.all()) == [real]
    assert make_complaint().number == "TS-2026-0002", "the demo's numbers are free again"
