"""Forms for what is put forward, for other terms, and for the limits of a role."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.approvals.authority import Limits
from huashu.desk.approvals.selectors.limits import limit_label
from huashu.desk.approvals.services.limits import RANGES
from huashu.desk.cases.models import Channel
from huashu.desk.cases.money_forms import MoneyForm
from huashu.desk.cases.promise_form import PromiseFields
from huashu.desk.refusals import RefusableForm
from huashu.errors import InvalidValue
from huashu.language.typed import amount_read
from huashu.money import format_minor

_NUMBERS = ("promise_days", "promise_days_after_broken", "promise_parts", "promise_least_percent", "extension_days", "answer_hours")
_CHOICES = ("may_reschedule", "may_holiday")


class ForwardForm(RefusableForm):
    """What goes with a request: the customer's words and a note."""

    words = forms.CharField(
        label=_("In the customer's words"),
        max_length=240,
        error_messages={"required": _("Write what the customer said, in their words: the supervisor decides on it.")},
    )
    note = forms.CharField(label=_("Note to the supervisor"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class WaiverForm(MoneyForm):
    """How much penalty interest is waived."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    amount = forms.CharField(label=_("Amount"), max_length=24, error_messages={"required": _("How much is to be waived?")})

    def clean(self) -> dict[str, Any]:
        """Read the amount."""
        data = super().clean() or {}
        data["amount_minor"] = self.read_amount("amount")
        return data


class CounterPromiseForm(PromiseFields):
    """A promise that is offered instead."""


class ReasonForm(RefusableForm):
    """Why something is decided so."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        error_messages={"required": _("Say why: the officer has to tell the customer, and it stays on record.")},
    )


class AnswerForm(RefusableForm):
    """What the customer said to other terms."""

    channel = forms.ChoiceField(
        label=_("How"), choices=[(each, each.label) for each in (Channel.CALL, Channel.INBOUND, Channel.VISIT, Channel.MESSAGE)]
    )
    words = forms.CharField(
        label=_("In the customer's words"), max_length=240, error_messages={"required": _("Write what the customer said, in their words.")}
    )


class ConditionForm(RefusableForm):
    """What the customer said about a condition."""

    words = forms.CharField(
        label=_("In the customer's words"),
        max_length=240,
        error_messages={"required": _("Write what the customer said about the condition, in their words.")},
    )


class LimitsForm(RefusableForm):
    """The limits of one role; ``limits`` are what it says once it's valid."""

    def __init__(self, limits: Limits, data: Any = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.before = limits
        self.limits: Limits | None = None
        for name in _NUMBERS:
            low, high = RANGES[name]
            self.fields[name] = forms.IntegerField(
                label=str(limit_label(name)), min_value=low, max_value=high, initial=getattr(limits, name), widget=forms.NumberInput
            )
        self.fields["waived"] = forms.CharField(
            label=str(limit_label("waived_minor")), max_length=24, initial=format_minor(limits.waived_minor, limits.currency)
        )
        for name in _CHOICES:
            self.fields[name] = forms.BooleanField(label=str(limit_label(name)), required=False, initial=getattr(limits, name))
        self.fields["reason"] = forms.CharField(label=_("Why they change"), max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        """Build the limits."""
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            waived_minor = amount_read(data["waived"], self.before.currency)
        except InvalidValue:
            waived_minor = -1
        if waived_minor < 0:
            self.add_error("waived", _("Give an amount such as 500, or 0."))
            return data
        numbers = {name: data[name] for name in (*_NUMBERS, *_CHOICES)}
        self.limits = replace(self.before, waived_minor=waived_minor, **numbers)
        assert set(asdict(self.limits)) == set(asdict(self.before))
        return data

    def order_of_fields(self) -> list[forms.BoundField]:
        """The fields for the page, the reason last."""
        return [self[name] for name in self.fields]
