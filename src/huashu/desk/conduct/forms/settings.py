"""The form of the lender's conduct settings."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.conduct.lawbook import pack_names
from huashu.desk.conduct.models import Actor, ConductSetting, LenderType, ProductKind
from huashu.desk.loans.models import ProductSetting

_EACH_CALL: Final = (("", _("differs from call to call")), ("yes", _("yes")), ("no", _("no")))
_PLACES: Final = {
    "CN": _("Mainland China"),
    "US": _("United States"),
    "US-MA": _("Massachusetts"),
    "TW": _("Taiwan"),
    "UK": _("United Kingdom"),
    "HK": _("Hong Kong"),
    "IN": _("India"),
    "JP": _("Japan"),
    "SG": _("Singapore"),
    "HOUSE": _("The house's own rules"),
}


class ConductSettingForm(forms.Form):
    """The lender as the rules see it, and the kind of each product."""

    institution = forms.CharField(label=_("Name of the institution"), max_length=120, required=False)
    actor = forms.ChoiceField(label=_("The desk works as"), choices=Actor.choices)
    lender_type = forms.ChoiceField(label=_("Kind of lender"), choices=LenderType.choices, required=False)
    packs = forms.MultipleChoiceField(
        label=_("Rules that apply"), widget=forms.CheckboxSelectMultiple, help_text=_("Several apply together; the strictest decides.")
    )
    timezone = forms.CharField(label=_("The house's time zone"), max_length=60, required=False)
    calls_recorded = forms.ChoiceField(label=_("Every call is recorded"), choices=_EACH_CALL, required=False)
    callers_say_who = forms.ChoiceField(label=_("Callers always name themselves and the institution"), choices=_EACH_CALL, required=False)

    def __init__(self, setting: ConductSetting, products: list[ProductSetting], kinds: dict[int, str], *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(setting, name) for name in ("institution", "actor", "lender_type", "packs", "timezone")}
        initial |= {name: {True: "yes", False: "no", None: ""}[getattr(setting, name)] for name in ("calls_recorded", "callers_say_who")}
        super().__init__(*args, **{"initial": initial, **kwargs})
        packs = self.fields["packs"]
        assert isinstance(packs, forms.MultipleChoiceField)
        packs.choices = [(name, _PLACES.get(name, name)) for name in pack_names()]
        self.products = products
        for product in products:
            self.fields[f"product_{product.pk}"] = forms.ChoiceField(
                label=product.name, choices=ProductKind.choices, initial=kinds.get(product.pk, ProductKind.AUTO_LOAN)
            )

    @property
    def product_fields(self) -> list[Any]:
        """The fields of the products."""
        return [self[f"product_{product.pk}"] for product in self.products]

    def values(self) -> dict[str, Any]:
        """What is to be saved, as the service takes it."""
        data = dict(self.cleaned_data)
        each_call = {name: {"yes": True, "no": False}.get(data[name]) for name in ("calls_recorded", "callers_say_who")}
        names = ("institution", "actor", "lender_type", "packs", "timezone")
        return {name: data[name].strip() if isinstance(data[name], str) else data[name] for name in names} | each_call

    def kinds(self) -> list[tuple[ProductSetting, str]]:
        """Each product with its kind of loan."""
        return [(product, self.cleaned_data[f"product_{product.pk}"]) for product in self.products]
