"""The written conventions once more, in fractions and as plainly as they read: what the fast schedule is compared with.

Shares no arithmetic with the product: not its dates, day counts, rounding or level payment.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import floor

Row = tuple[date, int, int, int]
"""Due date, principal, interest, balance after."""


def half_up(x: Fraction) -> int:
    return floor(x + Fraction(1, 2)) if x >= 0 else -floor(-x + Fraction(1, 2))


def due_dates(first: date, periods: int, frequency: str) -> list[date]:
    if frequency != "monthly":
        return [first + timedelta(days={"weekly": 7, "biweekly": 14}[frequency] * k) for k in range(periods)]
    dates, year, month = [], first.year, first.month
    for _ in range(periods):
        dates.append(date(year, month, min(first.day, monthrange(year, month)[1])))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dates


def day_fraction(start: date, end: date, day_count: str) -> Fraction:
    if day_count == "actual/360":
        return Fraction((end - start).days, 360)
    if day_count == "actual/365":
        return Fraction((end - start).days, 365)
    d1, d2 = start.day, end.day
    if d1 == 31:
        d1 = 30
    if d2 == 31 and d1 == 30:
        d2 = 30
    return Fraction(360 * (end.year - start.year) + 30 * (end.month - start.month) + (d2 - d1), 360)


def level(principal: int, balloon: int, rate: Fraction, fractions: list[Fraction]) -> int:
    discount, annuity = Fraction(1), Fraction(0)
    for f in fractions:
        discount /= 1 + rate * f
        annuity += discount
    return half_up((principal - balloon * discount) / annuity)


def rows(principal: int, rate: Fraction, method: str, day_count: str, start: date, due: list[date], balloon: int = 0) -> list[Row]:
    """The schedule over given due dates."""
    fractions = [day_fraction(a, b, day_count) for a, b in zip([start, *due], due, strict=False)]
    payment = level(principal, balloon, rate, fractions) if method.startswith("equal_instalment") else 0
    balance, out = principal, []
    for n, (day, f) in enumerate(zip(due, fractions, strict=True), 1):
        interest = half_up(balance * rate * f)
        if n == len(due):
            part = balance
        elif method == "equal_principal":
            part = half_up(Fraction(principal, len(due)))
        elif method == "interest_only":
            part = 0
        else:
            part = payment - interest
        balance -= part
        out.append((day, part, interest, balance))
    return out
