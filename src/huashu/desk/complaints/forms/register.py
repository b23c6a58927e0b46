"""The filters of the register, and the form that puts a complaint in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huashu.desk.access import ACTIONS, cases_for, complaint_handlers, complaint_subjects, may
from huashu.desk.cases.models import Case
from huashu.desk.complaints.models import CameBy, Category, Complainant, ComplaintState
from huashu.desk.complaints.refusals import ContractOfNobody
from huashu.desk.complaints.selectors.register import ALL_OPEN, NOBODY, ComplaintFilters
from huashu.desk.complaints.services.complaints import ComplaintDraft
from huashu.desk.people.models import Person
from huashu.desk.refusals import RefusableForm

WORDS_LONG = 4000


class ComplaintFilterForm(forms.Form):
    """Which complaints to list."""

    state = forms.ChoiceField(label=_("State"), required=False)
    category = forms.ChoiceField(label=_("What about"), required=False, choices=[("", _("Everything")), *Category.choices])
    owner = forms.ChoiceField(label=_("Looked after by"), required=False)
    about = forms.ChoiceField(label=_("About whom"), required=False)
    search = forms.CharField(label=_("Number, customer or contract"), required=False, max_length=120)
    overdue = forms.BooleanField(label=_("only overdue"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "state", [("", _("All states")), (ALL_OPEN, pgettext_lazy("complaint", "Not closed")), *ComplaintState.choices])
        handlers = Person.objects.filter(role__in=ACTIONS["complaints.handle"]).order_by("name", "pk")
        _choose(self, "owner", [("", _("Everybody")), (NOBODY, _("Nobody yet")), *_names(handlers)])
        _choose(self, "about", [("", _("Everybody")), *_names(complaint_subjects().order_by("name", "pk"))])

    def filters(self) -> ComplaintFilters:
        """The filters of a valid form."""
        return ComplaintFilters(**self.cleaned_data)


class ComplaintForm(RefusableForm):
    """A complaint as somebody writes it down; people who deal with complaints also say who looks after it."""

    received_at = forms.DateTimeField(
        label=pgettext_lazy("complaint moment", "Received"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    came_by = forms.ChoiceField(label=_("How it came"), choices=CameBy.choices)
    complainant = forms.ChoiceField(label=_("Who complains"), choices=Complainant.choices)
    complainant_name = forms.CharField(
        label=_("Their name"), max_length=80, required=False, help_text=_("If it isn't the customer, and if they gave it.")
    )
    category = forms.ChoiceField(label=_("What about"), choices=[("", _("Choose …")), *Category.choices])
    about_person = forms.ModelChoiceField(
        Person.objects.none(), label=_("About whom"), required=False, empty_label=_("Nobody in particular"),
        help_text=_("Whoever it is about doesn't see the complaint and can't deal with it."),
    )  # fmt: skip
    contract = forms.CharField(label=_("Contract"), max_length=80, required=False, help_text=_("Empty if it is about none."))
    authority_reference = forms.CharField(label=_("The authority's reference"), max_length=80, required=False)
    words = forms.CharField(
        label=_("In their words"), max_length=WORDS_LONG, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("As it was said or written, without a judgement."),
    )  # fmt: skip
    wanted = forms.CharField(label=_("What they want"), max_length=WORDS_LONG, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("Looked after by"), required=False, empty_label=_("Nobody yet"))

    def __init__(self, writer: Person, case: Case | None, now: datetime, *args: Any, **kwargs: Any) -> None:
        handles = may(writer, "complaints.handle")
        initial = {"received_at": timezone.localtime(now).replace(second=0, microsecond=0), "complainant": Complainant.BORROWER}
        super().__init__(*args, **{"initial": initial | ({"owner": writer} if handles else {}), **kwargs})
        self.writer, self.case = writer, case
        _query(self, "about_person", complaint_subjects().filter(is_active=True).order_by("name", "pk"))
        if handles:
            _query(self, "owner", complaint_handlers(None).order_by("name", "pk"))
        else:
            del self.fields["owner"]
        if case is not None:
            del self.fields["contract"]

    def clean_contract(self) -> str:
        """Find the newest case of the contract among those that the writer may see."""
        contract = str(self.cleaned_data["contract"]).strip()
        if contract:
            found = cases_for(self.writer).filter(loan__contract_no=contract).select_related("loan", "customer")
            self.case = found.order_by("-opened_on", "-pk").first()
            if self.case is None:
                raise forms.ValidationError(ContractOfNobody(contract=contract).text())
        return contract

    def draft(self) -> ComplaintDraft:
        """The complaint of a valid form."""
        return ComplaintDraft(**{name: value for name, value in self.cleaned_data.items() if name != "contract"})


def _names(people: Any) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in people.values_list("pk", "name")]


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _query(form: forms.Form, name: str, people: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = people
