"""Times at which a call to come would be lawful, as far as it is known now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from huashu.conduct.contact import Past
from huashu.conduct.verdict import Ruling, Verdict
from huashu.desk.cases.models import Case
from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.selectors.basis import Basis, basis_of


def appointment_verdict(basis: Basis, case: Case, at: datetime, talk: Past | None = None) -> Verdict:
    """What the rules say of a call at a time to come.

    Args:
        basis: What is known.
        case: The case.
        at: The time.
        talk: A conversation that isn't written down yet.
    """
    known = basis if talk is None else basis.with_past(case.pk, talk)
    return known.verdict(case.pk, Ask("call", at))


def open_moments(case: Case, moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Those of some moments to come at which a call to the customer wouldn't have to wait.

    Args:
        case: The case.
        moments: What is about to be offered.
        now: The moment.
    """
    basis = basis_of([case], now)
    return {at for at in moments if not waits(appointment_verdict(basis, case, at))}


def waits(verdict: Verdict) -> bool:
    """Whether time is among what holds a contact back, or nobody can tell what time it is."""
    return verdict.missing == ("clock",) or any(rule.ruling is Ruling.DENY_UNTIL for rule in verdict.rules)
