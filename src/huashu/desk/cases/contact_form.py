"""The form in which a contact is written down: what was typed becomes a draft, what is wrong becomes a sentence beside its field."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.desk.cases.drafts import ContactDraft, PromiseDraft, draft_check
from huashu.desk.cases.models import Channel, Contact, Outcome, Promise, Reached, Reason
from huashu.desk.cases.outcomes import SPOKEN
from huashu.desk.cases.promise_form import FormSetting, PromiseFields, promise_initial
from huashu.desk.refusals import DeskRefusal
from huashu.language.typed import day_read, seconds_read, time_read

MORNING: Final = time(9, 0)
"""Time of a next contact planned for a day without a time."""


class ContactForm(PromiseFields):
    """One contact. ``draft`` is what it says, once the form is valid."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how the contact was made.")},
    )
    reached = forms.ChoiceField(
        label=gettext_lazy("Who was reached"),
        choices=Reached.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say who was reached.")},
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what came of it.")},
    )
    reason = forms.ChoiceField(label=gettext_lazy("Reason, as the customer said it"), choices=[("", "—"), *Reason.choices], required=False)
    next_on = forms.CharField(label=gettext_lazy("Next contact"), max_length=40, required=False)
    next_time = forms.CharField(label=gettext_lazy("at"), max_length=20, required=False)
    next_agreed = forms.BooleanField(label=gettext_lazy("the customer agreed to this time"), required=False)
    duration = forms.CharField(label=gettext_lazy("Duration"), max_length=8, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    happened_on = forms.CharField(label=gettext_lazy("Happened on"), max_length=40, required=False)
    happened_time = forms.CharField(label=gettext_lazy("at"), max_length=20, required=False)

    def __init__(self, setting: FormSetting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting = setting
        self.fields["promise_total"].widget.attrs["placeholder"] = setting.amount(setting.whole_minor)
        self.draft: ContactDraft | None = None

    def clean(self) -> dict[str, Any]:
        """Build the draft; every refusal lands beside its field."""
        data = super().clean() or {}
        seconds = self.reading("duration", seconds_read)
        started_at = self._started_at(seconds)
        next_at = self._next_at()
        if self.errors:
            return data
        promise = self.read_promise(self.setting) if data["outcome"] == Outcome.PROMISED else None
        if self.errors:
            return data
        self.draft = self._draft(data, started_at, seconds, next_at, promise)
        try:
            draft_check(self.draft, self.setting.now, self.setting.today)
        except DeskRefusal as refusal:
            self.refuse(refusal)
        return data

    def _draft(
        self, data: dict[str, Any], started_at: datetime, seconds: int | None, next_at: datetime | None, promise: PromiseDraft | None
    ) -> ContactDraft:
        outcome = Outcome(data["outcome"])
        return ContactDraft(
            channel=Channel(data["channel"]),
            reached=Reached(data["reached"]),
            outcome=outcome,
            started_at=started_at,
            reason=data["reason"] if data["reached"] != Reached.NOBODY else "",
            note=data["note"].strip(),
            duration_seconds=seconds if Channel(data["channel"]) in SPOKEN else None,
            next_contact_at=next_at,
            is_appointment=next_at is not None and (data["next_agreed"] or outcome is Outcome.CALL_BACK),
            promise=promise,
        )

    def _started_at(self, seconds: int | None) -> datetime:
        """When the contact began: as given, or as long ago as it took."""
        now = self.setting.now
        text_on, text_at = self.cleaned_data.get("happened_on", ""), self.cleaned_data.get("happened_time", "")
        if not text_on and not text_at:
            return now - timedelta(seconds=seconds or 0)
        day = self.reading("happened_on", lambda text: day_read(text, self.setting.today, past=True)) or self.setting.today
        at = self.reading("happened_time", time_read)
        if at is None:
            if "happened_time" not in self.errors:
                self.add_error("happened_time", _("At what time? Give it as 10:30."))
            return now
        return timezone.make_aware(datetime.combine(day, at))

    def _next_at(self) -> datetime | None:
        day = self.reading("next_on", lambda text: day_read(text, self.setting.today))
        at = self.reading("next_time", time_read)
        if day is None and at is None:
            return None
        if at is None and self.cleaned_data.get("outcome") == Outcome.CALL_BACK:
            self.add_error("next_time", _("At what time did the customer ask to be called? Give it as 10:30."))
        return timezone.make_aware(datetime.combine(day or self.setting.today, at or MORNING))


def contact_initial(contact: Contact, promise: Promise | None) -> dict[str, object]:
    """A contact as the form's first values, for the entry that corrects it."""
    happened = timezone.localtime(contact.started_at)
    minutes, seconds = divmod(contact.duration_seconds or 0, 60)
    initial: dict[str, object] = {
        "key": new_key(),
        "channel": contact.channel,
        "reached": contact.reached,
        "outcome": contact.outcome,
        "reason": contact.reason,
        "note": contact.note,
        "duration": f"{minutes}:{seconds:02d}" if contact.duration_seconds is not None else "",
        "happened_on": happened.date().isoformat(),
        "happened_time": happened.strftime("%H:%M"),
    }
    if promise is not None:
        initial |= promise_initial(promise)
    return initial


def new_key() -> str:
    """A key for one form: sending it twice writes one contact."""
    return uuid4().hex
