"""Forms for money: a payment, a reversal, the day of a quote, and the three changes of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.calendars import Frequency
from huashu.desk.cases.money_words import FREQUENCIES, METHODS
from huashu.desk.cases.refusal_words import refusal_words
from huashu.desk.cases.typed_form import TypedForm
from huashu.errors import InvalidValue, Refusal
from huashu.language.typed import amount_read, day_read
from huashu.lending.entries import Change, EntryKind, Holiday, HolidayInterest, PartPrepayment, PrepaymentEffect, Reschedule
from huashu.lending.terms import PERIODS_MAX, Method, rate_from_decimal

FIELDS: Final = {"amount_minor": "amount", "rate_ppb_year": "rate", "annual_rate": "rate", "balloon_minor": "balloon"}
"""Form fields of the names that ``lending`` uses in its refusals."""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """A change of the plan as it is to be previewed or entered."""

    kind: EntryKind
    value_on: date
    amount_minor: int
    change: Change


class MoneyForm(TypedForm):
    """Base: knows the day and the currency, and puts refusals beside their fields."""

    def __init__(self, today: date, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.currency = currency

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field that it is about, or above the form."""
        field = FIELDS.get(refusal.field or "", refusal.field)
        self.add_error(field if field in self.fields else None, refusal_words(refusal, self.currency))

    def read_amount(self, name: str) -> int | None:
        """An amount of a field, more than 0; None if there is none or it's wrong, which then stands beside it."""
        amount_minor = self.reading(name, lambda text: amount_read(text, self.currency))
        if amount_minor is not None and amount_minor <= 0:
            self.add_error(name, _("An amount is more than 0."))
            return None
        return amount_minor

    def read_day(self, name: str, *, past: bool = False) -> date | None:
        """A day of a field; None as for amounts."""
        return self.reading(name, lambda text: day_read(text, self.today, past=past))


class PaymentForm(MoneyForm):
    """Money that came in."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    amount = forms.CharField(label=gettext_lazy("Amount"), max_length=24, error_messages={"required": gettext_lazy("How much came in?")})
    value_on = forms.CharField(
        label=gettext_lazy("Value date"),
        max_length=40,
        help_text=gettext_lazy("The day on which the money counts, which may be earlier than today."),
        error_messages={"required": gettext_lazy("Since which day does the money count?")},
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=240, required=False)

    def clean(self) -> dict[str, Any]:
        """Read amount and day."""
        data = super().clean() or {}
        data["amount_minor"], data["value_day"] = self.read_amount("amount"), self.read_day("value_on", past=True)
        return data


class ReverseForm(MoneyForm):
    """Why an entry is reversed."""

    note = forms.CharField(
        label=gettext_lazy("Why is it reversed?"),
        max_length=240,
        error_messages={"required": gettext_lazy("Say why: the entry stays in the ledger, and so does the reason.")},
    )


class QuoteForm(MoneyForm):
    """The day of an early repayment."""

    on = forms.CharField(label=gettext_lazy("Repaid on"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Read the day; without one it's today."""
        data = super().clean() or {}
        day = self.read_day("on") or self.today
        if day < self.today:
            self.add_error("on", _("This day is over. Give today or a later day."))
        data["day"] = day
        return data


