"""The part of the contact form that takes a promise: how much, by when, in one payment or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.desk.cases.drafts import PARTS_MAX, PartDraft, PromiseDraft
from huashu.desk.cases.models import Case, Promise, PromiseKind
from huashu.desk.cases.refusals import (
    PromiseAboveOwed,
    PromiseAmountMissing,
    PromiseDayMissing,
    PromiseMissing,
    PromiseOfNothing,
    PromisePartsOver,
    PromisePartsShort,
    PromisePartsTooFew,
)
from huashu.desk.cases.typed_form import TypedForm
from huashu.desk.refusals import DeskRefusal, RefusableForm
from huashu.language.typed import amount_read, day_read
from huashu.money import format_minor


@dataclass(frozen=True, slots=True)
class FormSetting:
    """What the form has to know about the case and the moment.

    Args:
        case: The case.
        now: The moment of opening or sending.
        whole_minor: What "all" means: what is overdue or due, else the next instalment.
        limit_minor: Above this a promised amount has to be confirmed.
    """

    case: Case
    now: datetime
    whole_minor: int
    limit_minor: int

    @property
    def today(self) -> date:
        """The business day."""
        return timezone.localdate(self.now)

    def amount(self, amount_minor: int) -> str:
        """An amount in the case's currency, as it is written."""
        return format_minor(amount_minor, self.case.currency)


@dataclass(frozen=True, slots=True)
class _Typed:
    """One line of the payments as it was typed."""

    number: int
    amount_minor: int | None
    due_on: date | None


class PromiseFields(RefusableForm, TypedForm):
    """Fields of a promise, and their reading."""

    promise_kind = forms.ChoiceField(
        label=gettext_lazy("What was promised"),
        choices=PromiseKind.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=PromiseKind.FULL,
    )
    promise_total = forms.CharField(label=gettext_lazy("Altogether"), max_length=24, required=False)
    promise_words = forms.CharField(label=gettext_lazy("In the customer's words"), max_length=240, required=False)
    promise_confirmed = forms.BooleanField(label=gettext_lazy("The customer did say this amount"), required=False)
    promise_forward = forms.BooleanField(label=gettext_lazy("Put it forward to a supervisor"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they come
        self.begun: tuple[date | None, ...] = ()
        """The day of each payment that was begun, once they were read; None where it is missing."""
        for number in range(1, PARTS_MAX + 1):
            self.fields[f"part_{number}_amount"] = forms.CharField(label=_("Amount %(n)s") % {"n": number}, max_length=24, required=False)
            if number > 1:
                self.fields[f"part_{number}_amount"].widget.attrs["placeholder"] = _("the rest")
            self.fields[f"part_{number}_on"] = forms.CharField(label=_("By, payment %(n)s") % {"n": number}, max_length=40, required=False)

    def part_rows(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        """The payment lines for the template: number, amount, day."""
        for number in range(1, PARTS_MAX + 1):
            yield number, self[f"part_{number}_amount"], self[f"part_{number}_on"]

    def has_typed(self) -> bool:
        """Whether any payment has been begun."""
        return any(self.cleaned_data.get(name) for name in self.fields if name.startswith("part_"))

    def read_promise(self, setting: FormSetting) -> PromiseDraft | None:
        """The promise that the fields say; None if something is wrong, which then stands beside its field."""
        kind = PromiseKind(self.cleaned_data.get("promise_kind") or PromiseKind.FULL)
        lines = list(self._lines(setting))
        self.begun = tuple(line.due_on for line in lines[: None if kind is PromiseKind.INSTALMENTS else 1])
        if self.errors:
            return None
        try:
            parts = _parts(kind, lines, self._total_minor(setting), setting)
        except DeskRefusal as refusal:
            self.refuse(refusal)
            return None
        words = self.cleaned_data.get("promise_words", "").strip()
        if kind is PromiseKind.CONDITIONAL and not words:
            self.add_error("promise_words", _("Under which condition? Write it in the customer's words."))
        forward = bool(self.cleaned_data.get("promise_forward"))
        promise = PromiseDraft(kind, tuple(sorted(parts, key=lambda part: part.due_on)), words, forward)
        if promise.total_minor > setting.limit_minor and not self.cleaned_data.get("promise_confirmed"):
            self.refuse(PromiseAboveOwed(total=setting.amount(promise.total_minor), owed=setting.amount(setting.limit_minor)))
        return promise

    def _lines(self, setting: FormSetting) -> Iterator[_Typed]:
        for number in range(1, PARTS_MAX + 1):
            amount_minor = self.reading(f"part_{number}_amount", lambda text: amount_read(text, setting.case.currency))
            due_on = self.reading(f"part_{number}_on", lambda text: day_read(text, setting.today))
            if amount_minor is not None or due_on is not None:
                yield _Typed(number, amount_minor, due_on)

    def _total_minor(self, setting: FormSetting) -> int | None:
        return self.reading("promise_total", lambda text: amount_read(text, setting.case.currency))


def promise_initial(promise: Promise) -> dict[str, object]:
    """A promise as the form's first values."""
    initial: dict[str, object] = {"promise_kind": promise.kind, "promise_words": promise.words}
    currency = promise.case.currency
    parts = list(promise.parts.order_by("due_on"))
    for number, part in enumerate(parts, start=1):
        initial[f"part_{number}_on"] = part.due_on.isoformat()
        initial[f"part_{number}_amount"] = format_minor(part.amount_minor, currency)
    if promise.kind == PromiseKind.INSTALMENTS:
        initial["promise_total"] = format_minor(sum(part.amount_minor for part in parts), currency)
    return initial


def _parts(kind: PromiseKind, lines: list[_Typed], total_minor: int | None, setting: FormSetting) -> list[PartDraft]:
    if not lines:
        raise PromiseMissing
    if kind is PromiseKind.INSTALMENTS:
        return _several(lines, total_minor if total_minor is not None else setting.whole_minor, setting)
    line = lines[0]
    if kind is PromiseKind.FULL or (kind is PromiseKind.CONDITIONAL and line.amount_minor is None):
        if not setting.whole_minor:
            raise PromiseOfNothing
        line = replace(line, amount_minor=setting.whole_minor)
    return [_part(line)]


def _several(lines: list[_Typed], total_minor: int, setting: FormSetting) -> list[PartDraft]:
    """Several payments; one without an amount takes the rest, and they must come to the total."""
    if len(lines) < 2:
        raise PromisePartsTooFew
    stated_minor = sum(line.amount_minor or 0 for line in lines)
    if [line.amount_minor for line in lines].count(None) == 1 and stated_minor < total_minor:
        lines = [replace(line, amount_minor=total_minor - stated_minor) if line.amount_minor is None else line for line in lines]
        stated_minor = total_minor
    parts = [_part(line) for line in lines]
    words = {"sum": setting.amount(stated_minor), "total": setting.amount(total_minor)}
    if stated_minor < total_minor:
        raise PromisePartsShort(missing=setting.amount(total_minor - stated_minor), **words)
    if stated_minor > total_minor:
        raise PromisePartsOver(over=setting.amount(stated_minor - total_minor), **words)
    return parts


def _part(line: _Typed) -> PartDraft:
    if line.due_on is None:
        raise PromiseDayMissing(field=f"part_{line.number}_on")
    if line.amount_minor is None:
        raise PromiseAmountMissing(field=f"part_{line.number}_amount")
    return PartDraft(line.amount_minor, line.due_on)
