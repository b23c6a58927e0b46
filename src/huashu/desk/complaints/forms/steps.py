"""The form of each step."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huashu.desk.access import complaint_handlers
from huashu.desk.complaints.models import Complaint, Finding, StepKind
from huashu.desk.complaints.order import WAITING
from huashu.desk.complaints.services.steps import StepDraft
from huashu.desk.people.models import Person
from huashu.desk.refusals import RefusableForm

WORDS_LONG: Final = 4000
TITLES: Final = {
    StepKind.ACKNOWLEDGED: _("Acknowledge"),
    StepKind.INVESTIGATED: _("Write what was found"),
    StepKind.NOTE: _("Add a note"),
    StepKind.REASSIGNED: _("Give to somebody else"),
    StepKind.ANSWERED: _("Answer"),
    StepKind.CLOSED: pgettext_lazy("complaint", "Close"),
    StepKind.REOPENED: _("Reopen"),
}
"""What a step is called before it's done."""
_WORDS: Final = {
    StepKind.ACKNOWLEDGED: (_("How the complainant was told"), False),
    StepKind.INVESTIGATED: (_("What was looked at, and what was found"), True),
    StepKind.NOTE: (_("Note"), True),
    StepKind.REASSIGNED: (_("Why"), False),
    StepKind.ANSWERED: (_("The answer as it was given"), True),
    StepKind.CLOSED: (_("Why"), False),
    StepKind.REOPENED: (_("Why it is taken up again"), True),
}


class StepForm(RefusableForm):
    """The fields that one kind of step needs; ids carry the kind, because several forms stand on one page."""

    def __init__(self, kind: StepKind, complaint: Complaint, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id=f"id_{kind}_%s")
        self.kind = kind
        if kind == StepKind.REASSIGNED:
            handlers = complaint_handlers(complaint.about_person).order_by("name", "pk")
            if complaint.owner is not None:
                handlers = handlers.exclude(pk=complaint.owner.pk)
            self.fields["owner"] = forms.ModelChoiceField(handlers, label=_("To whom"), empty_label=_("Choose …"))
        if kind == StepKind.CLOSED:
            self.fields["finding"] = forms.ChoiceField(label=_("Finding"), choices=_findings(complaint))
            self.fields["remedy"] = _text(_("What is done to put it right"), required=False)
        label, required = _WORDS[kind]
        self.fields["words"] = _text(label, required=required)

    @property
    def title(self) -> str:
        """What the step is called before it's done."""
        return str(TITLES[self.kind])

    def draft(self) -> StepDraft:
        """The step of a valid form."""
        given = self.cleaned_data
        owner = given.get("owner")
        assert owner is None or isinstance(owner, Person)
        return StepDraft(self.kind, given["words"], owner, given.get("finding", ""), given.get("remedy", ""))


def _findings(complaint: Complaint) -> list[tuple[str, Any]]:
    """Without an answer a complaint can only be closed because it was withdrawn."""
    if complaint.state in WAITING:
        return [(Finding.WITHDRAWN.value, Finding.WITHDRAWN.label)]
    return [("", _("Choose …")), *Finding.choices]


def _text(label: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=WORDS_LONG, widget=forms.Textarea(attrs={"rows": 3}))
