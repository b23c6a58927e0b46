"""The form that tries a contact: everything the engine can be told, filled from a worked case or by hand. Nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from huashu.conduct import contact as codes
from huashu.conduct.reading import FLAGS
from huashu.conduct.zones import is_zone
from huashu.desk.lawbook import words
from huashu.desk.lawbook.forms import clock_input, day_input
from huashu.desk.lawbook.words import Words

_OFFSET: Final = re.compile(r"([+-])([01]\d|2[0-3]):?([0-5]\d)")
YES_NO: Final = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))
_TRUTH: Final = {"yes": True, "no": False}


def _choices(vocabulary: Words, empty: Any = None) -> list[tuple[str, Any]]:
    return [*([("", empty)] if empty is not None else []), *vocabulary.items()]


def clock_of(name: str) -> tzinfo | None:
    """The clock by which times are written: a zone of the IANA list or an offset such as +08:00; None if it is neither."""
    if is_zone(name):
        return ZoneInfo(name)
    found = _OFFSET.fullmatch(name)
    return timezone((1 if found[1] == "+" else -1) * timedelta(hours=int(found[2]), minutes=int(found[3]))) if found else None


class _Moment(forms.Field):
    """A day and a time without a zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def to_python(self, value: Any) -> datetime | None:
        """The moment, or None."""
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=None) if value else None
        except ValueError:
            raise forms.ValidationError(_now("Give a day and a time.")) from None


