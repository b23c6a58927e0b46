"""The outbox's filters."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.correspondence.models import MessageState, Way
from huashu.desk.correspondence.selectors.outbox import MessageFilters
from huashu.desk.correspondence.words import TEMPLATES


class MessageFilterForm(forms.Form):
    """Which messages to list."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *MessageState.choices])
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=[("", _("All channels")), *Way.choices])
    template = forms.ChoiceField(label=_("Template"), required=False, choices=[("", _("All templates")), *TEMPLATES.items()])
    search = forms.CharField(label=_("Customer or contract"), required=False, max_length=120)

    def filters(self) -> MessageFilters:
        """The filters of a valid form."""
        return MessageFilters(**self.cleaned_data)
