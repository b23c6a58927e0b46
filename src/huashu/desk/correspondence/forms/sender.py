"""The forms of what messages say of the lender, and of a customer's address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.correspondence.models import SenderSetting, Way
from huashu.desk.correspondence.services.settings import SENDER_FIELDS
from huashu.desk.refusals import RefusableForm


class SenderForm(RefusableForm):
    """Letterhead, whom to call, how to pay, how to stop messages."""

    address = forms.CharField(label=_("Address"), max_length=240, required=False)
    callback_number = forms.CharField(label=_("Number to call back"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    how_to_pay_zh = forms.CharField(label=_("How to pay, in Chinese"), max_length=400, required=False)
    how_to_pay_en = forms.CharField(label=_("How to pay, in English"), max_length=400, required=False)
    opt_out_zh = forms.CharField(label=_("How to stop messages, in Chinese"), max_length=120, required=False)
    opt_out_en = forms.CharField(label=_("How to stop messages, in English"), max_length=120, required=False)
    signature = forms.CharField(label=_("Who signs letters"), max_length=120, required=False)

    def __init__(self, setting: SenderSetting, data: object = None) -> None:
        super().__init__(data, initial={name: getattr(setting, name) for name in SENDER_FIELDS})  # type: ignore[arg-type]


class AddressForm(RefusableForm):
    """Where a customer gets e-mail or chat."""

    channel = forms.ChoiceField(label=_("Channel"), choices=[(Way.EMAIL.value, Way.EMAIL.label), (Way.CHAT.value, Way.CHAT.label)])
    value = forms.CharField(label=_("Address or account; empty ends it"), max_length=160, required=False)

    def clean(self) -> dict[str, object]:
        """An e-mail address has to be one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("channel") == Way.EMAIL and cleaned.get("value"):
            try:
                forms.EmailField().clean(cleaned["value"])
            except forms.ValidationError as problem:
                self.add_error("value", problem)
        return cleaned
