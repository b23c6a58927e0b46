"""Template filters and tags of the desk: money, numbers, masked personal data, icons, keys."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from huashu.desk.people import masking
from huashu.desk.people.icons import ICONS
from huashu.money import SYMBOLS, format_minor

register = template.Library()

_MINUS = "\N{MINUS SIGN}"


@register.filter
def money(amount_minor: int | None, currency: str) -> str:
    """An amount of minor units with thousands separators and no sign for the currency; empty for None.

    Write it inside ``class="num"``: ``<td class="num">{{ row.amount_minor|money:row.currency }}</td>``.
    """
    return "" if amount_minor is None else format_minor(amount_minor, currency).replace("-", _MINUS)


@register.filter
def money_sign(amount_minor: int | None, currency: str) -> str:
    """The same with the currency's sign in front, for the one amount of a page that carries it."""
    if amount_minor is None:
        return ""
    sign = _MINUS if amount_minor < 0 else ""
    return f"{sign}{SYMBOLS[currency]}{format_minor(abs(amount_minor), currency)}"


@register.filter
def num(value: float | None) -> str:
    """A number with thousands separators; empty for None."""
    return "" if value is None else f"{value:,}".replace("-", _MINUS)


@register.filter
def masked_phone(phone: str) -> str:
    """See :func:`huashu.desk.people.masking.mask_phone`."""
    return masking.mask_phone(phone)


@register.filter
def masked_id(number: str) -> str:
    """See :func:`huashu.desk.people.masking.mask_id`."""
    return masking.mask_id(number)


@register.filter
def masked_address(address: str) -> str:
    """See :func:`huashu.desk.people.masking.mask_address`."""
    return masking.mask_address(address)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside a word; readers that speak the page skip it.

    Raises:
        KeyError: There is no such icon.
    """
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>', mark_safe(ICONS[name]))  # noqa: S308 - our own drawing


@register.simple_tag
def key(name: str) -> SafeString:
    """The key that presses a control, painted on it: ``<button data-key="n">Note {% key "N" %}</button>``."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', name)
