"""The invented conversations as rows: cases with their contacts, promises, notes and events, up to yesterday's close.

Codes and values of events are those of ``closing.events``; a case's own columns are what the services would have left there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from huashu.adapters.demo.book import DemoLoan
from huashu.adapters.demo.conversation import Conversation
from huashu.adapters.demo.spells import overdue_minor
from huashu.adapters.demo.talks import Talk
from huashu.desk.cases.models import Case, CaseEvent, Contact, Note, Promise, PromiseChange, PromisePart, PromiseStatus
from huashu.desk.cases.outcomes import first_contact_met
from huashu.desk.closing.cases import CURED, first_contact_due_at
from huashu.desk.closing.promise_outcomes import Money
from huashu.desk.demo.verdicts import Verdict, verdict_of
from huashu.desk.loans.models import Loan, LoanStatus
from huashu.desk.loans.products import DeskRules
from huashu.worklist import Lane

_DAY: Final = timedelta(days=1)
_CLOSE_AT: Final = time(5, 30)
_WRITING_TAKES: Final = timedelta(minutes=2)
_RULES: Final = DeskRules()
_MISSED: Final = (PromiseStatus.BROKEN, PromiseStatus.PART_KEPT)
_COPIED: Final = ("stage", "bucket", "overdue_minor", "due_now_minor", "days_past_due", "next_due_on", "next_due_minor")


@dataclass(slots=True)
class Rows:
    """What is to be written, in an order in which each row only points at rows before it."""

    cases: list[Case] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    parts: list[PromisePart] = field(default_factory=list)
    changes: list[PromiseChange] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)

    def write(self) -> None:
        """Store them."""
        lists: tuple[tuple[type[Any], Sequence[Any]], ...] = (
            (Case, self.cases),
            (Contact, self.contacts),
            (Promise, self.promises),
            (PromisePart, self.parts),
            (PromiseChange, self.changes),
            (Note, self.notes),
            (CaseEvent, self.events),
        )
        for model, rows in lists:
            model.objects.bulk_create(rows, batch_size=2000)


def stories_of(pairs: Iterable[tuple[DemoLoan, Loan]], statuses: dict[int, LoanStatus], today: date) -> Rows:
    """Rows of all conversations.

    Args:
        pairs: Each invented loan with the stored one.
        statuses: Where the loans stood at yesterday's close.
        today: The morning after; spells that begin on it are left to its close.
    """
    rows = Rows()
    for made_up, loan in pairs:
        for said in made_up.conversations:
            if said.spell.began_on < today:
                _Story(made_up, loan, said, statuses[loan.pk], today).tell(rows)
    return rows


class _Story:
    """One spell of arrears as a case."""

    def __init__(self, made_up: DemoLoan, loan: Loan, said: Conversation, status: LoanStatus, today: date) -> None:
        self.made_up = made_up
        self.loan = loan
        self.said = said
        self.status = status
        self.yesterday = today - _DAY
        self.case = self._case()
        self.verdicts = self._verdicts()

    def tell(self, rows: Rows) -> None:
        """Add the case and everything about it."""
        self._copy_promises()
        rows.cases.append(self.case)
        for talk, verdict in self.verdicts:
            contact = self._contact(talk)
            rows.contacts.append(contact)
            if talk.pledge and verdict:
                self._promise(rows, talk, verdict, contact)
        rows.notes += [
            Note(case=self.case, author=self.loan.officer, text=memo.text, written_at=memo.written_at) for memo in self.said.memos
        ]
        rows.events += self._events()

    def _case(self) -> Case:
        spell, loan = self.said.spell, self.loan
        since = spell.began_on - _DAY * (1 + self.made_up.contract.product.grace_days)
        case = Case(
            loan=loan,
            customer_id=loan.customer_id,
            team=loan.officer.team if loan.officer else None,
            assignee=loan.officer,
            opened_on=spell.began_on,
            currency=loan.currency,
            overdue_since=since,
            stage="before_due",
            bucket="current",
            lane=Lane.WAITING,
            first_contact_due_at=first_contact_due_at(since, self.made_up.contract.product.grace_days),
        )
        if spell.ended_on is not None:
            case.closed_on, case.closed_reason = spell.ended_on, CURED
        else:
            for name in _COPIED:
                setattr(case, name, getattr(self.status, name))
            case.overdue_since = self.status.oldest_unpaid_due_on or since
        self._copy_contacts(case)
        return case

    def _copy_contacts(self, case: Case) -> None:
        met = (talk.started_at for talk in self.said.talks if first_contact_met(talk.channel, talk.reached, talk.outcome))
        case.first_contacted_at = next(met, None)
        if self.said.talks:
            last = self.said.talks[-1]
            case.last_contact_at, case.next_contact_at = last.started_at, last.next_contact_at
            case.next_contact_is_appointment = last.next_contact_at is not None

    def _verdicts(self) -> list[tuple[Talk, Verdict | None]]:
        """Each talk with what became of its promise."""
        moneys = [Money(receipt.value_on, receipt.amount_minor) for receipt in self.made_up.history.ledger.receipts]
        made = [talk for talk in self.said.talks if talk.pledge]
        newer = dict(zip((id(talk) for talk in made), (talk.started_at.date() for talk in made[1:]), strict=False))
        found: list[tuple[Talk, Verdict | None]] = []
        for talk in self.said.talks:
            verdict = None
            if talk.pledge:
                made_on = talk.started_at.date()
                verdict = verdict_of(talk.pledge, made_on, newer.get(id(talk)), moneys, self.yesterday, _RULES.promise_grace_days)
            found.append((talk, verdict))
        return found

    def _copy_promises(self) -> None:
        """What the case shows of its promises."""
        judged = [(talk, verdict) for talk, verdict in self.verdicts if verdict]
        missed = [verdict.decided_on for _, verdict in judged if verdict.status in _MISSED and verdict.decided_on]
        self.case.broken_promises = len(missed)
        talked_on = max((talk.started_at.date() for talk in self.said.talks if talk.reached == "customer"), default=date.min)
        if missed and self.case.closed_on is None and missed[-1] > talked_on:
            self.case.promise_broken_on = missed[-1]
        for talk, verdict in judged:
            awaited = [
                (due_on, amount_minor - outcome.received_minor)
                for (amount_minor, due_on), outcome in zip(talk.pledge.parts if talk.pledge else (), verdict.outcomes, strict=True)
                if verdict.status == outcome.status == PromiseStatus.OPEN
            ]
            if awaited:
                self.case.promise_due_on, self.case.promise_due_minor = awaited[0]

    def _contact(self, talk: Talk) -> Contact:
        return Contact(
            case=self.case,
            officer=self.loan.officer,
            channel=talk.channel,
            reached=talk.reached,
            outcome=talk.outcome,
            reason=talk.reason,
            note=talk.note,
            started_at=talk.started_at,
            duration_seconds=talk.duration_seconds,
            recorded_at=talk.started_at + timedelta(seconds=talk.duration_seconds or 0) + _WRITING_TAKES,
            next_contact_at=talk.next_contact_at,
        )

    def _promise(self, rows: Rows, talk: Talk, verdict: Verdict, contact: Contact) -> None:
        assert talk.pledge is not None
        promise = Promise(
            case=self.case,
            loan=self.loan,
            contact=contact,
            kind=talk.pledge.kind,
            words=talk.pledge.words,
            taken_by=self.loan.officer,
            promised_on=talk.started_at.date(),
            status=verdict.status,
            decided_on=verdict.decided_on,
        )
        rows.promises.append(promise)
        rows.changes += self._changes(promise, talk, verdict)
        rows.parts += [
            PromisePart(
                promise=promise, amount_minor=amount_minor, due_on=due_on, received_minor=outcome.received_minor, status=outcome.status
            )
            for (amount_minor, due_on), outcome in zip(talk.pledge.parts, verdict.outcomes, strict=True)
        ]

    def _changes(self, promise: Promise, talk: Talk, verdict: Verdict) -> list[PromiseChange]:
        """What became of a promise, as the close would have noted it."""
        if verdict.decided_on is None or talk.pledge is None:
            return []
        change = PromiseChange(
            promise=promise,
            status_from=PromiseStatus.OPEN,
            status=verdict.status,
            amount_minor=sum(amount_minor for amount_minor, _ in talk.pledge.parts),
            due_on=talk.pledge.last_on,
            received_minor=verdict.received_minor,
            at=timezone.make_aware(datetime.combine(verdict.decided_on, _CLOSE_AT)),
            business_on=verdict.decided_on,
        )
        return [change]

    def _events(self) -> list[CaseEvent]:
        """What the closes would have noted, at most one of a kind a day."""
        case, spell = self.case, self.said.spell
        amount_minor = overdue_minor(self.made_up.history, spell.began_on)
        days = (spell.began_on - case.overdue_since).days if case.overdue_since else 0
        opened = {"why": "overdue", "amount_minor": amount_minor, "days": days, "due_on": (spell.began_on - _DAY * days).isoformat()}
        found = {("opened", spell.began_on): self._event("opened", spell.began_on, **opened)}
        missed_on = spell.began_on + _DAY
        is_late = (
            case.first_contacted_at is None or case.first_contact_due_at is None or case.first_contacted_at > case.first_contact_due_at
        )
        if is_late and missed_on <= (spell.ended_on or self.yesterday):
            found["first_contact_missed", missed_on] = self._event("first_contact_missed", missed_on)
        for talk, verdict in self.verdicts:
            if talk.pledge and verdict and verdict.decided_on and verdict.status != PromiseStatus.WITHDRAWN:
                code = f"promise_{verdict.status}"
                values = {
                    "amount_minor": sum(part for part, _ in talk.pledge.parts),
                    "received_minor": verdict.received_minor,
                    "due_on": talk.pledge.last_on.isoformat(),
                }
                found[code, verdict.decided_on] = self._event(code, verdict.decided_on, **values)
        if spell.ended_on is not None:
            found["cured", spell.ended_on] = self._event("cured", spell.ended_on)
        return list(found.values())

    def _event(self, code: str, day: date, **values: object) -> CaseEvent:
        at = timezone.make_aware(datetime.combine(day, _CLOSE_AT))
        return CaseEvent(case=self.case, code=code, at=at, business_on=day, values=values | {"currency": self.case.currency})
