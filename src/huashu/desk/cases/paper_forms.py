"""Forms for notes, files and assignment."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huashu.desk.access import ACTIONS
from huashu.desk.cases.filekinds import STARTS
from huashu.desk.cases.models import Case
from huashu.desk.people.models import Person
from huashu.desk.refusals import RefusableForm


class NoteForm(RefusableForm):
    """A note."""

    text = forms.CharField(
        label=_("Note"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note first.")},
    )


class FileForm(RefusableForm):
    """A document and what to call it."""

    content = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(STARTS)}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty. Choose another one.")},
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False, help_text=_("Empty takes the file's own name."))


class AssignForm(RefusableForm):
    """Who is to work a case."""

    assignee = forms.ModelChoiceField(label=_("Officer"), queryset=Person.objects.none(), required=False, empty_label=_("nobody"))

    def __init__(self, case: Case, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"assignee": case.assignee_id})
        workers = Person.objects.filter(team=case.team, is_active=True, role__in=ACTIONS["cases.work"])
        self.fields["assignee"].queryset = workers.order_by("name")  # type: ignore[attr-defined]  # a model choice has one
