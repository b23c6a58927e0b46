"""Template filters and tags of the portfolio: shares, short amounts, months, and the address of the list behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import template
from django.urls import reverse

from huashu.desk.portfolio import words
from huashu.desk.portfolio.figures import Figure
from huashu.desk.portfolio.pictures import Picture
from huashu.desk.portfolio.portion import Portion
from huashu.desk.portfolio.shares import Turn

register = template.Library()

register.filter("percent", words.percent)
register.filter("short_money", words.short_money)
register.filter("short_number", words.short_number)
register.filter("roll_name", words.roll_words)
register.filter("state_name", words.state_words)
register.filter("month_name", words.month_words)
register.filter("month_short", words.month_short)


@register.filter
def day_name(day: date) -> str:
    """A day, written out as the page writes it."""
    return words.day_words(day)


@register.filter
def figure_value(figure: Figure) -> str:
    """A figure as text: a percentage or a count."""
    if figure.is_share:
        return words.percent(figure.now)
    return "–" if figure.now is None else f"{figure.now:,}"


@register.filter
def figure_change(figure: Figure) -> str:
    """Its change with a sign, in points or as a count."""
    return words.change_words(figure.change, is_share=figure.is_share)


@register.filter
def turn_name(turn: Turn) -> str:
    """Which way it went."""
    return str(words.TURNS[turn])


@register.filter
def turn_icon(turn: Turn) -> str:
    """The icon that goes with it; better is a tick whichever way the number went."""
    return {Turn.BETTER: "check", Turn.WORSE: "alert"}.get(turn, "pause")


@register.filter
def unlocalized(value: float) -> str:
    """A length for an SVG: always with a point, whatever the language writes."""
    return f"{value:g}"


@register.filter
def tenth(permille: int) -> str:
    """A share as a length of a hundred."""
    return f"{permille / 10:g}"


@register.filter
def nth(items: Sequence[object], place: int) -> object:
    """One item by its place, from 0."""
    return items[place]


@register.filter
def said(value: int, picture: Picture) -> str:
    """A value as the chart's axis says it."""
    return picture.say(value)


@register.filter
def signed(change: int) -> str:
    """A count's change with its sign."""
    return words.change_words(change, is_share=False)


@register.simple_tag(takes_context=True)
def portion_address(context: template.Context, **changes: object) -> str:
    """Query string of the part of the book that the page shows, with some of it changed."""
    portion = context["portion"]
    assert isinstance(portion, Portion)
    return portion.address(**changes)


@register.simple_tag(takes_context=True)
def behind(context: template.Context, code: str, **limits: object) -> str:
    """Address of the list of cases behind a number: ``{% behind "bucket" bucket="M1" %}``."""
    portion = context["portion"]
    assert isinstance(portion, Portion)
    return reverse("portfolio-list") + "?" + portion.address(list=code, **limits)
