"""Everything that verdicts about some cases are made from, read in a fixed number of queries; then verdicts, as many as are wanted.

One case and a page of the queue go through the same path, so both always say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from huashu.conduct.contact import Past, PlannedContact
from huashu.conduct.engine import check
from huashu.conduct.lawbook import Lawbook
from huashu.conduct.verdict import Verdict
from huashu.desk.audit.models import TrailEntry
from huashu.desk.cases.models import Case, Contact
from huashu.desk.conduct.lawbooks import lawbook_of
from huashu.desk.conduct.models import ConductSetting, CustomerFact
from huashu.desk.conduct.planning import Ask, contact_of, customer_of, facts_on, past_of, zones_with
from huashu.desk.conduct.selectors.facts import facts_of_customers
from huashu.desk.conduct.selectors.history import contacts_logged
from huashu.desk.conduct.selectors.settings import conduct_setting, house_zone, kind_of_product, product_kinds
from huashu.desk.conduct.trust import ClockDoubt, clock_doubt
from huashu.desk.conduct.zones import possible_zones
from huashu.desk.customers.models import Customer


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one case.

    Args:
        case: Its key.
        debt: What the engine calls its loan.
        purpose: What a contact about it is for, as its arrears say.
        product: Kind of loan.
        phone: The customer's number.
        zones: Where number and address allow the customer to be.
        facts: Wishes and states, oldest first.
        history: Contacts with the customer over all their loans, with the contact's key.
    """

    case: int
    debt: str
    purpose: str
    product: str
    phone: str
    zones: tuple[str, ...]
    facts: tuple[CustomerFact, ...]
    history: tuple[tuple[int, Past], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What verdicts about some cases are made from."""

    now: datetime
    setting: ConductSetting
    zone: str
    lawbook: Lawbook
    doubt: ClockDoubt | None
    known: Mapping[int, Known]

    def verdict(self, case: int, ask: Ask, *, leaving_out: int | None = None) -> Verdict:
        """The engine's answer about one case; unknown while the clock can't be trusted.

        Args:
            case: The case's key.
            ask: What is meant to be done.
            leaving_out: A logged contact that doesn't count: the one that is judged.
        """
        if self.doubt is not None:
            return self.doubt.verdict(str(case))
        return check(self.planned(case, ask, leaving_out=leaving_out), self.lawbook)

    def planned(self, case: int, ask: Ask, *, leaving_out: int | None = None) -> PlannedContact:
        """What is meant to be done with everything known, as the engine wants it."""
        known = self.known[case]
        facts = facts_on(known.facts, max(ask.at, self.now) if ask.at >= self.now else ask.at, self.day(ask.at))
        zones = zones_with(facts, known.zones)
        usual = {"recorded": self.setting.calls_recorded, "identifies_caller": self.setting.callers_say_who}
        contact = contact_of(ask, known.phone, zones, usual)
        if contact.place == "work" and contact.consent is None and any(row.code == "work_contact" for row in facts):
            contact = replace(contact, consent=True)
        return PlannedContact(
            id=str(case),
            packs=tuple(self.setting.packs),
            actor=self.setting.actor,
            purpose=ask.purpose or known.purpose,
            contact=contact,
            customer=customer_of(facts, zones),
            lender_type=self.setting.lender_type or None,
            product=known.product,
            debts=(known.debt,),
            history=tuple(past for pk, past in known.history if pk != leaving_out and past.at < ask.at),
        )

    def with_past(self, case: int, past: Past) -> Basis:
        """The same with one more contact, for what comes after it."""
        known = self.known[case]
        return replace(self, known={**self.known, case: replace(known, history=(*known.history, (0, past)))})

    def facts(self, case: int) -> list[CustomerFact]:
        """Wishes and states that hold now."""
        return facts_on(self.known[case].facts, self.now, self.day(self.now))

    def day(self, at: datetime) -> date:
        """The house's calendar day of a moment; the server's, where the house's zone is broken."""
        return at.astimezone(ZoneInfo(self.zone if self.doubt is None or self.doubt.kind != "zone" else "UTC")).date()


def basis_of(cases: Iterable[Case], now: datetime) -> Basis:
    """Read what verdicts about cases are made from.

    Args:
        cases: Any number of cases, each seen by the person already; their own columns are enough.
        now: The moment.
    """
    rows = list(cases)
    customers = sorted({case.customer_id for case in rows})
    setting, kinds = conduct_setting(), product_kinds()
    people = {row["pk"]: row for row in Customer.objects.filter(pk__in=customers).values("pk", "phone", "address", "region")}
    products = dict(Case.objects.filter(pk__in=[case.pk for case in rows]).values_list("pk", "loan__product_id")) if kinds else {}
    facts = facts_of_customers(customers)
    logged = contacts_logged(customers, now)
    known = {}
    for case in rows:
        person = people[case.customer_id]
        known[case.pk] = Known(
            case=case.pk,
            debt=str(case.loan_id),
            purpose="collection" if case.overdue_minor > 0 else "reminder",
            product=kind_of_product(kinds, products.get(case.pk, 0)),
            phone=person["phone"],
            zones=possible_zones(person["phone"], person["address"], person["region"], settings.HUASHU_REGION),
            facts=tuple(facts[case.customer_id]),
            history=tuple((row.pk, past_of(row, person["phone"])) for row in logged[case.customer_id]),
        )
    zone = house_zone(setting)
    return Basis(now, setting, zone, lawbook_of(setting), clock_doubt(now, newest_at(), zone), known)


def newest_at() -> datetime | None:
    """The newest moment that this desk's clock gave out: of the trail or of a contact."""
    started_at = Contact.objects.aggregate(newest=Max("started_at"))["newest"]
    entered_at = TrailEntry.objects.order_by("-number").values_list("at", flat=True).first()
    return max(filter(None, (started_at, entered_at)), default=None)
