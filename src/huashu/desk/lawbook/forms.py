"""Forms of the lawbook's list and of the lender's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from huashu.conduct.contact import CHANNELS, PURPOSES
from huashu.conduct.lawbook import Rule
from huashu.conduct.verdict import Text
from huashu.desk.lawbook import words
from huashu.desk.lawbook.composing import purposes_of
from huashu.desk.lawbook.drafts import COUNTED, Draft, settings_of
from huashu.desk.lawbook.listing import Wanted
from huashu.desk.refusals import RefusableForm

DUE_DAYS: Final = 90
"""A rule that nobody compared with its source for so long stands on the list of rules to check."""
_ALL: Final = ("", _("All"))


def day_input() -> forms.DateInput:
    """A date as browsers ask for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def clock_input() -> forms.TimeInput:
    """A time of day as browsers ask for it."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class FilterForm(forms.Form):
    """Which rules to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=100)
    pack = forms.ChoiceField(label=_("Rules of"), required=False)
    kind = forms.ChoiceField(label=_("About"), required=False, choices=[_ALL, *words.KINDS.items()])
    severity = forms.ChoiceField(label=_("Weight"), required=False, choices=[_ALL, *words.SEVERITIES.items()])
    days = forms.IntegerField(label=_("Not checked for days"), required=False, min_value=1, max_value=9999)

    def __init__(self, packs: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack"].choices = [_ALL, *packs]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for; a filter that can't be is left open."""
        data = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            pack=data.get("pack", ""),
            kind=data.get("kind", ""),
            severity=data.get("severity", ""),
            days=data.get("days"),
            search=data.get("search", "").strip(),
        )


class CheckedForm(forms.Form):
    """A rule was compared with its source."""

    note = forms.CharField(label=_("What you looked at"), required=False, max_length=400)


class EndForm(RefusableForm):
    """The last change of a rule: it ends."""

    valid_from = forms.DateField(label=_("No longer holds from"), widget=day_input())
    reason = forms.CharField(label=_("Why it ends"), max_length=400)


