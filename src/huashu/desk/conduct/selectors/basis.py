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
from huashu.desk.conduct.planning import Ask, contact_of, customer_of, facts_on, past_of, zone_stated, zones_with
from huashu.desk.conduct.selectors.facts import facts_of_customers
from huashu.desk.conduct.selectors.history import contacts_logged
from huashu.desk.conduct.selectors.settings import conduct_setting, house_zone, kind_of_product, packs_of, product_kinds, setting_fault
from huashu.desk.conduct.trust import ClockDoubt, clock_doubt, zone_is_valid
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
        zone_stated: The time zone that a person wrote down, valid or not; empty if none did.
        facts: Wishes and states, oldest first.
        history: Contacts with the customer over all their loans, with the contact's key.
    """

    case: int
    debt: str
    purpose: str
    product: str
    phone: str
    zones: tuple[str, ...]
    zone_stated: str
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
        doubt = self.doubt_about(case)
        if doubt is not None:
            return doubt.verdict(str(case))
        return check(self.planned(case, ask, leaving_out=leaving_out), self.lawbook)

    def doubt_about(self, case: int) -> ClockDoubt | None:
        """Why nothing can be told about a case: of the whole desk, or of the customer's own zone."""
        stated = self.known[case].zone_stated
        if self.doubt is None and stated and not zone_is_valid(stated):
            return ClockDoubt("their_zone", self.now, zone=stated)
        return self.doubt

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
            packs=packs_of(self.setting),
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
            zone_stated=zone_stated(facts[case.customer_id]),
            facts=tuple(facts[case.customer_id]),
            history=tuple((row.pk, past_of(row, person["phone"])) for row in logged[case.customer_id]),
        )
    return Basis(now, setting, house_zone(setting), lawbook_of(setting), doubt_of(setting, now), known)


def doubt_of(setting: ConductSetting, now: datetime) -> ClockDoubt | None:
    """Why the clock or the settings can't be trusted at a moment, or None."""
    return clock_doubt(now, newest_at(setting), house_zone(setting), setting_fault(setting))


def newest_at(setting: ConductSetting) -> datetime | None:
    """The latest moment that this desk's clock ever gave out, of the trail or of a contact.

    The latest, not the last: a clock that was set back doesn't become right by what is written down under it. What stood there when
    an administrator confirmed the clock doesn't count.
    """
    contacts, entries = Contact.objects.all(), TrailEntry.objects.all()
    if setting.clock_contact or setting.clock_entry:
        contacts, entries = contacts.filter(pk__gt=setting.clock_contact), entries.filter(number__gt=setting.clock_entry)
    started_at = contacts.aggregate(newest=Max("started_at"))["newest"]
    entered_at = entries.aggregate(newest=Max("at"))["newest"]
    return max(filter(None, (started_at, entered_at)), default=None)
