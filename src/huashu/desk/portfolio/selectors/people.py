"""What each person's work came to within the month and the month before: five grouped queries for a whole team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from huashu.desk.cases.models import Case, Channel, Contact, Promise, PromiseStatus, Reached
from huashu.desk.closing.cases import CURED
from huashu.desk.people.models import Person
from huashu.desk.portfolio.portion import Portion
from huashu.desk.portfolio.selectors.buckets import CURRENT
from huashu.desk.portfolio.shares import Share
from huashu.lending.arrears import CLOSED

DECIDED: Final = (PromiseStatus.KEPT, PromiseStatus.PART_KEPT, PromiseStatus.BROKEN)
"""What became of promises whose day came: of these a share was kept."""

ENDED: Final = (*DECIDED, PromiseStatus.WITHDRAWN)
"""The same, and those that a newer promise replaced before their day."""

SPOKEN: Final = (Channel.CALL, Channel.INBOUND, Channel.VISIT)


@dataclass(frozen=True, slots=True)
class Month:
    """What came of a month's work.

    Args:
        overdue: Overdue loans of all running ones at its end.
        overdue_minor: What is overdue on them.
        promises: Promises kept in full of those decided.
        withdrawn: Promises that a newer one replaced before their day.
        first_contacts: First contacts made within 24 hours of those that were due.
        cured: Cases that ended because nothing was overdue any more.
    """

    overdue: Share = field(default_factory=Share)
    overdue_minor: int = 0
    promises: Share = field(default_factory=Share)
    withdrawn: int = 0
    first_contacts: Share = field(default_factory=Share)
    cured: int = 0

    def plus(self, other: Month) -> Month:
        """Both together."""
        return Month(
            self.overdue.plus(other.overdue),
            self.overdue_minor + other.overdue_minor,
            self.promises.plus(other.promises),
            self.withdrawn + other.withdrawn,
            self.first_contacts.plus(other.first_contacts),
            self.cured + other.cured,
        )


@dataclass(frozen=True, slots=True)
class Work:
    """One person's work (or several people's together).

    Args:
        now: The month up to the last close.
        before: The month before it.
        contacts: Talks with the customer, of calls and visits, in the month up to the last close.
    """

    now: Month = field(default_factory=Month)
    before: Month = field(default_factory=Month)
    contacts: Share = field(default_factory=Share)

    def plus(self, other: Work) -> Work:
        """Both together."""
        return Work(self.now.plus(other.now), self.before.plus(other.before), self.contacts.plus(other.contacts))


def work_by_person(portion: Portion) -> dict[int | None, Work]:
    """What each person's work came to; None holds what belongs to nobody.

    Args:
        portion: Whose; its officer, if it has one, isn't left alone, so that a team's average can be made.
    """
    wide = portion.wide()
    found: dict[int | None, Work] = defaultdict(Work)
    for add in (_overdue, _promises, _first_contacts, _cured, _contacts):
        for person_id, work in add(wide):
            found[person_id] = found[person_id].plus(work)
    return dict(found)


def together(works: Iterable[Work]) -> Work:
    """Several people's work as one."""
    total = Work()
    for work in works:
        total = total.plus(work)
    return total


def day_start(day: date) -> datetime:
    """Midnight that begins a business day."""
    return timezone.make_aware(datetime.combine(day, time()))


def promises_ended(portion: Portion, after_on: date) -> QuerySet[Promise]:
    """Promises that the ledger decided after a day, or that were replaced, up to the last close.

    A promise that only a correction took back was never made, and isn't among them.
    """
    promises = portion.promises().filter(decided_on__gt=after_on, decided_on__lte=portion.days.latest_on, status__in=ENDED)
    corrected = Contact.objects.filter(corrects__isnull=False).values("corrects")
    return promises.exclude(status=PromiseStatus.WITHDRAWN, contact__in=corrected)


def first_contacts_due(portion: Portion, after_on: date) -> QuerySet[Case]:
    """Cases whose first contact was due after a day and by now, up to the last close; not those paid before anybody had to call."""
    until_at = min(day_end(portion.days.latest_on), portion.now)
    due = portion.cases().filter(first_contact_due_at__gt=day_end(after_on), first_contact_due_at__lte=until_at)
    # In this order, because SQLite finds the day of a moment slowly and most cases were contacted.
    return due.filter(Q(first_contacted_at__isnull=False) | Q(closed_on__isnull=True) | Q(closed_on__gte=TruncDate("first_contact_due_at")))


