"""Forms for another level, for what a customer says they earn, and for marks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.assessment.models import Axis, Level
from huashu.desk.cases.money_forms import MoneyForm
from huashu.desk.refusals import RefusableForm
from huashu.language.typed import amount_read

_WHY = _("Say why, in a sentence that the next reader understands. It stays on record with your name.")


class WhyForm(RefusableForm):
    """Why something is marked or taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=400, error_messages={"required": _WHY})


class OverrideForm(WhyForm):
    """Another level for a bar, with the reason."""

    axis = forms.ChoiceField(label=_("Bar"), choices=Axis.choices)
    level = forms.ChoiceField(
        label=_("Stands at"), choices=[("", "–"), *Level.choices], error_messages={"required": _("Choose where it stands.")}
    )
    field_order = ("axis", "level", "reason")


class IncomeForm(MoneyForm):
    """What the customer said they earn in a month."""

    amount = forms.CharField(
        label=_("Income in a month"), max_length=24, error_messages={"required": _("How much do they earn in a month?")}
    )
    said_on = forms.CharField(label=_("Said on"), max_length=40, required=False)
    words = forms.CharField(
        label=_("In the customer's words"), max_length=240, error_messages={"required": _("Write what the customer said, in their words.")}
    )

    def clean(self) -> dict[str, Any]:
        """Read amount and day; no day is today."""
        data = super().clean() or {}
        data["monthly_minor"] = self.reading("amount", lambda text: amount_read(text, self.currency))
        data["day"] = self.read_day("said_on", past=True) or self.today
        return data
