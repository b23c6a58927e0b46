"""Whose case it is, and whether it has had its turn today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from huashu.desk.access import may
from huashu.desk.cases.models import Case, CaseEvent
from huashu.desk.cases.refusals import AssigneeElsewhere, CaseClosed
from huashu.desk.cases.services.placing import case_place
from huashu.desk.people.models import Person


def case_finish(*, case: Case, now: datetime) -> None:
    """Say that the officer has finished with a case for today; it waits until tomorrow, or for an appointment.

    Raises:
        CaseClosed: The case isn't open.
    """
    _turn(case, now, finished=True)


def case_reopen(*, case: Case, now: datetime) -> None:
    """Put a case that was finished with today back on the list.

    Raises:
        CaseClosed: The case isn't open.
    """
    _turn(case, now, finished=False)


def case_assign(*, case: Case, assignee: Person | None, person: Person, now: datetime) -> None:
    """Give a case to a person of its team, or to nobody.

    Args:
        case: The case.
        assignee: Who is to work it; None takes it from everybody.
        person: Who decides.
        now: The moment of the decision.

    Raises:
        AssigneeElsewhere: The person can't work cases or is in another team.
        CaseClosed: The case isn't open.
    """
    cases_assign(cases=[case], assignee=assignee, person=person, now=now)


def cases_assign(*, cases: Sequence[Case], assignee: Person | None, person: Person, now: datetime) -> int:
    """Give several cases to one person of their team, or to nobody; all or none.

    Args:
        cases: The cases.
        assignee: Who is to work them; None takes them from everybody.
        person: Who decides.
        now: The moment of the decision.

    Returns:
        How many changed hands.

    Raises:
        AssigneeElsewhere: The person can't work cases or is in another team.
        CaseClosed: A case isn't open.
    """
    with transaction.atomic():
        return sum(_assign(case, assignee, person, now) for case in cases)


def _assign(case: Case, assignee: Person | None, person: Person, now: datetime) -> bool:
    if assignee is not None and (not may(assignee, "cases.work") or assignee.team_id != case.team_id):
        raise AssigneeElsewhere(name=assignee.name)
    row = _open_case(case)
    if row.assignee_id == (assignee.pk if assignee else None):
        return False
    values = {"from": row.assignee.name if row.assignee else "", "to": assignee.name if assignee else ""}
    row.assignee = assignee
    row.save(update_fields=["assignee"])
    CaseEvent.objects.create(case=row, at=now, code="assigned", values=values, person=person, business_on=timezone.localdate(now))
    return True


def _turn(case: Case, now: datetime, *, finished: bool) -> None:
    with transaction.atomic():
        row = _open_case(case)
        row.handled_on = timezone.localdate(now) if finished else None
        case_place(row, now)


def _open_case(case: Case) -> Case:
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.closed_on is not None:
        raise CaseClosed(day=date_format(row.closed_on))
    return row
