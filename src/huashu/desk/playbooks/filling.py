"""With what a preview is filled: a made-up case, or one that the person may see, named by its number or its contract's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from huashu.desk.access import case_for, cases_for
from huashu.desk.calls.selectors.calls import uses_before
from huashu.desk.calls.selectors.facts import facts_of
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person
from huashu.desk.playbooks.preview import SAMPLE, Preview, preview_of
from huashu.playbook.track import Track

SAMPLE_CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Filled:
    """A preview with the case that filled it, and why the asked one didn't."""

    preview: Preview
    case: Case | None
    problem: str


def filled(track: Track, person: Person, asked: str, now: datetime) -> Filled:
    """A track's preview.

    Args:
        track: The track.
        person: Who looks.
        asked: A case's number or contract; empty for the made-up case.
        now: The moment.
    """
    found = _case(person, asked.strip()) if asked.strip() else None
    if found is None:
        problem = _("No case of yours has this number. The preview shows the made-up case.") if asked.strip() else ""
        return Filled(preview_of(track, SAMPLE, SAMPLE_CURRENCY), None, problem)
    facts = facts_of(found, person, now, language=track.language)
    return Filled(preview_of(track, facts, found.currency, tuple(uses_before(found))), found, "")


def _case(person: Person, asked: str) -> Case | None:
    number = Q(pk=int(asked)) if asked.isdecimal() and len(asked) < 19 else Q(pk=None)
    pk = cases_for(person).filter(number | Q(loan__contract_no=asked)).order_by("-pk").values_list("pk", flat=True).first()
    return case_for(person, pk) if pk is not None else None
