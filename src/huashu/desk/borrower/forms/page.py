"""Forms of the customer's page: short, in plain words, nothing asked that isn't needed."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huashu.desk.borrower.models import ActKind
from huashu.desk.borrower.services.effects import REACHING
from huashu.desk.cases.models import Reason
from huashu.desk.complaints.models import Category
from huashu.desk.conduct.words import CHANNELS, LANGUAGES, WEEKDAYS
from huashu.desk.refusals import RefusableForm

WORDS_LONG: Final = 2000
_HAPPENED: Final = (
    Reason.INCOME_LOSS,
    Reason.ILLNESS,
    Reason.FAMILY_EVENT,
    Reason.DISASTER,
    Reason.CASH_FLOW_GAP,
    Reason.THIRD_PARTY_UNPAID,
    Reason.OVER_INDEBTED,
    Reason.OTHER,
)
DISPUTES: Final = (
    ("amount", pgettext_lazy("dispute", "The amount is wrong")),
    ("paid", pgettext_lazy("dispute", "I have paid this already")),
    ("terms", pgettext_lazy("dispute", "The rate or the penalty is wrong")),
    ("not_mine", pgettext_lazy("dispute", "I didn't take this loan; somebody used my name")),
    ("other", pgettext_lazy("dispute", "Something else")),
)


class DigitsForm(RefusableForm):
    """The four signs that show that the right person opened the link."""

    digits = forms.CharField(
        label=_("Last four digits"),
        min_length=4,
        max_length=4,
        help_text=_("The last four of your phone number, or of your identity document. An X counts as one."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "digits"}),
    )


class TellForm(RefusableForm):
    """Something that a customer tells us; ``key`` tells two sendings of one form from two forms."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        """What was told, in plain JSON, without what was left empty."""
        return {name: _plain(value) for name, value in self.cleaned_data.items() if name != "key" and value not in ("", None, [], False)}


class HardshipForm(TellForm):
    """Asking for help."""

    happened = forms.ChoiceField(label=_("What happened"), choices=[("", _("Choose …")), *((one.value, one.label) for one in _HAPPENED)])
    since = forms.DateField(label=_("Since when"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(
        label=_("In your own words, if you like"), required=False, max_length=WORDS_LONG, widget=forms.Textarea(attrs={"rows": 3})
    )
    income = forms.CharField(label=_("Income a month now, about"), required=False, max_length=60)
    could_pay = forms.CharField(
        label=_("What you could pay a month, about"), required=False, max_length=60, help_text=_("Nothing is agreed by writing it here.")
    )
    pause = forms.BooleanField(
        label=_("Please don't call, text or visit me about payment until I have an answer"), required=False, initial=True
    )


class DisputeForm(TellForm):
    """Saying that the debt, or a part of it, isn't right."""

    what = forms.ChoiceField(label=_("What isn't right"), choices=DISPUTES, widget=forms.RadioSelect)
    why = forms.CharField(label=_("Why"), max_length=WORDS_LONG, widget=forms.Textarea(attrs={"rows": 4}))


class ComplaintForm(TellForm):
    """Complaining about how somebody was treated."""

    category = forms.ChoiceField(label=_("What about"), choices=[("", _("Choose …")), *Category.choices])
    words = forms.CharField(label=_("What happened"), max_length=WORDS_LONG, widget=forms.Textarea(attrs={"rows": 4}))
    wanted = forms.CharField(
        label=_("What you would like us to do"), required=False, max_length=WORDS_LONG, widget=forms.Textarea(attrs={"rows": 2})
    )


class HoursForm(TellForm):
    """Hours and days that suit; both empty takes an earlier choice back."""

    from_time = forms.TimeField(label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    to_time = forms.TimeField(label=_("To"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    days = forms.MultipleChoiceField(
        label=_("Not on these days"), choices=list(WEEKDAYS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        """Refuse half a span, an empty one, and seven days that never suit: that is what stopping is for."""
        data = super().clean() or {}
        start, end = data.get("from_time"), data.get("to_time")
        if (start is None) != (end is None):
            self.add_error("from_time" if start is None else "to_time", _("Please give both times, or neither."))
        elif start is not None and start == end:
            self.add_error("to_time", _("The two times are the same."))
        if len(data.get("days", [])) == len(WEEKDAYS):
            self.add_error("days", _("That leaves no day. If you want no contact at all, choose “Stop contacting me”."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The same as for the others, with the times' short names."""
        return {name.removesuffix("_time"): value for name, value in super().values.items()}


class ChannelForm(TellForm):
    """Ways of contact that aren't wanted; none takes an earlier choice back."""

    ways = forms.MultipleChoiceField(
        label=_("Please don't reach me by"),
        choices=[(way, CHANNELS[way]) for way in REACHING],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Letters that the law requires may still come."),
    )


class LanguageForm(TellForm):
    """The language in which somebody wants to be spoken to."""

    code = forms.ChoiceField(label=_("Speak with me in"), choices=list(LANGUAGES.items()), widget=forms.RadioSelect)


class RepresentativeForm(TellForm):
    """Somebody who speaks for the customer."""

    name = forms.CharField(label=_("Their name"), max_length=80)
    contact = forms.CharField(label=_("How to reach them"), max_length=120)
    is_lawyer = forms.BooleanField(label=_("This person is a lawyer"), required=False)


class StopForm(TellForm):
    """Asking for contact to stop."""

    words = forms.CharField(label=_("Why, if you like to say"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


FORMS: Final[dict[ActKind, type[TellForm]]] = {
    ActKind.HARDSHIP: HardshipForm,
    ActKind.DISPUTE: DisputeForm,
    ActKind.COMPLAINT: ComplaintForm,
    ActKind.HOURS: HoursForm,
    ActKind.CHANNEL: ChannelForm,
    ActKind.LANGUAGE: LanguageForm,
    ActKind.REPRESENTATIVE: RepresentativeForm,
    ActKind.STOP: StopForm,
}
"""What can be told by a form of its own, in the order of the page."""


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value
