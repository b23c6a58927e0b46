"""The forms of reviewed calls: a call put in, the list's filters, an item judged otherwise, an appeal decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from huashu.desk.access import call_people, cases_for
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person
from huashu.desk.refusals import RefusableForm
from huashu.desk.reviews.models import CallKind, Conversation, ItemVerdict, SpokenLanguage
from huashu.desk.reviews.reader_words import reader_words
from huashu.desk.reviews.selectors.calls import Filters
from huashu.desk.reviews.selectors.facts import facts_of_case
from huashu.desk.reviews.services.conversations import ConversationDraft
from huashu.desk.reviews.services.findings import FindingDraft
from huashu.desk.reviews.services.recordings import RecordingDraft
from huashu.desk.reviews.standing import addable
from huashu.desk.reviews.words import GROUPS, label_words, shown
from huashu.desk.reviews.words import SPEAKERS as SAYS
from huashu.errors import Refusal
from huashu.review.formats import Draft, draft_read, draft_turns
from huashu.review.formats.reading import TEXT_MAX, UnreadableTranscript
from huashu.review.transcript import transcript_from_record

FILE_MAX: Final = 8_000_000
SOUND_MAX: Final = 700_000_000
"""Bytes: three hours in stereo at 16 kHz and 16 bits."""
SPEAKERS: Final = (("", _("Choose …")), ("officer", _("Officer")), ("customer", _("Customer")), ("third_party", _("Somebody else")))
SHOWN_MOST: Final = 28
"""Characters of a turn that a list to choose from shows."""
_CHINESE: Final = re.compile(r"[一-鿿]")


class CallForm(RefusableForm):
    """What is said of a call, whether it comes as words or as sound."""

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
        officer = case.assignee_id if case and case.assignee_id else person.pk
        initial = {"started_at": timezone.localtime(now).replace(second=0, microsecond=0), "officer": officer}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.person, self.case, self.now = person, case, now
        officers = self.fields["officer"]
        assert isinstance(officers, forms.ModelChoiceField)
        officers.queryset = call_people(person)
        if case is not None:
            del self.fields["contract"]

    def clean_contract(self) -> str:
        """Find the newest case of the contract among those that the person may see."""
        contract = str(self.cleaned_data["contract"]).strip()
        if contract:
            found = cases_for(self.person).filter(loan__contract_no=contract).select_related("loan__product", "customer", "team")
            self.case = found.order_by("-opened_on", "-pk").first()
            if self.case is None:
                raise forms.ValidationError(_now("You see no case of contract %(contract)s.") % {"contract": contract})
        return contract

    def clean_started_at(self) -> datetime:
        """Refuse a call that hasn't been yet."""
        started_at: datetime = self.cleaned_data["started_at"]
        if started_at > self.now:
            raise forms.ValidationError(_now("That is still to come."))
        return started_at


