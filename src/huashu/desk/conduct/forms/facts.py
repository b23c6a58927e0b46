"""Forms in which wishes and states are written down: one a kind, each with the few fields that make it one."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.conduct.models import FactKind, State
from huashu.desk.conduct.services.facts import FactDraft
from huashu.desk.conduct.words import ADDRESSEES, CHANNELS, CONSENTS, LANGUAGES, PLACES, WEEKDAYS

_ZONES: Final = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right")))
_DATE: Final = {"type": "date"}
_TIME: Final = {"type": "time"}


class FactForm(forms.Form):
    """One wish or state of a kind. ``draft`` is what it says, once the form is valid."""

    def __init__(self, kind: FactKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        _FIELDS[kind](self.fields)
        if kind is FactKind.STATE:
            self.fields["from_on"] = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=_DATE))
            self.fields["until_on"] = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs=_DATE))
        elif kind is FactKind.STOP:
            self.fields["until_on"] = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs=_DATE))
        self.fields["note"] = forms.CharField(
            label=_("Where it comes from"), max_length=400, required=False, help_text=_("A call, a letter, a document; who said it.")
        )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        data = super().clean() or {}
        start, end = data.get("from_on"), data.get("until_on")
        if start and end and end < start:
            self.add_error("until_on", _("The last day is before the first one."))
        return data

    @property
    def draft(self) -> FactDraft:
        """What is to be written down."""
        data = self.cleaned_data
        values = {
            name: _plain(data[name]) for name in ("days", "place", "name", "contact", "number", "is_lawyer", "in_writing") if data.get(name)
        }
        for name in ("from", "to"):
            if data.get(f"{name}_time"):
                values[name] = data[f"{name}_time"].strftime("%H:%M")
        return FactDraft(self.kind, data.get("code") or "", values, data.get("from_on"), data.get("until_on"), data.get("note") or "")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices)


def _times(fields: dict[str, forms.Field], *, required: bool) -> None:
    for name, label in (("from_time", _("From")), ("to_time", _("To"))):
        fields[name] = forms.TimeField(label=label, required=required, widget=forms.TimeInput(attrs=_TIME))


def _state(fields: dict[str, forms.Field]) -> None:
    fields["code"] = _choice(_("Circumstances"), State.choices)


def _stop(fields: dict[str, forms.Field]) -> None:
    fields["in_writing"] = forms.BooleanField(label=_("asked in writing"), required=False)


def _channel(fields: dict[str, forms.Field]) -> None:
    fields["code"] = forms.ChoiceField(label=_("Not by"), choices=list(CHANNELS.items()))
    fields["number"] = forms.CharField(
        label=_("Only this number or address"), max_length=80, required=False, help_text=_("Empty for every number.")
    )


def _hours(fields: dict[str, forms.Field]) -> None:
    _times(fields, required=False)
    fields["days"] = forms.MultipleChoiceField(
        label=_("On"),
        choices=list(WEEKDAYS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means every day."),
    )
    fields["place"] = forms.ChoiceField(label=_("Where"), choices=[("", _("anywhere")), *PLACES.items()], required=False)


def _agreed(fields: dict[str, forms.Field]) -> None:
    _times(fields, required=True)


def _language(fields: dict[str, forms.Field]) -> None:
    fields["code"] = _choice(_("Language"), list(LANGUAGES.items()))


def _representative(fields: dict[str, forms.Field]) -> None:
    fields["name"] = forms.CharField(label=_("Name"), max_length=80)
    fields["contact"] = forms.CharField(label=_("How to reach them"), max_length=120, required=False)
    fields["is_lawyer"] = forms.BooleanField(label=_("is a lawyer"), required=False, initial=True)


def _third(fields: dict[str, forms.Field]) -> None:
    fields["code"] = _choice(_("Who"), [(code, label) for code, label in ADDRESSEES.items() if code != "customer"])
    fields["name"] = forms.CharField(label=_("Name"), max_length=80, required=False)


def _zone(fields: dict[str, forms.Field]) -> None:
    fields["code"] = _choice(_("Time zone"), [(zone, zone.replace("_", " ")) for zone in _ZONES])


def _consent(fields: dict[str, forms.Field]) -> None:
    fields["code"] = _choice(_("To what"), list(CONSENTS.items()))


_FIELDS: Final = {
    FactKind.STATE: _state,
    FactKind.STOP: _stop,
    FactKind.CHANNEL: _channel,
    FactKind.HOURS: _hours,
    FactKind.AGREED_HOURS: _agreed,
    FactKind.LANGUAGE: _language,
    FactKind.REPRESENTATIVE: _representative,
    FactKind.THIRD_REFUSED: _third,
    FactKind.ZONE: _zone,
    FactKind.CONSENT: _consent,
}
