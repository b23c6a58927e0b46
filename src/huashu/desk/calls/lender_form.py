"""The form of what the lender says of itself in wordings."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.calls.models import LenderFacts

_KNOWN: Final = (("", _("not known: not said")), ("yes", _("yes")), ("no", _("no")))
FLAGS: Final = ("hardship_help", "may_repossess")
TEXTS: Final = (
    *("complaint_number", "answer_by_zh", "answer_by_en", "title_zh", "title_en"),
    *("grade_effect_zh", "grade_effect_en", "hardship_papers_zh", "hardship_papers_en", "hardship_pause_zh", "hardship_pause_en"),
)
NUMBERS: Final = ("report_after_days", "report_month_day", "legal_after_days")


class LenderFactsForm(forms.Form):
    """Every field of :class:`LenderFacts` that a person fills in."""

    complaint_number = forms.CharField(label=_("Where to complain"), max_length=120, required=False)
    answer_by_zh = forms.CharField(label=_("When a supervisor answers, in Chinese"), max_length=60, required=False)
    answer_by_en = forms.CharField(label=_("When a supervisor answers, in English"), max_length=60, required=False)
    title_zh = forms.CharField(label=_("Officers' post, in Chinese"), max_length=60, required=False)
    title_en = forms.CharField(label=_("Officers' post, in English"), max_length=60, required=False)
    grade_effect_zh = forms.CharField(label=_("What a lower grade means, in Chinese"), max_length=240, required=False)
    grade_effect_en = forms.CharField(label=_("What a lower grade means, in English"), max_length=240, required=False)
    hardship_papers_zh = forms.CharField(label=_("Papers for a hardship application, in Chinese"), max_length=240, required=False)
    hardship_papers_en = forms.CharField(label=_("Papers for a hardship application, in English"), max_length=240, required=False)
    hardship_pause_zh = forms.CharField(label=_("What pauses while it is decided, in Chinese"), max_length=240, required=False)
    hardship_pause_en = forms.CharField(label=_("What pauses while it is decided, in English"), max_length=240, required=False)
    report_after_days = forms.IntegerField(
        label=_("Reported to the credit bureau once so many days past due"), min_value=1, max_value=400, required=False
    )
    report_month_day = forms.IntegerField(label=_("on this day of the month"), min_value=1, max_value=28, required=False)
    hardship_help = forms.ChoiceField(label=_("Hardship help is offered"), choices=_KNOWN, required=False)
    may_repossess = forms.ChoiceField(label=_("Contracts allow recovery of a pledged car"), choices=_KNOWN, required=False)
    legal_after_days = forms.IntegerField(
        label=_("Legal action isn't considered before so many days past due"),
        help_text=_("A supervisor approves it case by case; until then no sentence says that it has been approved."),
        min_value=1,
        max_value=2000,
        required=False,
    )

    def values(self) -> dict[str, Any]:
        """What is to be saved, as the service takes it."""
        data = self.cleaned_data
        flags = {name: {"yes": True, "no": False}.get(data[name]) for name in FLAGS}
        return {name: data[name].strip() for name in TEXTS} | {name: data[name] for name in NUMBERS} | flags


def lender_initial(row: LenderFacts) -> dict[str, Any]:
    """The row as the form's first values."""
    flags = {name: {True: "yes", False: "no", None: ""}[getattr(row, name)] for name in FLAGS}
    return {name: getattr(row, name) for name in (*TEXTS, *NUMBERS)} | flags
