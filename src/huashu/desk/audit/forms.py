"""The filters of the audit page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.access import trail_people_for
from huashu.desk.audit.models import TrailKind
from huashu.desk.audit.selectors import Filters
from huashu.desk.people.models import Person


class FilterForm(forms.Form):
    """Which entries to list."""

    from_on = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    to_on = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"), required=False, empty_label=_("Everybody"))
    kind = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("Everything")), *TrailKind.choices])
    search = forms.CharField(label=_("Customer or contract"), required=False, max_length=120)
    customer = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, reader: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = trail_people_for(reader).order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A span of days runs forward."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("from_on") and cleaned.get("to_on") and cleaned["from_on"] > cleaned["to_on"]:
            self.add_error("to_on", _("The last day is before the first one."))
        return cleaned

    def filters(self) -> Filters:
        """The filters of a valid form."""
        return Filters(**self.cleaned_data)
