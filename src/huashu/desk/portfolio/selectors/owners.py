"""Whose a loan is, as the close's totals say it: its open case's officer and team, else the loan's own."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import F, FilteredRelation, Model, Q, QuerySet
from django.db.models.functions import Coalesce

from huashu.desk.portfolio.portion import Portion

_Row = TypeVar("_Row", bound=Model)


def owned(rows: QuerySet[_Row], portion: Portion) -> QuerySet[_Row]:
    """Rows whose ``loan`` belongs to the portion's officer and team; all rows where it names neither.

    Args:
        rows: Of a model with a ``loan``.
        portion: Which part of the book.
    """
    found: QuerySet[Any] = rows
    if portion.officer_id is None and portion.team_id is None:
        return rows
    found = found.annotate(open_case=FilteredRelation("loan__cases", condition=Q(loan__cases__closed_on__isnull=True)))
    if portion.officer_id is not None:
        officer_id = Coalesce(F("open_case__assignee_id"), F("loan__officer_id"))
        found = found.annotate(owner_id=officer_id).filter(owner_id=portion.officer_id)
    if portion.team_id is not None:
        team_id = Coalesce(F("open_case__team_id"), F("loan__officer__team_id"))
        found = found.annotate(owning_team_id=team_id).filter(owning_team_id=portion.team_id)
    return found
