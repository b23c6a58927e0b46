"""The forms of reviewed calls: a call put in, a name placed, an item judged otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from huashu.desk.access import call_people, cases_for
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person
from huashu.desk.refusals import RefusableForm
from huashu.desk.reviews.models import CallKind, ItemVerdict, SpokenLanguage
from huashu.review.formats import Draft, draft_read
from huashu.review.formats.reading import TEXT_MAX, UnreadableTranscript

FILE_MAX: Final = 8_000_000
SPEAKERS: Final = (("", _("Choose …")), ("officer", _("Officer")), ("customer", _("Customer")), ("third_party", _("Somebody else")))


class ConversationForm(RefusableForm):
    """A written-down call: pasted or from a file, attached to a case or by itself."""

    text = forms.CharField(
        label=_("The call"),
        required=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_("One turn a line, with who speaks before it, such as 客户： or Agent:. Subtitles and JSON are understood too."),
    )
    content = forms.FileField(label=_("or a file"), required=False, help_text=_("TXT, SRT, VTT or JSON, in UTF-8."))
    kind = forms.ChoiceField(label=_("Kind of call"), choices=[("", _("Choose …")), *CallKind.choices])
    language = forms.ChoiceField(label=_("Language"), choices=SpokenLanguage.choices)
    started_at = forms.DateTimeField(
        label=_("Began at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Days such as “this Friday” count from here."),
    )
    contract = forms.CharField(label=_("Contract"), max_length=80, required=False, help_text=_("Empty for a call about no case."))
    officer = forms.ModelChoiceField(Person.objects.none(), label=_("Whose call"), required=False, empty_label=_("Not known"))
    title = forms.CharField(label=_("Title"), max_length=120, required=False)

    def __init__(self, person: Person, case: Case | None, now: datetime, *args: Any, **kwargs: Any) -> None:
        initial = {"started_at": timezone.localtime(now).replace(second=0, microsecond=0), "officer": person}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.person, self.case, self.read = person, case, None
        officers = self.fields["officer"]
        assert isinstance(officers, forms.ModelChoiceField)
        officers.queryset = call_people(person)
        if case is not None:
            del self.fields["contract"]

    def clean_contract(self) -> str:
        """Find the newest case of the contract among those that the person may see."""
        contract = str(self.cleaned_data["contract"]).strip()
        if contract:
            found = cases_for(self.person).filter(loan__contract_no=contract).select_related("loan", "customer", "team")
            self.case = found.order_by("-opened_on", "-pk").first()
            if self.case is None:
                raise forms.ValidationError(_now("You see no case of contract %(contract)s.") % {"contract": contract})
        return contract

    def clean(self) -> dict[str, Any]:
        """Read the call from the text or the file."""
        data = super().clean() or {}
        try:
            self.read = draft_read(self._text())
        except UnreadableTranscript as refusal:
            self.add_error("text", unreadable_words(refusal))
        return data

    def _text(self) -> str:
        held = self.cleaned_data.get("content")
        if not held:
            return str(self.cleaned_data.get("text", ""))
        if held.size > FILE_MAX:
            raise UnreadableTranscript("The text is longer than two million characters. Give one call at a time.")
        try:
            return str(held.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise UnreadableTranscript("The file isn't text in UTF-8. Save it as UTF-8 and choose it again.") from None

    def speakers(self, sent: Mapping[str, str]) -> dict[str, str]:
        """Who each name stands for, as far as it was said; ``sent`` holds ``speaker-0`` and so on."""
        draft: Draft | None = self.read
        assert draft is not None
        placed = {name: sent.get(f"speaker-{number}", "") for number, name in enumerate(draft.speakers)}
        return {name: speaker for name, speaker in placed.items() if speaker in ("officer", "customer", "third_party")}


class MarkForm(RefusableForm):
    """One item judged otherwise, or appealed."""

    group = forms.CharField(widget=forms.HiddenInput, max_length=10)
    label = forms.CharField(widget=forms.HiddenInput, max_length=40)
    verdict = forms.ChoiceField(label=_("It is"), choices=ItemVerdict.choices)
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


def unreadable_words(refusal: UnreadableTranscript) -> str:
    """A refusal of the reader in the person's language."""
    said = _now(str(refusal.values["reason"]))
    return _now("Line %(line)s: %(said)s") % {"line": refusal.values["line"], "said": said} if refusal.values["line"] else said
