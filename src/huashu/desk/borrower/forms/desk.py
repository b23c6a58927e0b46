"""Forms of the desk: a new link, and what the page says for the lender."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huashu.desk.borrower.models import BorrowerPageSetting
from huashu.desk.borrower.services.setting import FIELDS
from huashu.desk.refusals import RefusableForm

_LINES: Final = {"how_to_pay": 5, "how_to_pay_en": 5, "complaint_channel": 3, "complaint_channel_en": 3}


class LinkForm(RefusableForm):
    """How long a new link works."""

    days = forms.TypedChoiceField(
        label=_("Works for"), coerce=int, initial=14, choices=[(3, _("3 days")), (7, _("7 days")), (14, _("14 days"))]
    )


class PageSettingForm(RefusableForm):
    """The lender's own words on the page."""

    def __init__(self, setting: BorrowerPageSetting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(setting, name) for name in FIELDS}
        for name in FIELDS:
            field = BorrowerPageSetting._meta.get_field(name)
            assert isinstance(field, models.Field)
            made = field.formfield()
            assert made is not None
            made.validators = [*made.validators, *field.validators]
            if name in _LINES:
                made.widget = forms.Textarea(attrs={"rows": _LINES[name]})
            self.fields[name] = made

    @property
    def values(self) -> dict[str, Any]:
        """Every field of a valid form."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class AnswerForm(RefusableForm):
    """An answer that the customer reads on their page."""

    text = forms.CharField(label=_("Answer, as the customer reads it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, act: int, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id=f"id_{act}_%s")
