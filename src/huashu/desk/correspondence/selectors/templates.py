"""Templates as they count now: the house's newest version, else the shipped one; and their versions."""

from __future__ import annotations

from collections.abc import Iterable

from huashu.desk.correspondence.models import TemplateVersion, Tongue, Way
from huashu.desk.correspondence.templates_shipped import Template, in_traditional, shipped

ELECTRONIC = (Way.SMS, Way.EMAIL, Way.CHAT)


def templates_current() -> dict[tuple[str, str, str], Template]:
    """Every template that may be used, by code, way and language.

    Where the house changed the simplified Chinese and never the traditional, the traditional is converted from it.
    """
    found = dict(shipped())
    own = {template.key: template for template in map(_template, _newest(TemplateVersion.objects.order_by("number")))}
    for template in own.values():
        if template.language == Tongue.HANS:
            converted = in_traditional(template)
            found[converted.key] = converted
    return found | own


def template_for(code: str, channel: str, language: str) -> Template | None:
    """The template to use; a text message's wording serves e-mail and chat where they have none of their own.

    Args:
        code: What kind.
        channel: How it travels.
        language: ``zh-Hans``, ``zh-Hant`` or ``en``.
    """
    there = templates_current()
    ways = (channel, *ELECTRONIC) if channel in ELECTRONIC else (channel,)
    return next((there[code, way, language] for way in ways if (code, way, language) in there), None)


def channel_of(code: str) -> str:
    """The way that a template is written for; a text message if for several, empty if there is no such template."""
    ways = {way for one, way, _language in templates_current() if one == code}
    return next((way for way in (*ELECTRONIC, Way.LETTER) if way in ways), "")


def template_list() -> list[tuple[Template, list[Template]]]:
    """Templates by code and way, each with its languages, in the order in which they come up in a case."""
    groups: dict[tuple[str, str], list[Template]] = {}
    for template in templates_current().values():
        groups.setdefault((template.code, template.channel), []).append(template)
    order = list(Tongue.values)
    return [(rows[0], sorted(rows, key=lambda row: order.index(row.language))) for rows in groups.values()]


def template_versions(code: str, channel: str, language: str) -> list[TemplateVersion]:
    """The house's versions of a template, newest first."""
    return list(TemplateVersion.objects.filter(code=code, channel=channel, language=language).select_related("made_by").order_by("-number"))


def _newest(rows: Iterable[TemplateVersion]) -> Iterable[TemplateVersion]:
    return {(row.code, row.channel, row.language): row for row in rows}.values()


def _template(row: TemplateVersion) -> Template:
    return Template(row.code, row.channel, row.language, row.purpose, row.title, row.body, row.number)
