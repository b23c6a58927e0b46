"""The form before a contact: whom, why, the facts that its verdict turns on, and the words that go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.desk.conduct.planning import Ask
from huashu.desk.conduct.services.starts import TEXT_MAX
from huashu.desk.conduct.words import ADDRESSEES, CHANNELS, PLACES, PURPOSES
from huashu.desk.correspondence.models import Tongue
from huashu.desk.correspondence.selectors.drafting import template_choices

YES_NO: Final = (("", _("not known")), ("yes", _("yes")), ("no", _("no")))
MEANS: Final = ("sms", "email", "chat")
_QUESTIONS: Final = {
    "recorded": _("Is the call recorded?"),
    "identifies_caller": _("Does the caller name himself and the institution?"),
    "mentions_debt": _("Is the debt mentioned?"),
    "asks_payment": _("Is this person asked to pay?"),
    "takes_cash": _("Is cash taken?"),
    "location_information_only": _("Are only the customer's whereabouts asked for?"),
    "envelope_shows_debt": _("Does the envelope show that it is about a debt?"),
    "has_opt_out": _("Does the message say how to stop messages?"),
    "consent": _("Did the person agree to this beforehand?"),
}
_OF_WAY: Final[Mapping[str, tuple[str, ...]]] = {
    "call": (),
    "message": ("has_opt_out",),
    "letter": ("envelope_shows_debt",),
    "visit": ("consent",),
}
CHANNEL_OF_WAY: Final = {"call": "call", "message": "sms", "letter": "letter", "visit": "visit"}


class PlanForm(forms.Form):
    """What is known about one contact before it is made.

    Args:
        way: ``call``, ``message``, ``letter`` or ``visit``.
        purpose: What the case's arrears say.
        missing: Paths of facts that the verdict asked for.
    """

    to = forms.ChoiceField(label=_("To whom"), choices=list(ADDRESSEES.items()), initial="customer")
    purpose = forms.ChoiceField(label=_("What for"), choices=list(PURPOSES.items()))

    def __init__(self, way: str, purpose: str, missing: Iterable[str] = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        self.fields["purpose"].initial = purpose
        wanted = dict.fromkeys((*_OF_WAY[way], *(path.removeprefix("contact.") for path in missing)))
        if way == "message":
            choices = [(name, CHANNELS[name]) for name in MEANS]
            self.fields["means"] = forms.ChoiceField(label=_("By which means"), choices=choices, initial="sms", required=False)
        if way == "visit" or "place" in wanted:
            self.fields["place"] = forms.ChoiceField(label=_("Where"), choices=[("", _("not known")), *PLACES.items()], required=False)
        if way == "visit" or "visitors" in wanted:
            self.fields["visitors"] = forms.IntegerField(label=_("How many go"), min_value=1, max_value=20, required=False)
        for name in wanted:
            if name in _QUESTIONS:
                self.fields[name] = forms.ChoiceField(label=_QUESTIONS[name], choices=YES_NO, required=False)
        if way in ("message", "letter"):
            templates = [("", _("Free text")), *template_choices(way)]
            self.fields["template"] = forms.ChoiceField(label=_("Template"), choices=templates, required=False)
            self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=Tongue.choices, required=False)
            area = forms.Textarea(attrs={"rows": 6 if way == "letter" else 4, "maxlength": TEXT_MAX})
            self.fields["text"] = forms.CharField(label=_("Text"), widget=area, max_length=TEXT_MAX, required=False)

    def ask(self, at: datetime) -> Ask:
        """The contact as it is meant, once the form is valid."""
        return ask_of(self.way, self.cleaned_data, at)


def ask_of(way: str, data: Mapping[str, Any], at: datetime) -> Ask:
    """The contact that cleaned values describe.

    Args:
        way: Its button.
        data: Values by field name; absent is unknown.
        at: When.
    """
    facts: dict[str, Any] = {name: data[name] == "yes" for name in _QUESTIONS if data.get(name) in ("yes", "no")}
    facts |= {name: data[name] for name in ("place", "visitors") if data.get(name) not in (None, "")}
    channel = data.get("means") or CHANNEL_OF_WAY[way]
    return Ask(channel, at, to=data.get("to") or "customer", purpose=data.get("purpose") or "", facts=facts)