def cases_cured(portion: Portion, after_on: date) -> QuerySet[Case]:
    """Cases that ended after a day because nothing was overdue any more."""
    return portion.cases().filter(closed_reason=CURED, closed_on__gt=after_on, closed_on__lte=portion.days.latest_on)


def contacts_made(portion: Portion) -> QuerySet[Contact]:
    """Calls and visits of the month up to the last close, corrected ones left out."""
    contacts = Contact.objects.filter(
        channel__in=SPOKEN, started_at__gt=day_end(portion.days.since_on), started_at__lte=day_end(portion.days.latest_on)
    )
    contacts = contacts.exclude(pk__in=Contact.objects.filter(corrects__isnull=False).values("corrects"))
    # People are named one by one, so that each one's contacts are found in the index by their time.
    people = Person.objects.all() if portion.officer_id is None else Person.objects.filter(pk=portion.officer_id)
    contacts = contacts.filter(officer__in=people)
    if portion.team_id is not None:
        contacts = contacts.filter(case__team=portion.team_id)
    return contacts.filter(case__currency=portion.currency) if len(portion.currencies) > 1 else contacts


def day_end(day: date) -> datetime:
    """Midnight that ends a business day."""
    return day_start(day + timedelta(days=1))


MET: Final = Q(first_contacted_at__lte=F("first_contact_due_at"))
"""A first contact that was in time."""


def _overdue(portion: Portion) -> Iterable[tuple[int | None, Work]]:
    days = portion.days
    rows = portion.figures().filter(as_of__in=(days.latest_on, days.since_on)).exclude(bucket=CLOSED)
    for day, person_id, bucket, loans, overdue_minor in rows.values_list("as_of", "assignee", "bucket").annotate(
        Sum("loans"), Sum("overdue_minor")
    ):
        month = Month(Share(0 if bucket == CURRENT else loans, loans), overdue_minor)
        yield person_id, Work(now=month) if day == days.latest_on else Work(before=month)


def _promises(portion: Portion) -> Iterable[tuple[int | None, Work]]:
    since_on = portion.days.since_on
    rows = promises_ended(portion, portion.days.before_on).values_list("taken_by", "status").order_by()
    for person_id, status, now, both in rows.annotate(now=Count("pk", filter=Q(decided_on__gt=since_on)), both=Count("pk")):
        yield person_id, Work(_ended(status, now), _ended(status, both - now))


def _ended(status: str, count: int) -> Month:
    if status == PromiseStatus.WITHDRAWN:
        return Month(withdrawn=count)
    return Month(promises=Share(count if status == PromiseStatus.KEPT else 0, count))


def _first_contacts(portion: Portion) -> Iterable[tuple[int | None, Work]]:
    lately = Q(first_contact_due_at__gt=day_end(portion.days.since_on))
    rows = first_contacts_due(portion, portion.days.before_on).values_list("assignee").order_by()
    counts = (Count("pk", filter=lately & MET), Count("pk", filter=lately), Count("pk", filter=MET), Count("pk"))
    names = ("met_now", "due_now", "met", "due")
    for person_id, met_now, due_now, met, due in rows.annotate(**dict(zip(names, counts, strict=True))):
        now, before = Share(met_now, due_now), Share(met - met_now, due - due_now)
        yield person_id, Work(Month(first_contacts=now), Month(first_contacts=before))


def _cured(portion: Portion) -> Iterable[tuple[int | None, Work]]:
    rows = cases_cured(portion, portion.days.before_on).values_list("assignee").order_by()
    for person_id, now, both in rows.annotate(now=Count("pk", filter=Q(closed_on__gt=portion.days.since_on)), both=Count("pk")):
        yield person_id, Work(Month(cured=now), Month(cured=both - now))


def _contacts(portion: Portion) -> Iterable[tuple[int | None, Work]]:
    rows = contacts_made(portion).values_list("officer").order_by()
    for person_id, reached, made in rows.annotate(spoken=Count("pk", filter=Q(reached=Reached.CUSTOMER)), made=Count("pk")):
        yield person_id, replace(Work(), contacts=Share(reached, made))
