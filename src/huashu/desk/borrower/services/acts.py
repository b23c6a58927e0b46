"""Writing down what a customer told us on their page, with everything that follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from huashu.desk.borrower.links import link_check
from huashu.desk.borrower.models import ActKind, BorrowerAct, BorrowerLink
from huashu.desk.borrower.refusals import KeyMissing, PromiseGone, TooMuchSent
from huashu.desk.borrower.selectors.setting import page_setting
from huashu.desk.borrower.services.effects import ANSWERED, REPLACED, facts_after
from huashu.desk.cases.models import Case, PromiseStatus
from huashu.desk.cases.services.placing import case_place
from huashu.desk.complaints.models import CameBy, Category, Complainant, Complaint
from huashu.desk.complaints.services.complaints import ComplaintDraft, complaint_record
from huashu.desk.conduct.models import CustomerFact
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import basis_of
from huashu.desk.conduct.services.facts import fact_record, fact_withdraw
from huashu.desk.conduct.verdicts import holding
from huashu.desk.people.models import Person, Role

MOST_A_DAY: Final = 30
"""What one link may send within 24 hours."""
ANSWER_AT: Final = time(18, 0)
"""The customer hears by this time of the last day, in the lender's time zone."""
PAGE_PERSON: Final = "customer-page"
"""Sign-in name of the row that stands for the page where a record wants a person; nobody can sign in with it."""


@dataclass(frozen=True, slots=True)
class ActDraft:
    """What is about to be written down.

    Args:
        kind: What it is.
        key: Of the form that was sent.
        values: Its fields, in plain JSON.
        promise: Number of the promise that is confirmed.
    """

    kind: ActKind
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    promise: int | None = None


def act_record(*, link: BorrowerLink, draft: ActDraft, now: datetime) -> BorrowerAct:
    """Write down what a customer told us; sending the same form again changes nothing.

    Args:
        link: The link that was opened, whose digits were right.
        draft: What was told.
        now: The moment.

    Returns:
        The act, or the one that the same form made before.

    Raises:
        KeyMissing: The form had no key.
        TooMuchSent: The link has sent more than anybody needs.
        PromiseGone: The promise to be confirmed isn't open, or isn't of this case.
        DeskRefusal: The link works no more, or a service refuses what follows.
    """
    if not 16 <= len(draft.key) <= 40:
        raise KeyMissing
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("loan", "customer").get(pk=link.case_id)
        if before := _before(case, draft):
            return before
        link_check(BorrowerLink.objects.get(pk=link.pk), now)
        if link.acts.filter(at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
            raise TooMuchSent
        complaint = _complaint(case, draft, now) if draft.kind is ActKind.COMPLAINT else None
        answer_due_on = complaint.due_on if complaint else _answer_day(draft.kind, now)
        act = BorrowerAct.objects.create(
            link=link, case=case, kind=draft.kind, values=dict(draft.values), at=now, key=draft.key, answer_due_on=answer_due_on,
            promise_id=_promise(case, draft), complaint=complaint,
        )  # fmt: skip
        _bind_and_look(case, act, now)
        _queue(case, act, now)
    return act


def answer_time(day: date) -> datetime:
    """By when of a day the customer hears."""
    return timezone.make_aware(datetime.combine(day, ANSWER_AT))


def page_person() -> Person:
    """Who a record names when the customer wrote it on their page: a row that can't sign in and sees nothing."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Customer's own page")
    person, made = Person.objects.get_or_create(
        username=PAGE_PERSON, defaults={"name": name, "role": Role.VERIFIER, "is_active": False, "password": ""}
    )
    if made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person


def _before(case: Case, draft: ActDraft) -> BorrowerAct | None:
    rows = BorrowerAct.objects.filter(case=case)
    if draft.promise is not None and (confirmed := rows.filter(promise=draft.promise).first()):
        return confirmed
    return rows.filter(key=draft.key).first()


def _promise(case: Case, draft: ActDraft) -> int | None:
    if draft.kind is not ActKind.PROMISE:
        return None
    if not case.promises.filter(pk=draft.promise or 0, status=PromiseStatus.OPEN).exists():
        raise PromiseGone
    return draft.promise


def _complaint(case: Case, draft: ActDraft, now: datetime) -> Complaint:
    said = draft.values
    complaint = ComplaintDraft(
        received_at=now,
        complainant=Complainant.BORROWER,
        came_by=CameBy.WEB,
        category=Category(said["category"]),
        words=said["words"],
        wanted=said.get("wanted", ""),
    )
    return complaint_record(draft=complaint, case=case, person=page_person(), now=now)


def _bind_and_look(case: Case, act: BorrowerAct, now: datetime) -> None:
    """Bind, and keep whether a rule holds calls back because of it: what the customer is told next rests on that."""
    before = _holding(case, now)
    _bind(case, act, now)
    again = BorrowerAct.objects.filter(case=case, kind=act.kind, is_held=True).exclude(pk=act.pk).exists()
    act.is_held = bool(_holding(case, now) - before) or (again and bool(before))
    act.save(update_fields=["is_held"])


def _holding(case: Case, now: datetime) -> frozenset[str]:
    return frozenset(rule.id for rule in holding(basis_of([case], now).verdict(case.pk, Ask("call", now))))


def _bind(case: Case, act: BorrowerAct, now: datetime) -> None:
    """Write the wishes and states that follow; those chosen on the page before end where the newest takes their place."""
    kind = ActKind(act.kind)
    if kind in REPLACED:
        chosen = CustomerFact.objects.filter(
            pk__in=BorrowerAct.facts.through.objects.filter(borroweract__case__customer_id=case.customer_id, borroweract__kind=kind).values(
                "customerfact_id"
            ),
            withdrawn_by__isnull=True,
        )
        for fact in chosen:
            fact_withdraw(fact=fact, case=case, note=str(kind.label), person=None, now=now)
    drafts = facts_after(kind, act.values, act.answer_due_on)
    act.facts.set([fact_record(case=case, draft=draft, person=None, now=now) for draft in drafts])


def _queue(case: Case, act: BorrowerAct, now: datetime) -> None:
    """What has to be answered puts the case back on the list, by the earliest time that the customer was told."""
    if case.closed_on is not None:
        return
    if act.kind in ANSWERED:
        assert act.answer_due_on is not None
        at = answer_time(act.answer_due_on)
        case.answer_due_at = min(at, case.answer_due_at) if case.answer_due_at else at
        case.handled_on = None
    case_place(case, now)


def _answer_day(kind: ActKind, now: datetime) -> date | None:
    return timezone.localdate(now) + timedelta(days=page_setting().answer_days) if kind in ANSWERED else None
