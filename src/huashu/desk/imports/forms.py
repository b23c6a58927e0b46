"""Forms of the imports app."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from huashu.adapters.spreadsheet.dates import DateOrder
from huashu.calendars import DayCount
from huashu.desk.imports.labels import SHAPES
from huashu.money import DECIMALS

UPLOAD_MAX_BYTES: Final = 500 * 1024 * 1024


class DayInput(forms.DateInput):
    """The browser's own day picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UploadForm(forms.Form):
    """A file, what it holds if the person knows, and its day."""

    file = forms.FileField(
        label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.xml"}), max_length=200
    )
    shape = forms.ChoiceField(label=_("What it holds"), required=False, choices=[("", _("See from the columns")), *SHAPES.items()])
    as_of = forms.DateField(
        label=_("Figures as of"),
        widget=DayInput(),
        required=False,
        help_text=_("The day that a snapshot shows. Left empty, it's taken from the sheet's title or the file's name."),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be kept."""
        upload = self.cleaned_data["file"]
        if upload.size > UPLOAD_MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 500 MB. Load it with `huashu import` on the server."))
        return upload


class OptionsForm(forms.Form):
    """What the file doesn't say."""

    shape = forms.ChoiceField(label=_("What it holds"), choices=SHAPES.items())
    as_of = forms.DateField(label=_("Figures as of"), widget=DayInput())
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in DECIMALS])
    date_order = forms.ChoiceField(
        label=_("Dates such as 03/04/26"),
        required=False,
        choices=[
            ("", _("See from the column")),
            (DateOrder.DAY_FIRST, _("day first")),
            (DateOrder.MONTH_FIRST, _("month first")),
            (DateOrder.YEAR_FIRST, _("year first (26/3/5)")),
        ],
    )
    day_count = forms.ChoiceField(label=_("Day count of contracts"), choices=[(str(count), str(count)) for count in DayCount])
    comma_decimals = forms.BooleanField(label=_("A comma stands before the decimals"), required=False)
    round_amounts = forms.BooleanField(label=_("Round amounts to the minor unit"), required=False)
