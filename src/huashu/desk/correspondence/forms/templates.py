"""The form of a template's wording."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.correspondence.checking import BODY_MAX
from huashu.desk.correspondence.models import Purpose
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.refusals import RefusableForm


class TemplateForm(RefusableForm):
    """Purpose, title, words, and why they change."""

    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices)
    title = forms.CharField(label=_("Title, and subject of an e-mail"), max_length=120)
    body = forms.CharField(
        label=_("Text"),
        max_length=BODY_MAX,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("{name} is filled from the case; [[ … ]] drops out when something in it isn't known."),
    )
    note = forms.CharField(label=_("Why it changes"), max_length=240, required=False)

    def template(self, before: Template) -> Template:
        """The template as it was sent, valid or not, for looking at it."""
        data = self.data
        return Template(
            *before.key,
            data.get("purpose") or before.purpose,
            str(data.get("title", "")).strip()[:120],
            str(data.get("body", "")).replace("\r\n", "\n").strip(),
            before.number,
        )