class ConversationForm(CallForm):
    """A written-down call: pasted or from a file, attached to a case or by itself. A call in JSON says its kind and beginning itself."""

    text = forms.CharField(
        label=_("The call"),
        required=False,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_("One turn a line, with who speaks before it, such as 客户： or Agent:. Subtitles and JSON are understood too."),
    )
    content = forms.FileField(label=_("or a file"), required=False, help_text=_("TXT, SRT, VTT or JSON, in UTF-8."))
    field_order = ("text", "content")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read: Draft | None = None
        self.words = ""
        self.fields["kind"].required = self.fields["language"].required = self.fields["started_at"].required = False
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = [("", _("See from the words")), *SpokenLanguage.choices]

    def clean_started_at(self) -> datetime:
        """The beginning may be missing where the call says it itself."""
        return super().clean_started_at() if self.cleaned_data["started_at"] else self.cleaned_data["started_at"]

    def clean(self) -> dict[str, Any]:
        """Read the call from the text or the file, and see that it can be reviewed."""
        data = super().clean() or {}
        try:
            self.words = self._text()
            self.read = draft_read(self.words)
        except UnreadableTranscript as refusal:
            self.add_error("text", unreadable_words(refusal))
            return data
        known = self.read.known
        try:
            said = transcript_from_record(self._record(data))
        except Refusal as refusal:
            place = refusal.field if refusal.field in ("kind", "started_at") else "text"
            if not self.has_error(place):
                self.add_error(place, _now("This field is required.") if place != "text" and place not in known else str(refusal))
            return data
        return data | {"kind": said.kind, "language": said.language, "started_at": said.started_at}

    def draft(self, speakers: Mapping[str, str]) -> ConversationDraft:
        """The call as the service takes it; only of a valid form whose names are all placed."""
        data, read = self.cleaned_data, self.read
        assert read is not None
        facts = facts_of_case(self.case, data["started_at"]) if self.case else read.known.get("case") or {}
        return ConversationDraft(
            kind=data["kind"],
            language=data["language"],
            started_at=data["started_at"],
            turns=draft_turns(read, speakers),
            source=read.format,
            case=self.case,
            officer=data["officer"],
            title=data["title"],
            facts=dict(facts),
        )

    def speakers(self, sent: Mapping[str, str]) -> dict[str, str]:
        """Who each name stands for, as far as it was said; ``sent`` holds ``speaker-0`` and so on."""
        assert self.read is not None
        placed = {name: sent.get(f"speaker-{number}", "") for number, name in enumerate(self.read.speakers)}
        return {name: speaker for name, speaker in placed.items() if speaker in ("officer", "customer", "third_party")}

    def names(self, sent: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
        """Names that somebody has to place: field, name, what was chosen, and the first words said under it."""
        assert self.read is not None
        lines = self.read.lines
        return [
            (f"speaker-{number}", name, sent.get(f"speaker-{number}", ""), next(line.text for line in lines if line.name == name)[:60])
            for number, (name, speaker) in enumerate(self.read.speakers.items())
            if speaker is None
        ]

    def _record(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The call with everything but its speakers, for a first look; what it says of itself goes before what the form says."""
        assert self.read is not None
        known = {name: value for name, value in self.read.known.items() if name in ("kind", "language", "started_at", "case")}
        started_at = data.get("started_at")
        spoken = "zh" if _CHINESE.search(self.words) else "en"
        return {
            "id": "new",
            "turns": [{"speaker": "officer", "text": line.text} for line in self.read.lines],
            "kind": data.get("kind") or None,
            "language": data.get("language") or spoken,
            "started_at": started_at.isoformat() if started_at else None,
            **known,
        }

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


class RecordingForm(CallForm):
    """A recording with what is said of it."""

    content = forms.FileField(
        label=_("Recording"), help_text=_("WAV in stereo, the officer left and the customer right, at most three hours.")
    )
    field_order = ("content",)

    def clean_content(self) -> UploadedFile[bytes]:
        """Refuse what can't be a recording before it waits in vain."""
        held: UploadedFile[bytes] = self.cleaned_data["content"]
        if (held.size or 0) > SOUND_MAX:
            raise forms.ValidationError(reader_words("The recording is longer than three hours. Cut it into calls."))
        head = held.read(12)
        held.seek(0)
        if head[:4] != b"RIFF" or head[8:] != b"WAVE":
            raise forms.ValidationError(
                reader_words("This isn't an uncompressed WAV file. Save the recording as WAV (PCM), 8 or 16 kHz, and try again.")
            )
        return held

    def draft(self) -> RecordingDraft:
        """What is said of the recording; only of a valid form."""
        data = self.cleaned_data
        return RecordingDraft(data["kind"], data["language"], data["started_at"], self.case, data["officer"], data["title"])


class FilterForm(forms.Form):
    """Which calls to list."""

    kind = forms.ChoiceField(label=_("Kind of call"), required=False, choices=[("", _("All kinds")), *CallKind.choices])
    officer = forms.ModelChoiceField(Person.objects.none(), label=_("Whose call"), required=False, empty_label=_("Everybody"))
    appeals = forms.BooleanField(label=_("only with open appeals"), required=False)
    item = forms.RegexField(r"^(steps|faults|breaches)\.[a-z_]{1,40}$", required=False, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(required=False, choices=[("", ""), *ItemVerdict.choices], widget=forms.HiddenInput)
    since = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    until = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = self.fields["officer"]
        assert isinstance(officers, forms.ModelChoiceField)
        officers.queryset = call_people(person)

    def filters(self) -> Filters:
        """The filters of a valid form."""
        return Filters(**self.cleaned_data)


class MarkForm(RefusableForm):
    """One item judged otherwise, or appealed."""

    group = forms.CharField(widget=forms.HiddenInput, max_length=10)
    label = forms.CharField(widget=forms.HiddenInput, max_length=40)
    verdict = forms.ChoiceField(label=_("It is"), choices=ItemVerdict.choices)
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class FindingForm(RefusableForm):
    """A finding that the machine missed."""

    item = forms.ChoiceField(label=_("What was missed"))
    turn = forms.TypedChoiceField(label=_("Turn"), coerce=int)
    quote = forms.CharField(
        label=_("The words that prove it"),
        max_length=2000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("Exactly as they stand in that turn."),
    )
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, conversation: Conversation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "add-%s", **kwargs})
        item, turn = self.fields["item"], self.fields["turn"]
        assert isinstance(item, forms.ChoiceField)
        assert isinstance(turn, forms.TypedChoiceField)
        groups = [
            (str(GROUPS[group]), [(f"{group}.{label}", label_words(group, label)) for label in labels])
            for group, labels in addable(conversation.kind).items()
            if labels
        ]
        item.choices = [("", _("Choose …")), *groups]
        lines = [
            (place, f"{place + 1} · {SAYS[line['speaker']]} · {_cut(shown(line['text']))}") for place, line in enumerate(conversation.turns)
        ]
        turn.choices = [("", _("Choose …")), *lines]

    def draft(self) -> FindingDraft:
        """The finding; only of a valid form."""
        data = self.cleaned_data
        group, _dot, label = data["item"].partition(".")
        return FindingDraft(group, label, data["turn"], data["quote"], data["reason"])


class DecisionForm(RefusableForm):
    """An appeal decided."""

    verdict = forms.ChoiceField(label=_("It is"), choices=ItemVerdict.choices)
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


def _cut(words: str) -> str:
    """The beginning of a turn, for a list to choose from."""
    return words if len(words) <= SHOWN_MOST else words[:SHOWN_MOST] + "…"


def unreadable_words(refusal: UnreadableTranscript) -> str:
    """A refusal of the reader in the person's language."""
    said = reader_words(str(refusal.values["reason"]))
    return _now("Line %(line)s: %(said)s") % {"line": refusal.values["line"], "said": said} if refusal.values["line"] else said