class PastForm(forms.Form):
    """One contact that was made before."""

    at = _Moment(label=_("When"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=_choices(words.CHANNELS), required=False)
    outcome = forms.ChoiceField(label=_("What came of it"), choices=_choices(words.OUTCOMES), required=False)
    to = forms.ChoiceField(label=_("To"), choices=_choices(words.ADDRESSEES), required=False)
    began = forms.ChoiceField(
        label=_("Begun by"),
        choices=[("us", _("us")), ("reply", _("us, at the customer's wish")), ("customer", _("the customer"))],
        required=False,
    )
    phone = forms.CharField(label=_("Number"), required=False, max_length=40)
    place = forms.ChoiceField(label=_("Where"), choices=_choices(words.PLACES, _("not known")), required=False)
    debt = forms.CharField(label=_("Loan"), required=False, max_length=60)

    def record(self, clock: tzinfo) -> dict[str, Any] | None:
        """As the engine reads it; None for a line without a time."""
        data = self.cleaned_data
        if not data.get("at"):
            return None
        names = ("channel", "outcome", "to", "phone", "place")
        found = {"at": data["at"].replace(tzinfo=clock).isoformat()} | {name: data[name] for name in names if data.get(name)}
        began = data.get("began")
        found |= {"direction": "in" if began == "customer" else "out", "initiated_by": "us" if began in ("us", "") else "customer"}
        return found | ({"debts": _parts(data["debt"])} if data.get("debt") else {})


class WishForm(forms.Form):
    """A time or place that doesn't suit the customer."""

    days = forms.MultipleChoiceField(
        label=_("Days (none: every day)"), choices=_choices(words.WEEKDAYS), widget=forms.CheckboxSelectMultiple, required=False
    )
    from_time = forms.TimeField(label=_("From"), widget=clock_input(), required=False)
    to_time = forms.TimeField(label=_("To"), widget=clock_input(), required=False)
    place = forms.ChoiceField(label=_("Where"), choices=_choices(words.PLACES, _("anywhere")), required=False)

    def record(self) -> dict[str, Any] | None:
        """As the engine reads it; None for an empty line."""
        data = self.cleaned_data
        found: dict[str, Any] = {name: data[name] for name in ("days", "place") if data.get(name)}
        times = {name: data[f"{name}_time"] for name in ("from", "to") if data.get(f"{name}_time") is not None}
        return found | {name: f"{value:%H:%M}" for name, value in times.items()} or None


class ConsentForm(forms.Form):
    """Something that the customer agreed to."""

    to = forms.ChoiceField(label=_("Agreed to"), choices=_choices(words.CONSENTS, _("nothing")), required=False)
    at = _Moment(label=_("When"), required=False)

    def record(self, clock: tzinfo) -> dict[str, Any] | None:
        """As the engine reads it; None for an empty line."""
        data = self.cleaned_data
        if not data.get("to"):
            return None
        return {"to": data["to"]} | ({"at": data["at"].replace(tzinfo=clock).isoformat()} if data.get("at") else {})


class TryForm(forms.Form):
    """One hypothetical contact."""

    packs = forms.MultipleChoiceField(label=_("Rules that apply"), widget=forms.CheckboxSelectMultiple)
    actor = forms.ChoiceField(label=_("Made by"), choices=_choices(words.ACTORS))
    lender_type = forms.ChoiceField(label=_("Kind of lender"), choices=_choices(words.LENDER_TYPES, _("not known")), required=False)
    product = forms.ChoiceField(label=_("Kind of loan"), choices=_choices(words.PRODUCTS, _("not known")), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=_choices(words.PURPOSES))
    channel = forms.ChoiceField(label=_("Channel"), choices=_choices(words.CHANNELS))
    to = forms.ChoiceField(label=_("To"), choices=_choices(words.ADDRESSEES))
    at = _Moment(label=_("Day and time"), required=True)
    clock = forms.CharField(label=_("By the clock of"), max_length=60, help_text=_("Such as Asia/Shanghai or +08:00."))
    zone = forms.CharField(label=_("Time zone where the person is"), max_length=60, required=False, help_text=_("Empty: not known."))
    possible_zones = forms.CharField(
        label=_("Or one of these zones"), max_length=200, required=False, help_text=_("Separated by commas; each must be open.")
    )
    place = forms.ChoiceField(label=_("Where"), choices=_choices(words.PLACES, _("not known")), required=False)
    phone = forms.CharField(label=_("Number"), max_length=40, required=False)
    visitors = forms.IntegerField(label=_("How many go"), min_value=0, max_value=50, required=False)
    debts = forms.CharField(label=_("Loans it is about"), max_length=120, required=False, help_text=_("Any names, separated by commas."))
    states_known = forms.BooleanField(label=_("The customer's circumstances are known"), required=False)
    states = forms.MultipleChoiceField(
        label=_("Circumstances"), choices=_choices(words.STATES), widget=forms.CheckboxSelectMultiple, required=False
    )
    moratorium_from = forms.DateField(label=_("Breathing space since"), widget=day_input(), required=False)
    stop_requested_at = _Moment(label=_("Asked for no more contact"), required=False)
    dispute_received_at = _Moment(label=_("Disputed the debt"), required=False)
    validation_sent = forms.ChoiceField(label=_("The debt was confirmed after that"), choices=YES_NO, required=False)
    stopped_channels = forms.MultipleChoiceField(
        label=_("Not by these channels"), choices=_choices(words.CHANNELS), widget=forms.CheckboxSelectMultiple, required=False
    )
    stopped_numbers = forms.CharField(label=_("Not on these numbers"), max_length=200, required=False)
    agreed_from = forms.TimeField(label=_("Agreed hours from"), widget=clock_input(), required=False)
    agreed_to = forms.TimeField(label=_("to"), widget=clock_input(), required=False)
    refused_by = forms.MultipleChoiceField(
        label=_("Want no contact"), choices=_choices(words.ADDRESSEES), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, packs: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["packs"].choices = packs  # type: ignore[attr-defined]
        for name in FLAGS:
            self.fields[name] = forms.ChoiceField(label=str(words.FLAGS[name]), choices=YES_NO, required=False)
        for name in ("clock", "zone"):
            self.fields[name].widget.attrs["list"] = "zones"

    @property
    def flags(self) -> list[Any]:
        """The yes-or-no facts."""
        return [self[name] for name in words.FLAGS]

    def clean_clock(self) -> str:
        """A clock that exists."""
        name = str(self.cleaned_data["clock"]).strip()
        if clock_of(name) is None:
            raise forms.ValidationError(
                _now("There is no time zone %(name)s. Write one such as Asia/Shanghai, or +08:00.") % {"name": name}
            )
        return name

    def clean_zone(self) -> str:
        """A zone that exists."""
        return self._zone(str(self.cleaned_data["zone"]).strip())

    def clean_possible_zones(self) -> list[str]:
        """Zones that exist."""
        return [self._zone(name) for name in _parts(self.cleaned_data["possible_zones"])]

    def _zone(self, name: str) -> str:
        if name and not is_zone(name):
            raise forms.ValidationError(_now("There is no time zone %(name)s. Write one such as Asia/Shanghai.") % {"name": name})
        return name

    def clean(self) -> dict[str, Any]:
        """Agreed hours have both ends."""
        data = super().clean() or self.cleaned_data
        if (data.get("agreed_from") is None) is not (data.get("agreed_to") is None):
            self.add_error("agreed_to", _("Give both ends of the agreed hours, or neither."))
        return data

    def record(self, past: Any, wishes: Any, consents: Any) -> dict[str, Any]:
        """The planned contact as the engine reads it.

        Args:
            past: The valid formset of earlier contacts.
            wishes: That of times that don't suit.
            consents: That of agreements.
        """
        data = self.cleaned_data
        clock = clock_of(data["clock"])
        assert clock is not None
        history = [record for form in past if (record := form.record(clock)) is not None]
        customer = self._customer(clock) | {
            "inconvenient": [record for form in wishes if (record := form.record()) is not None],
            "consents": [record for form in consents if (record := form.record(clock)) is not None],
        }
        found = {name: data[name] for name in ("packs", "actor", "lender_type", "product", "purpose") if data[name]}
        found |= {"id": "tried", "contact": self._contact(clock), "customer": customer, "history": history}
        return found | ({"debts": _parts(data["debts"])} if data["debts"] else {})

    def _contact(self, clock: tzinfo) -> dict[str, Any]:
        data = self.cleaned_data
        found = {name: data[name] for name in ("channel", "to", "place", "phone") if data[name]}
        found |= {"at": data["at"].replace(tzinfo=clock).isoformat(), "visitors": data["visitors"]}
        found |= {"timezone": data["zone"] or None, "possible_timezones": data["possible_zones"]}
        return found | {name: _TRUTH.get(data[name]) for name in FLAGS}

    def _customer(self, clock: tzinfo) -> dict[str, Any]:
        data = self.cleaned_data
        moments = {
            name: data[name].replace(tzinfo=clock).isoformat() for name in ("stop_requested_at", "dispute_received_at") if data[name]
        }
        found = moments | {"states": data["states"] if data["states"] or data["states_known"] else None}
        found |= {"validation_sent": _TRUTH.get(data["validation_sent"]), "refused_by": data["refused_by"]}
        found |= {"stopped_channels": [*data["stopped_channels"], *_parts(data["stopped_numbers"])]}
        found |= {"moratorium_from": data["moratorium_from"].isoformat() if data["moratorium_from"] else None}
        if data.get("agreed_from") is not None:
            found["agreed_hours"] = [f"{data['agreed_from']:%H:%M}", f"{data['agreed_to']:%H:%M}"]
        return found


class LinesFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # the stubs make it generic, Django doesn't
    """Lines of which an empty one says nothing."""


PastLines: Final = forms.formset_factory(PastForm, formset=LinesFormSet, extra=2, max_num=60, absolute_max=60)
WishLines: Final = forms.formset_factory(WishForm, formset=LinesFormSet, extra=1, max_num=20, absolute_max=20)
ConsentLines: Final = forms.formset_factory(ConsentForm, formset=LinesFormSet, extra=1, max_num=20, absolute_max=20)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in str(text).replace("，", ",").split(",") if part.strip()]


def initial_blank(packs: list[str], zone: str, now: datetime) -> dict[str, Any]:
    """What an empty form starts with: a collection call to the customer at this moment."""
    return {
        "packs": packs,
        "actor": "lender",
        "lender_type": "auto_finance",
        "product": "auto_loan",
        "purpose": "collection",
        "channel": "call",
        "to": "customer",
        "at": _local(now.astimezone(ZoneInfo(zone))),
        "clock": zone,
        "zone": zone,
        "states_known": True,
        "recorded": "yes",
        "identifies_caller": "yes",
    }


def initial_of_case(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The form's start from a worked case, and the lines of its three lists.

    Args:
        given: The planned contact as the file gives it.
    """
    contact, customer = given.get("contact") or {}, given.get("customer") or {}
    at = datetime.fromisoformat(contact["at"])
    zone = contact.get("timezone") or customer.get("timezone") or ""
    clock: tzinfo = (
        ZoneInfo(zone) if zone and at.astimezone(ZoneInfo(zone)).utcoffset() == at.utcoffset() else timezone(at.utcoffset() or timedelta())
    )
    named = zone if isinstance(clock, ZoneInfo) else at.strftime("%z")[:3] + ":" + at.strftime("%z")[3:]

    def local(moment: object) -> str:
        return _local(datetime.fromisoformat(str(moment)).astimezone(clock)) if moment else ""

    found = {name: given.get(name) for name in ("packs", "actor", "lender_type", "product", "purpose")}
    found |= {name: contact.get(name) for name in ("channel", "place", "phone", "visitors")} | {"to": contact.get("to") or "customer"}
    found |= {name: {True: "yes", False: "no"}.get(contact.get(name), "") for name in FLAGS}  # type: ignore[arg-type]
    found |= {"at": local(contact["at"]), "clock": named, "zone": zone}
    found |= {"possible_zones": ", ".join(contact.get("possible_timezones") or ())}
    found |= {"debts": ", ".join(given.get("debts") or ([given["debt_id"]] if given.get("debt_id") else []))}
    stopped, agreed = customer.get("stopped_channels") or [], customer.get("agreed_hours") or ["", ""]
    found |= {name: customer.get(name) or [] for name in ("states", "refused_by")}
    found |= {name: local(customer.get(name)) for name in ("stop_requested_at", "dispute_received_at")}
    found |= {
        "states_known": customer.get("states") is not None,
        "moratorium_from": customer.get("moratorium_from"),
        "validation_sent": {True: "yes", False: "no"}.get(customer.get("validation_sent"), ""),  # type: ignore[arg-type]
        "stopped_channels": [channel for channel in stopped if channel in codes.CHANNELS],
        "stopped_numbers": ", ".join(number for number in stopped if number not in codes.CHANNELS),
        "agreed_from": agreed[0],
        "agreed_to": agreed[1],
    }
    lines = {
        "past": [_past_line(entry, local) for entry in given.get("history") or ()],
        "wish": [entry | {"from_time": entry.get("from"), "to_time": entry.get("to")} for entry in customer.get("inconvenient") or ()],
        "consent": [{"to": entry["to"], "at": local(entry.get("at"))} for entry in customer.get("consents") or ()],
    }
    return found, lines


def _past_line(entry: Mapping[str, Any], local: Any) -> dict[str, Any]:
    names = ("channel", "outcome", "phone", "place")
    inbound, theirs = entry.get("direction") == "in", entry.get("initiated_by") == "customer"
    began = "customer" if inbound else "reply" if theirs else "us"
    found = {name: entry.get(name) for name in names} | {"to": entry.get("to") or "customer", "began": began}
    return found | {"at": local(entry["at"]), "debt": ", ".join(entry.get("debts") or ())}


def _local(moment: datetime) -> str:
    """A moment as a browser's control writes it; seconds only where there are any."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S" if moment.second else "%Y-%m-%dT%H:%M")
