"""What is wrong with a template before anybody gets it: its places, what it says in every form it can take, and its way out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huashu.conduct.contact import Contact, Customer, PlannedContact
from huashu.conduct.engine import check
from huashu.desk.conduct.lawbooks import lawbook_of
from huashu.desk.conduct.selectors.settings import conduct_setting
from huashu.desk.conduct.selectors.texts import TextFault, words_faults
from huashu.desk.correspondence.models import Tongue, Way
from huashu.desk.correspondence.sample import FACTS, FIGURES, VARIABLES, sample_values
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.correspondence.wording import OPTIONAL_MAX, Fault, faults_in, names_in, variants

BODY_MAX: Final = 4000
SMS_LONG: Final = 500
_OPT_OUT: Final = re.compile(r"退订|退訂|拒收|回[复復覆]\s*[TRN]|opt[- ]?out|unsubscribe|(?:reply|text)\s+stop|stop\s+to", re.IGNORECASE)

_SENTENCES: Final[dict[str, str | Promise]] = {
    "unknown": gettext_lazy("Line %(line)s, character %(column)s: there is no variable {%(found)s}. These may stand there: %(allowed)s."),
    "name": gettext_lazy("Line %(line)s, character %(column)s: %(found)s isn't a variable; names are written like {due_date}."),
    "brace": gettext_lazy("Line %(line)s, character %(column)s: a single %(found)s; a variable is written like {due_date}."),
    "block_open": gettext_lazy("Line %(line)s, character %(column)s: this [[ has no ]] after it."),
    "block_close": gettext_lazy("Line %(line)s, character %(column)s: this ]] has no [[ before it."),
    "block_nested": gettext_lazy("Line %(line)s, character %(column)s: [[ inside [[ … ]]; optional parts stand one after the other."),
    "blocks": gettext_lazy("Line %(line)s, character %(column)s: more than %(most)s optional parts in one text."),
    "invisible": gettext_lazy("Line %(line)s, character %(column)s: a character that nobody sees (%(found)s); delete it."),
}


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in a template.

    Args:
        faults: Its places that can't stay, in sentences.
        breaches: What must not be said, with the filled text in which it stands.
        hints: What should be looked at; they don't keep it from being saved.
        preview: The text filled for the sample, fullest form.
    """

    faults: tuple[str, ...]
    breaches: tuple[TextFault, ...]
    said_in: str
    hints: tuple[str, ...]
    preview: str

    @property
    def is_sound(self) -> bool:
        """Whether it may be saved."""
        return not self.faults and not self.breaches


def template_check(template: Template, now: datetime) -> Check:
    """Look at a template's places and words.

    Every form that its optional parts can give is judged: a threat that only stands there when a link is missing is still one.

    Args:
        template: The template.
        now: The moment; rules are those of its day.
    """
    faults = [*map(_sentence, faults_in(template.body, VARIABLES))]
    title_faults = [_("Title: %(fault)s") % {"fault": _sentence(fault)} for fault in faults_in(template.title, VARIABLES)]
    if not template.body.strip():
        faults.append(_("Write the text first."))
    if len(template.body) > BODY_MAX:
        faults.append(_("The text has %(found)s characters; %(most)s is the most.") % {"found": len(template.body), "most": BODY_MAX})
    if faults or title_faults:
        return Check((*faults, *title_faults), (), "", (), "")
    values = sample_values(template.language)
    forms = variants(f"{template.title}\n{template.body}", values)
    preview = variants(template.body, values)[0]
    for form in forms:
        if breaches := words_breaches(form, template, values):
            return Check((), tuple(breaches), form, (), preview)
    return Check((), (), "", tuple(_hints(template, preview, now)), preview)


def words_breaches(text: str, template: Template, values: dict[str, str]) -> list[TextFault]:
    """Breaches in a text filled for the sample."""
    language = "en" if template.language == Tongue.EN else "zh"
    return words_faults(text, language, template.purpose, FACTS, known=[values[name] for name in FIGURES])


def has_opt_out(text: str) -> bool:
    """Whether a text says how to stop messages."""
    return bool(_OPT_OUT.search(text))


def opt_out_rules(channel: str, purpose: str, now: datetime) -> Sequence[str]:
    """The rules that want a message of this kind to say how to stop messages.

    Args:
        channel: How it travels.
        purpose: Why.
        now: The moment; rules are those of its day, in the middle of it.
    """
    if channel not in (Way.SMS, Way.EMAIL, Way.CHAT):
        return []
    setting = conduct_setting()
    zone = ZoneInfo("Asia/Shanghai")
    contact = Contact(channel=channel, at=now.astimezone(zone).replace(hour=11, minute=0), to="customer", has_opt_out=True)
    planned = PlannedContact(
        id="template",
        packs=tuple(setting.packs),
        actor=setting.actor,
        purpose=purpose,
        contact=contact,
        customer=Customer(timezone=zone.key),
        lender_type=setting.lender_type or None,
        product="auto_loan",
        debts=("sample",),
        history=(),
    )
    book = lawbook_of(setting)
    with_way = {rule.id for rule in check(planned, book).rules}
    without = check(replace(planned, contact=replace(contact, has_opt_out=False)), book).rules
    return [rule.id for rule in without if rule.id not in with_way]


def _hints(template: Template, preview: str, now: datetime) -> list[str]:
    hints = []
    if template.channel != Way.LETTER and "institution" not in names_in(template.body):
        hints.append(_("It doesn't say who writes: {institution} is missing."))
    if not has_opt_out(preview) and (rules := opt_out_rules(template.channel, template.purpose, now)):
        hints.append(_("It doesn't say how to stop messages, which %(rules)s asks for: add {opt_out}.") % {"rules": ", ".join(rules)})
    if template.channel == Way.SMS and len(preview) > SMS_LONG:
        hints.append(_("Filled for the sample it has %(found)s characters, long for a text message.") % {"found": len(preview)})
    return hints


def _sentence(fault: Fault) -> str:
    values = {
        "line": fault.line,
        "column": fault.column,
        "found": fault.found,
        "allowed": ", ".join(f"{{{name}}}" for name in VARIABLES),
        "most": OPTIONAL_MAX,
    }
    return str(_SENTENCES[fault.code]) % values
