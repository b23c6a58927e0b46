"""The facts of a case that wordings, conditions and arguments of a track may use; what isn't known is left out, never guessed.

Money is the ledger's, promises are the promises' own, the rest is what the lender wrote into its settings. Names of the facts and
what each means are in :mod:`huashu.playbook.facts`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone, translation

from huashu.desk.approvals.selectors.limits import limits_of
from huashu.desk.assessment.selectors.phases import demand_letter_on, legal_approved
from huashu.desk.calls.models import LenderFacts
from huashu.desk.calls.words import pledged_in, salutation_of, surety_in
from huashu.desk.cases.models import Case, Promise, PromiseStatus
from huashu.desk.cases.selectors.standing import Paid, Standing, instalments_of, standing_of
from huashu.desk.conduct.models import ProductKind
from huashu.desk.conduct.selectors.settings import conduct_setting, kind_of_product, product_kinds
from huashu.desk.conduct.speech import traditional
from huashu.desk.correspondence.selectors.sender import sender_setting
from huashu.desk.people.models import Person
from huashu.desk.playbooks.selectors import language_of_customer
from huashu.lending.allocation import allocate
from huashu.lending.status import status_of
from huashu.playbook.conditions import Value

Facts = dict[str, Value]

WEEK: Final = timedelta(days=7)
LATER: Final = timedelta(days=30)
"""So much later the grade is looked at "if it stays unpaid"."""
DJANGO_LANGUAGES: Final = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant", "en": "en"}


def lender_facts() -> LenderFacts:
    """The one row, or an empty one where nobody has filled it in; not stored by asking."""
    return LenderFacts.objects.filter(pk=1).first() or LenderFacts(pk=1)


def facts_of(case: Case, person: Person, now: datetime, *, standing: Standing | None = None, language: str = "") -> Facts:
    """What is known of a case, by name.

    Args:
        case: The case, with its loan, product and customer.
        person: Who calls.
        now: The moment.
        standing: Where the loan stands today, if it was worked out already.
        language: Language of the track; the customer's own by default.

    Returns:
        Only what is known: money in minor units, dates as ISO texts.
    """
    today = timezone.localdate(now)
    standing = standing or standing_of(case.loan, today)
    language = language or language_of_customer(case.customer.language)
    lender = lender_facts()
    found: dict[str, Value | None] = {
        **_house(lender, person, language),
        **_person(case, today, language),
        **_loan(case, language),
        **_owed(standing),
        **_costs(standing),
        **_consequences(lender, case, standing, language),
        **_history(case, standing),
        "today": today.isoformat(),
        "stage": standing.status.stage,
    }
    return {name: value for name, value in found.items() if value is not None and value != ""}


def of_language(lender: LenderFacts, name: str, language: str) -> str:
    """A text of the lender in a track's language; empty where it wasn't written in that language."""
    text: str = getattr(lender, f"{name}_{'en' if language == 'en' else 'zh'}")
    if language == "zh-Hant" and text:
        return traditional(text)
    return text


def _house(lender: LenderFacts, person: Person, language: str) -> dict[str, Value | None]:
    sender, limits = sender_setting(), limits_of(person)
    way = sender.how_to_pay_en if language == "en" else sender.how_to_pay_zh
    return {
        "officer_name": person.name,
        "officer_title": of_language(lender, "title", language),
        "institution": conduct_setting().institution,
        "callback_number": sender.callback_number,
        "complaint_number": lender.complaint_number,
        "how_to_pay": traditional(way) if language == "zh-Hant" else way,
        "authority_days": limits.promise_days,
        "authority_parts": limits.promise_parts,
        "supervisor_answer_by": of_language(lender, "answer_by", language),
        "hardship_documents": of_language(lender, "hardship_papers", language),
        "hardship_pause": of_language(lender, "hardship_pause", language),
    }


def _person(case: Case, today: date, language: str) -> dict[str, Value | None]:
    since = case.customer.customer_since
    years = today.year - since.year - ((today.month, today.day) < (since.month, since.day)) if since else None
    return {
        "customer_name": case.customer.name,
        "salutation": salutation_of(case.customer.name, case.customer.id_number, language),
        "years_customer": years,
    }


def _loan(case: Case, language: str) -> dict[str, Value | None]:
    kinds = product_kinds()
    with translation.override(DJANGO_LANGUAGES[language]):
        product = str(ProductKind(kind_of_product(kinds, case.loan.product_id)).label)
    return {
        "contract_tail": case.loan.contract_no[-4:],
        "product": product.lower() if language == "en" else product,
        "vehicle": case.loan.vehicle,
        "annual_rate": case.loan.rate_ppb_year // 1000 or None,
        "is_pledged": pledged_in(case.loan.security),
        "has_guarantor": surety_in(case.loan.security),
    }


def _owed(standing: Standing) -> dict[str, Value | None]:
    status = standing.status
    found: dict[str, Value | None] = {
        "days_past_due": status.days_past_due,
        "outstanding_principal": status.outstanding_principal_minor or None,
        "grade": status.grade,
        "next_due_amount": status.next_due_minor or None,
    }
    if status.next_due_on is not None:
        found |= {"next_due_date": status.next_due_on.isoformat(), "days_to_due": (status.next_due_on - status.as_of).days}
    oldest = status.oldest_unpaid_due_on
    if status.overdue_minor and oldest is not None:
        found |= {
            "due_date": oldest.isoformat(),
            "overdue_amount": status.overdue_minor - status.overdue_penalty_minor,
            "amount_due": status.overdue_minor,
            "penalty_so_far": status.overdue_penalty_minor,
        }
    elif status.due_now_minor:
        found["amount_due"] = status.due_now_minor
    due_on = oldest or status.next_due_on
    return found | {"instalment_amount": _instalment_minor(standing, due_on)}


def _instalment_minor(standing: Standing, due_on: date | None) -> int | None:
    return next((row.total_minor for row in instalments_of(standing) if row.position.row.due_on == due_on), None)


def _costs(standing: Standing) -> dict[str, Value | None]:
    """What waiting costs; the penalty after a week is that of what is overdue today, not of what falls due in between."""
    if not standing.penalty_per_day_minor:
        return {}
    today = standing.status.as_of
    later = allocate(standing.ledger.plan, standing.ledger.receipts, standing.account.product, today + WEEK)
    in_week = sum(position.unpaid.penalty_minor for position in later.reported() if position.row.due_on < today)
    return {"penalty_per_day": standing.penalty_per_day_minor, "penalty_in_week": in_week}


def _consequences(lender: LenderFacts, case: Case, standing: Standing, language: str) -> dict[str, Value | None]:
    status = standing.status
    report_on = report_day(lender, status.oldest_unpaid_due_on, status.as_of)
    later = status_of(standing.account, standing.ledger, status.as_of + LATER).grade
    letter_on = demand_letter_on(case)
    return {
        "grade_if_late": later if status.days_past_due and later > status.grade else None,
        "grade_effect": of_language(lender, "grade_effect", language),
        "report_date": report_on.isoformat() if report_on else None,
        "days_to_report": (report_on - status.as_of).days if report_on else None,
        "hardship_help": lender.hardship_help,
        "may_repossess": lender.may_repossess if pledged_in(case.loan.security) else None,
        "legal_action_approved": _legal(lender, case, status.days_past_due),
        "demand_letter_date": letter_on.isoformat() if letter_on else None,
    }


def _legal(lender: LenderFacts, case: Case, days_past_due: int) -> bool | None:
    """Whether legal action is approved: only a person's mark on this case approves it, never a number of days.

    False where the lender says that it isn't considered yet; None from then on while nobody has decided, so that no track says either.
    """
    if legal_approved(case):
        return True
    days = lender.legal_after_days
    return False if days is not None and days_past_due < days else None


def report_day(lender: LenderFacts, oldest_due_on: date | None, today: date) -> date | None:
    """The day on which the lender will report an overdue loan to the credit bureau; None where it isn't known or lies behind.

    Args:
        lender: Its rule: reported once so many days past due, on one day of the month if there is one.
        oldest_due_on: Due date from which something is unpaid.
        today: The business day.
    """
    if oldest_due_on is None or lender.report_after_days is None:
        return None
    day = oldest_due_on + timedelta(days=lender.report_after_days)
    if lender.report_month_day is not None:
        while day.day != lender.report_month_day:
            day += timedelta(days=1)
    return day if day >= today else None


def _history(case: Case, standing: Standing) -> dict[str, Value | None]:
    promises = list(Promise.objects.filter(loan_id=case.loan_id).prefetch_related("parts").order_by("promised_on", "pk"))
    broken = (PromiseStatus.BROKEN, PromiseStatus.PART_KEPT)
    counted = [promise for promise in promises if promise.status != PromiseStatus.WITHDRAWN]
    reasons = case.contacts.filter(corrected_by__isnull=True).exclude(reason="").order_by("-started_at")
    found: dict[str, Value | None] = {
        "months_on_time": sum(row.state is Paid.ON_TIME for row in instalments_of(standing)),
        "broken_promises": sum(promise.status in broken for promise in promises),
        "kept_promises": sum(promise.status == PromiseStatus.KEPT for promise in promises),
        "last_reason": reasons.values_list("reason", flat=True).first(),
    }
    return found | (_promise(counted[-1]) if counted else {})


def _promise(promise: Promise) -> Facts:
    parts = list(promise.parts.all())
    return {
        "last_promise_amount": sum(part.amount_minor for part in parts),
        "last_promise_date": max(part.due_on for part in parts).isoformat() if parts else None,
        "last_promise_received": sum(part.received_minor for part in parts),
    }
