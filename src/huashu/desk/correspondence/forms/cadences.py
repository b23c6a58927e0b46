"""The form of the cadences."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.refusals import RefusableForm


class CadenceForm(RefusableForm):
    """All cadences as YAML, and why they change."""

    body = forms.CharField(
        label=_("Cadences, as YAML"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "mono"}),
    )
    note = forms.CharField(label=_("Why they change"), max_length=240, required=False)
