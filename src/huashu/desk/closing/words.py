"""What the steps of the close and their counts are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huashu.desk.cases.words import bucket_words

STEPS: Final = {
    "arrears": _("Arrears"),
    "penalty": _("Penalty interest"),
    "bands": _("Bucket and stage"),
    "grades": _("Grade"),
    "statuses": _("Statuses and their history written"),
    "cases": _("Cases opened and cured"),
    "first_contacts": _("First-contact deadlines"),
    "promises": _("Promises due"),
    "reminders": _("Reminders due"),
    "messages": _("Messages of the day"),
    "places": _("Work list"),
    "figures": _("Day's figures"),
}
COUNTS: Final = {
    "loans": _("loans"),
    "late": _("overdue"),
    "repaid": _("repaid"),
    "failed": _("not closed"),
    "mended": _("closed again after a fault"),
    "written": _("written"),
    "changed": _("changes noted"),
    "opened": pgettext_lazy("count", "opened"),
    "became_overdue": _("became overdue"),
    "cured": pgettext_lazy("count", "cured"),
    "paid": _("paid in time"),
    "new_stage": _("new stage"),
    "set": _("deadlines set"),
    "missed": _("deadlines missed"),
    "looked_at": _("looked at"),
    "kept": pgettext_lazy("count", "kept"),
    "part_kept": pgettext_lazy("count", "part kept"),
    "broken": pgettext_lazy("count", "broken"),
    "open": _("open cases"),
    "moved": _("moved"),
    "rows": _("rows"),
    "queued": pgettext_lazy("count", "queued"),
    "dropped": pgettext_lazy("count", "not sent"),
    "unnamed": _("none: the institution has no name yet"),
}


def step_words(name: str) -> str:
    """A step's name."""
    return str(STEPS.get(name, name))


def step_counts(name: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What a step did, as words with their numbers; zeros are left out."""
    label = bucket_words if name == "bands" else _count_words
    return [(label(key), count) for key, count in counts.items() if count]


def _count_words(key: str) -> str:
    return str(COUNTS.get(key, key))