class ChangeForm(MoneyForm):
    """Base of the three changes; ``draft`` is the change once the form is valid."""

    kind: EntryKind
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    value_on = forms.CharField(
        label=gettext_lazy("Takes effect on"),
        max_length=40,
        error_messages={"required": gettext_lazy("On which day does it take effect?")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft: ChangeDraft | None = None

    def clean(self) -> dict[str, Any]:
        """Build the change; every refusal lands beside its field."""
        data = super().clean() or {}
        value_on = self.read_day("value_on", past=True)
        if self.errors or value_on is None:
            return data
        try:
            self.draft = self.drafted(value_on)
        except Refusal as refusal:
            self.refuse(refusal)
        return data

    def drafted(self, value_on: date) -> ChangeDraft | None:
        """The change that the fields say; None if something is wrong, which then stands beside its field."""
        raise NotImplementedError


class PartPrepaymentForm(ChangeForm):
    """Part of the principal repaid early."""

    kind = EntryKind.PART_PREPAYMENT
    amount = forms.CharField(label=gettext_lazy("Amount"), max_length=24, error_messages={"required": gettext_lazy("How much came in?")})
    effect = forms.ChoiceField(
        label=gettext_lazy("What gets smaller"),
        choices=[
            (PrepaymentEffect.SHORTER_TERM, gettext_lazy("the number of instalments")),
            (PrepaymentEffect.LOWER_INSTALMENT, gettext_lazy("each instalment")),
        ],
        initial=PrepaymentEffect.LOWER_INSTALMENT,
        widget=forms.RadioSelect,
    )

    def drafted(self, value_on: date) -> ChangeDraft | None:
        """See the base."""
        amount_minor = self.read_amount("amount")
        if amount_minor is None:
            return None
        return ChangeDraft(self.kind, value_on, amount_minor, PartPrepayment(PrepaymentEffect(self.cleaned_data["effect"])))


class RescheduleForm(ChangeForm):
    """New instalments for those not yet due."""

    kind = EntryKind.RESCHEDULE
    periods = forms.IntegerField(label=gettext_lazy("Instalments"), min_value=1, max_value=PERIODS_MAX)
    rate = forms.CharField(label=gettext_lazy("Annual rate, %"), max_length=16)
    first_due_on = forms.CharField(label=gettext_lazy("First due on"), max_length=40)
    frequency = forms.ChoiceField(label=gettext_lazy("Frequency"), choices=list(FREQUENCIES.items()))
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=list(METHODS.items()))
    balloon = forms.CharField(label=gettext_lazy("Balloon"), max_length=24, required=False)
    capitalise = forms.BooleanField(label=gettext_lazy("What is owed joins the new principal"), required=False)

    def drafted(self, value_on: date) -> ChangeDraft | None:
        """See the base."""
        first_due_on = self.read_day("first_due_on")
        rate_ppb = self._rate_ppb()
        balloon_minor = self.reading("balloon", lambda text: amount_read(text, self.currency))
        if self.errors or first_due_on is None or rate_ppb is None:
            return None
        data = self.cleaned_data
        change = Reschedule(
            periods=data["periods"],
            rate_ppb_year=rate_ppb,
            frequency=Frequency(data["frequency"]),
            method=Method(data["method"]),
            first_due_on=first_due_on,
            capitalise=data["capitalise"],
            balloon_minor=balloon_minor or 0,
        )
        return ChangeDraft(self.kind, value_on, 0, change)

    def _rate_ppb(self) -> int | None:
        text = str(self.cleaned_data.get("rate", "")).strip().removesuffix("%")
        try:
            return rate_from_decimal(Decimal(text) / 100)
        except (InvalidOperation, InvalidValue):
            self.add_error("rate", _("“%(found)s” isn't a rate. Give a percentage such as 10.8.") % {"found": text[:20]})
            return None


class HolidayForm(ChangeForm):
    """A number of due dates without principal."""

    kind = EntryKind.HOLIDAY
    periods = forms.IntegerField(label=gettext_lazy("Instalments put off"), min_value=1, max_value=PERIODS_MAX, initial=1)
    interest = forms.ChoiceField(
        label=gettext_lazy("The interest meanwhile"),
        choices=[
            (HolidayInterest.PAY, gettext_lazy("falls due on the usual days")),
            (HolidayInterest.CAPITALISE, gettext_lazy("joins the principal at the end")),
        ],
        initial=HolidayInterest.PAY,
        widget=forms.RadioSelect,
    )

    def drafted(self, value_on: date) -> ChangeDraft | None:
        """See the base."""
        change = Holiday(self.cleaned_data["periods"], HolidayInterest(self.cleaned_data["interest"]))
        return ChangeDraft(self.kind, value_on, 0, change)


CHANGES: Final[dict[str, type[ChangeForm]]] = {
    "part-prepayment": PartPrepaymentForm,
    "reschedule": RescheduleForm,
    "holiday": HolidayForm,
}
"""Forms of the changes by their place in the address."""