class HouseRuleForm(RefusableForm):
    """What all rules of the house have; the parameters of each kind stand in its own form."""

    warns = forms.ChoiceField(
        label=_("What it does"), choices=[("", _("holds the contact back")), ("yes", _("warns; a supervisor has to look"))]
    )
    purposes = forms.MultipleChoiceField(
        label=_("Contacts it holds for"), widget=forms.CheckboxSelectMultiple, choices=[(code, words.PURPOSES[code]) for code in PURPOSES]
    )
    title_zh = forms.CharField(label=_("Name, Chinese"), max_length=60)
    title_en = forms.CharField(label=_("Name, English"), max_length=80)
    limits_zh = forms.CharField(label=_("What it limits, Chinese"), max_length=200)
    limits_en = forms.CharField(label=_("What it limits, English"), max_length=200)
    why_zh = forms.CharField(label=_("Sentence for the officer, Chinese"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    why_en = forms.CharField(label=_("Sentence for the officer, English"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    act = forms.CharField(label=_("Decision it rests on"), max_length=120, help_text=_("The house's own document, by its name and number."))
    article = forms.CharField(label=_("Article"), max_length=60, required=False)
    link = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")
    valid_from = forms.DateField(label=_("Valid from"), widget=day_input())
    reason = forms.CharField(label=_("Why it is changed"), max_length=400, help_text=_("Kept with the change and in the trail."))

    kind: str
    names: tuple[str, ...]
    """Fields of the kind's own."""
    words_in_braces: str

    @property
    def own_fields(self) -> list[Any]:
        """The fields of the kind."""
        return [self[name] for name in self.names]

    def params(self) -> dict[str, Any]:
        """The kind's parameters."""
        return {name: self.cleaned_data[name] for name in self.names}

    def draft(self, rule_id: str) -> Draft:
        """What the form says."""
        data = self.cleaned_data
        return Draft(
            rule_id=rule_id,
            kind=self.kind,
            params=self.params(),
            warns=data["warns"] == "yes",
            purposes=tuple(purpose for purpose in PURPOSES if purpose in data["purposes"]),
            title=Text(data["title_zh"], data["title_en"]),
            limits=Text(data["limits_zh"], data["limits_en"]),
            why=Text(data["why_zh"], data["why_en"]),
            **{name: data[name] for name in ("act", "article", "link", "valid_from", "reason")},
        )


# Without a choice "What it does" is the empty one, which is the usual.
HouseRuleForm.base_fields["warns"].required = False


class HoursForm(HouseRuleForm):
    """Hours of contact."""

    opens = forms.TimeField(label=_("From"), widget=clock_input())
    closes = forms.TimeField(label=_("To"), widget=clock_input())
    agreed = forms.BooleanField(label=_("Hours that the customer agreed to are open too"), required=False)
    kind, names, words_in_braces = "hours", ("opens", "closes", "agreed"), "{zone} {time} {from} {to} {channel} {person}"

    def clean(self) -> dict[str, Any]:
        """The window opens before it closes."""
        data = super().clean() or self.cleaned_data
        opens, closes = data.get("opens"), data.get("closes")
        if opens is not None and closes is not None and opens >= closes:
            self.add_error("closes", _("The hours have to end after they begin."))
        return data

    def params(self) -> dict[str, Any]:
        """Times as the lawbook writes them."""
        data = self.cleaned_data
        return {"opens": f"{data['opens']:%H:%M}", "closes": f"{data['closes']:%H:%M}", "agreed": data["agreed"]}


class CountForm(HouseRuleForm):
    """At most so many in so many days."""

    counted = forms.ChoiceField(label=_("What counts"), choices=[(code, words.COUNTED[code]) for code in COUNTED])
    at_most = forms.IntegerField(label=_("At most"), min_value=1, max_value=50)
    days = forms.IntegerField(
        label=_("In how many days"), min_value=1, max_value=30, help_text=_("1 is today; 7 is today and six days before.")
    )
    per = forms.ChoiceField(label=_("Counted"), choices=list(words.UNITS.items()))
    kind, names, words_in_braces = "count", ("counted", "at_most", "days", "per"), "{count} {limit} {days} {since} {channel} {person}"


class PauseForm(HouseRuleForm):
    """None for some days after one."""

    counted = forms.ChoiceField(label=_("After which contact"), choices=[(code, words.COUNTED[code]) for code in COUNTED])
    days = forms.IntegerField(
        label=_("No other for how many days"), min_value=1, max_value=30, help_text=_("The day of the contact is the first.")
    )
    kind, names, words_in_braces = "cooling_off", ("counted", "days"), "{since} {days} {channel} {person}"


class ChannelForm(HouseRuleForm):
    """A channel that the house doesn't use."""

    channels = forms.MultipleChoiceField(
        label=_("Channels"), widget=forms.CheckboxSelectMultiple, choices=[(code, words.CHANNELS[code]) for code in CHANNELS]
    )
    to = forms.ChoiceField(label=_("To whom"), choices=[(code, words.GROUPS[code]) for code in ("anyone", "obliged", "third_person")])
    kind, names, words_in_braces = "channel", ("channels", "to"), "{channel} {person} {place}"

    def clean_channels(self) -> list[str]:
        """Something is left to contact people by."""
        found = [channel for channel in CHANNELS if channel in self.cleaned_data["channels"]]
        if len(found) == len(CHANNELS):
            raise forms.ValidationError(_now("Leave at least one channel; a rule that bars them all would stop all work."))
        return found


FORMS: Final[Mapping[str, type[HouseRuleForm]]] = {form.kind: form for form in (HoursForm, CountForm, PauseForm, ChannelForm)}

_TEXTS: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "hours": (
        Text("本机构联系时段", "House hours"),
        Text("本机构对外联系的时段，比法定更严。", "Our own hours of contact, stricter than the law's."),
        Text(
            "现在是{zone}时间{time}；本机构只在{from}至{to}之间联系客户。",
            "It is {time} in {zone}; we contact customers between {from} and {to} only.",
        ),
    ),
    "count": (
        Text("本机构联系次数", "House limit of contacts"),
        Text("一段时间内联系同一人的次数。", "How often one person is contacted within some days."),
        Text(
            "{days}天内已联系{person}{count}次，本机构最多{limit}次。",
            "{person} was contacted {count} times in {days} days; our limit is {limit}.",
        ),
    ),
    "cooling_off": (
        Text("本机构联系间隔", "House pause between contacts"),
        Text("一次联系之后的间隔。", "The pause after a contact."),
        Text("{since}已联系过{person}，本机构要求间隔{days}天。", "{person} was contacted on {since}; we leave {days} days between."),
    ),
    "channel": (
        Text("本机构不使用的联系方式", "Channels we don't use"),
        Text("本机构不使用的联系方式。", "Ways of contact that we don't use."),
        Text("按本机构规定，不得以{channel}联系{person}。", "Under our own rules {channel} to {person} isn't allowed."),
    ),
}
_PARAMS: Final[Mapping[str, Mapping[str, Any]]] = {
    "hours": {"opens": time(8), "closes": time(20), "agreed": True},
    "count": {"counted": "conversations", "at_most": 3, "days": 7, "per": "person"},
    "cooling_off": {"counted": "conversations", "days": 2},
    "channel": {"channels": [], "to": "anyone"},
}


def initial_new(kind: str, today: date) -> dict[str, Any]:
    """What a new rule's form starts with."""
    title, limits, why = _TEXTS[kind]
    purposes = [purpose for purpose in PURPOSES if purpose != "service"]
    return dict(_PARAMS[kind]) | _texts(title, limits, why) | {"purposes": purposes, "valid_from": today}


def initial_of(rule: Rule, today: date) -> tuple[str, dict[str, Any]] | None:
    """Kind and start of the form that changes a rule; None if the form can't show what it says."""
    value = rule.values[-1]
    if len(value.provisions) != 1 or len(value.references) != 1:
        return None
    purposes = purposes_of([{"purposes": list(binding.purposes or ())} for binding in rule.binds])
    settings = settings_of(value.provisions[0].given, purposes)
    if settings is None:
        return None
    reference = value.references[0]
    found = dict(settings.params) | _texts(rule.title, rule.limits, settings.why)
    found |= {"warns": "yes" if settings.warns else "", "purposes": list(settings.purposes), "valid_from": today}
    return settings.kind, found | {"act": reference.act, "article": reference.article, "link": reference.link}


def _texts(title: Text, limits: Text, why: Text) -> dict[str, str]:
    pairs = {"title": title, "limits": limits, "why": why}
    return {f"{name}_{language}": getattr(text, language) for name, text in pairs.items() for language in ("zh", "en")}
