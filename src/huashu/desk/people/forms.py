"""Forms of the people app. They check shape; what may be stored is decided by the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import gettext_lazy as _

from huashu.desk.people.models import Person, Role, Team
from huashu.desk.refusals import RefusableForm

_NEW_PASSWORD: dict[str, Any] = {"autocomplete": "new-password"}


class SignInForm(RefusableForm):
    """Name and password."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"), max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class PasswordForm(RefusableForm):
    """The present password, and the new one twice."""

    present = forms.CharField(
        label=_("Present password"), max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs=_NEW_PASSWORD),
        help_text=password_validators_help_text_html(),
    )
    repeated = forms.CharField(
        label=_("New password, once more"), max_length=200, strip=False, widget=forms.PasswordInput(attrs=_NEW_PASSWORD)
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_present(self) -> str:
        """Only the person who knows the present password may set another."""
        present: str = self.cleaned_data["present"]
        if not self.person.check_password(present):
            raise forms.ValidationError(_("This isn't your present password."))
        return present

    def clean_repeated(self) -> str:
        """The two have to be the same."""
        repeated: str = self.cleaned_data["repeated"]
        if self.cleaned_data.get("password") != repeated:
            raise forms.ValidationError(_("The two new passwords differ. Type the new one twice."))
        return repeated


class PersonForm(RefusableForm):
    """Everything about a person but the password."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As colleagues and records show it."))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"),
        label=_("Team"),
        required=False,
        empty_label=_("No team"),
        help_text=_("Officers, verifiers and supervisors need one."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class PersonAddForm(PersonForm):
    """A new person: the same with a sign-in name first."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("Short and without spaces; it can't be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["username"])


class PersonChangeForm(PersonForm):
    """A person who is there already."""

    is_active = forms.BooleanField(
        label=_("May sign in"), required=False, help_text=_("Without it they are signed out at once. Their records stay.")
    )


class TeamForm(RefusableForm):
    """A team's name."""

    name = forms.CharField(label=_("Team name"), max_length=80)
