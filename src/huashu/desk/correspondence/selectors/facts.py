"""A case's own numbers as a template says them: exact amounts, days and names, in the language of the message."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from huashu.desk.cases.models import Case, Promise, PromisePart, PromiseStatus
from huashu.desk.cases.selectors.standing import Paid, Standing, instalments_of, standing_of
from huashu.desk.conduct.models import CustomerFact, FactKind
from huashu.desk.conduct.selectors.facts import facts_of_customers
from huashu.desk.correspondence.models import CustomerAddress, Tongue, Way
from huashu.desk.correspondence.sample import FIGURES
from huashu.desk.correspondence.selectors.sender import sender_values
from huashu.desk.people.models import Person
from huashu.money import SYMBOLS, format_minor

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_TONGUES = {"zh-hans": Tongue.HANS, "zh": Tongue.HANS, "zh-cn": Tongue.HANS, "zh-hant": Tongue.HANT, "zh-tw": Tongue.HANT, "en": Tongue.EN}


def money_words(amount_minor: int, currency: str, language: str) -> str:
    """An amount with its currency, as it is read in a message."""
    number = format_minor(amount_minor, currency)
    if language == Tongue.EN or currency not in ("CNY", "TWD"):
        return f"{SYMBOLS.get(currency, currency + ' ')}{number}"
    return f"{number}元"


def day_words(day: date, today: date, language: str) -> str:
    """A day, with its year only if it isn't this one."""
    if language == Tongue.EN:
        return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")
    return ("" if day.year == today.year else f"{day.year}年") + f"{day.month}月{day.day}日"


def case_values(case: Case, language: str, now: datetime, person: Person | None = None) -> dict[str, str]:
    """What a template may say of a case; a name without a value is left out.

    Args:
        case: The case, with its loan and customer.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        now: The moment; figures are those of its business day.
        person: Who sends it; the case's officer if nobody does.

    Raises:
        Refusal: The loan's entries can't be read.
    """
    today = timezone.localdate(now)
    standing = standing_of(case.loan, today)
    officer = person or case.assignee
    values = {
        "customer_name": case.customer.name,
        "contract_no": case.loan.contract_no,
        "officer_name": officer.name if officer else "",
        **_owed(standing, case.currency, language, today),
        **promise_values(open_promise(case), case.currency, language, today),
        **sender_values(language),
    }
    return {name: value for name, value in values.items() if value}


def open_promise(case: Case) -> Promise | None:
    """The case's open promise, or None."""
    return case.promises.filter(status=PromiseStatus.OPEN).prefetch_related("parts").order_by("-pk").first()


def promise_values(promise: Promise | None, currency: str, language: str, today: date, part: PromisePart | None = None) -> dict[str, str]:
    """What a template may say of a promise.

    Args:
        promise: The promise, with its parts; None says nothing.
        currency: Of its amounts.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
        today: The business day.
        part: Of which payment amount and day are; the next open one if left out.
    """
    if promise is None:
        return {}
    parts = sorted(promise.parts.all(), key=lambda row: row.due_on)
    chosen = part or next((row for row in parts if row.status == PromiseStatus.OPEN), parts[0] if parts else None)
    if chosen is None:
        return {}
    said = [_part_words(row, currency, language, today) for row in parts]
    last = " and " if language == Tongue.EN else "，"
    between = ", " if language == Tongue.EN else "，"
    return {
        "promise_amount": money_words(chosen.amount_minor, currency, language),
        "promise_date": day_words(chosen.due_on, today, language),
        "promise_schedule": last.join(filter(None, (between.join(said[:-1]), said[-1]))),
    }


def known_figures(values: Mapping[str, str]) -> tuple[str, ...]:
    """Amounts and days among values: true in any text about the case."""
    return tuple(values[name] for name in FIGURES if values.get(name))


def language_for(case: Case, facts: Collection[CustomerFact] | None = None) -> str:
    """The language in which the customer wants to be written to: their wish, else the language on file."""
    wishes = [fact.code for fact in _facts(case, facts) if fact.kind == FactKind.LANGUAGE]
    return _TONGUES.get((wishes[-1] if wishes else case.customer.language).lower(), Tongue.HANS)


def channel_for(case: Case, facts: Collection[CustomerFact] | None = None) -> str:
    """The first electronic way that the customer didn't refuse and for which there is an address; a text message if none."""
    refused = {fact.code for fact in _facts(case, facts) if fact.kind == FactKind.CHANNEL}
    ways = (way for way in (Way.SMS, Way.EMAIL, Way.CHAT) if way not in refused and address_for(case, way))
    return next(ways, Way.SMS)


def address_for(case: Case, channel: str) -> str:
    """Where a message of this way goes; empty if that isn't known."""
    if channel == Way.SMS:
        return case.customer.phone
    if channel == Way.LETTER:
        return case.customer.address
    row = CustomerAddress.objects.filter(customer=case.customer_id, channel=channel).order_by("-recorded_at", "-pk").first()
    return row.value if row else ""


def _facts(case: Case, facts: Collection[CustomerFact] | None) -> Iterable[CustomerFact]:
    return facts if facts is not None else facts_of_customers([case.customer_id])[case.customer_id]


def _owed(standing: Standing, currency: str, language: str, today: date) -> dict[str, str]:
    status = standing.status
    owing = next((row for row in instalments_of(standing) if row.state in (Paid.MISSED, Paid.DUE, Paid.COMING)), None)
    due_on = status.oldest_unpaid_due_on or (owing.position.row.due_on if owing else None)
    now_minor = status.overdue_minor + status.due_now_minor
    amounts = {
        "amount_due": now_minor or status.next_due_minor,
        "overdue_amount": status.overdue_minor,
        "penalty_so_far": status.overdue_penalty_minor,
        "penalty_per_day": standing.penalty_per_day_minor,
    }
    words = {name: money_words(minor, currency, language) for name, minor in amounts.items() if minor > 0}
    if due_on:
        words["due_date"] = day_words(due_on, today, language)
    if status.days_past_due > 0:
        words["days_past_due"] = str(status.days_past_due)
    return words


def _part_words(row: PromisePart, currency: str, language: str, today: date) -> str:
    amount, day = money_words(row.amount_minor, currency, language), day_words(row.due_on, today, language)
    return f"{amount} by {day}" if language == Tongue.EN else f"{day}前{amount}"
