"""The book's totals at the end of a day, by officer, team, currency and bucket: what the portfolio page reads."""

from __future__ import annotations

from django.db.models import Count, F, FilteredRelation, Q, Sum
from django.db.models.functions import Coalesce

from huashu.desk.closing.models import DayFigures
from huashu.desk.closing.scope import Scope
from huashu.desk.loans.models import LoanStatus

_KEYS = ("assignee_id", "team_id", "currency", "bucket")


def figures_write(scope: Scope) -> dict[str, int]:
    """Replace the day's totals by those of the book as it stands; a loan belongs to its open case's officer, else to its own."""
    open_case = FilteredRelation("loan__cases", condition=Q(loan__cases__closed_on__isnull=True))
    rows = (
        LoanStatus.objects.annotate(open_case=open_case)
        .annotate(
            assignee_id=Coalesce("open_case__assignee_id", "loan__officer_id"),
            team_id=Coalesce("open_case__team_id", "loan__officer__team_id"),
            currency=F("loan__currency"),
        )
        .values(*_KEYS)
        .annotate(
            loans=Count("pk"),
            outstanding_principal_minor=Sum("outstanding_principal_minor", default=0),
            overdue_minor=Sum("overdue_minor", default=0),
        )
        .order_by(*_KEYS)
    )
    figures = [DayFigures(as_of=scope.day, **row) for row in rows]
    DayFigures.objects.filter(as_of=scope.day).delete()
    DayFigures.objects.bulk_create(figures)
    return {"rows": len(figures)}
