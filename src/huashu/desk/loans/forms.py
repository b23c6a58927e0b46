"""The form of a product's settings: in the units people write (percent, times, amounts), stored in those of ``lending``."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.loans.models import ProductSetting
from huashu.desk.loans.products import product_from_record, rules_from_record
from huashu.desk.loans.typed import record_from_typed, typed_from
from huashu.errors import InvalidValue
from huashu.lending.product import Component, WaterfallBy
from huashu.money import DECIMALS

COMPONENTS: Final = (
    (Component.PENALTY, _("Penalty interest")),
    (Component.FEE, _("Fees")),
    (Component.INTEREST, _("Interest")),
    (Component.PRINCIPAL, _("Principal")),
)
_FIELD_OF: Final = {
    "waterfall": "first",
    "buckets": "buckets",
    "early_fee_tiers": "early_fees",
    "currency": "currency",
    "amount": "tolerance",
}


class ProductForm(forms.Form):
    """A product's settings."""

    name = forms.CharField(label=_("Name"), max_length=80)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in DECIMALS])
    grace_days = forms.IntegerField(
        label=_("Days of grace"), min_value=0, max_value=90, help_text=_("After the due date, before an instalment counts as overdue.")
    )
    tolerance = forms.DecimalField(
        label=_("Small amounts left alone"), min_value=0, max_digits=12, help_text=_("Unpaid up to this sum doesn't make a loan overdue.")
    )
    penalty_multiplier = forms.DecimalField(
        label=_("Penalty rate, times the contract rate"),
        min_value=0,
        max_value=10,
        decimal_places=3,
        help_text=_("1.5 is half as much again."),
    )
    penalty_on_interest = forms.BooleanField(label=_("Overdue interest bears penalty too"), required=False)
    penalty_year_days = forms.TypedChoiceField(label=_("Days of a year for penalty"), choices=[(360, "360"), (365, "365")], coerce=int)
    penalty_rate_cap = forms.DecimalField(
        label=_("Highest penalty rate, % a year"),
        min_value=0,
        max_value=1000,
        decimal_places=4,
        required=False,
        help_text=_("Empty for none."),
    )
    penalty_amount_cap = forms.DecimalField(
        label=_("Highest penalty, % of the instalment"),
        min_value=0,
        max_value=10000,
        decimal_places=4,
        required=False,
        help_text=_("Empty for none."),
    )
    waterfall_by = forms.ChoiceField(
        label=_("Money pays first"),
        choices=[
            (WaterfallBy.COMPONENT, _("the first part of all instalments, then the next part")),
            (WaterfallBy.INSTALMENT, _("all of the oldest instalment, then the next one")),
        ],
    )
    first = forms.ChoiceField(label=_("First part"), choices=COMPONENTS)
    second = forms.ChoiceField(label=_("Second part"), choices=COMPONENTS)
    third = forms.ChoiceField(label=_("Third part"), choices=COMPONENTS)
    fourth = forms.ChoiceField(label=_("Fourth part"), choices=COMPONENTS)
    early_fees = forms.CharField(
        label=_("Fee for early repayment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line each: before how many months, and the fee in %. For example: 12 3%"),
    )
    buckets = forms.CharField(
        label=_("Buckets"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One line each: name and days overdue. For example: M1 1-30. The last has no end: M7+ 181-"),
    )
    firm_from = forms.IntegerField(label=_("Firm stage from day"), min_value=2, max_value=3650)
    reminder_days = forms.IntegerField(
        label=_("Remind how many days before"), min_value=0, max_value=31, help_text=_("0 for no reminders.")
    )
    promise_grace_days = forms.IntegerField(
        label=_("Days of grace for promises"),
        min_value=0,
        max_value=31,
        help_text=_("Money that comes this many days late still keeps a promise."),
    )

    def __init__(self, data: Any = None, *, setting: ProductSetting) -> None:
        super().__init__(data, initial=typed_from(setting))
        self.setting = setting
        self.record: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Turn what was typed into the stored settings, and let them be checked as the close will read them."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.record = record_from_typed(cleaned)
            product_from_record(self.setting.code, self.record)
            rules_from_record(self.record)
        except InvalidValue as refusal:
            self.add_error(_FIELD_OF.get(refusal.field or ""), refusal.message)
        return cleaned
