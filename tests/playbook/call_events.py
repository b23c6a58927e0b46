"""Short ways to say what happened in a call."""

from huashu.playbook.events import CallEvent, EventKind
from huashu.playbook.guide import guide
from huashu.playbook.samples import CURRENCY, sample_facts


def event(kind, **values):
    return CallEvent(EventKind(kind), values)


def heard(step, act):
    return event("heard", step=step, act=act)


def said(step, wording=0):
    return event("said", step=step, wording=str(wording))


def captured(field, value):
    return event("captured", field=field, value=value)


def sheet(track, *events, used_before=(), **changed):
    """The sheet after some events, the case's facts being the invented ones; a fact changed to None isn't known."""
    facts = {**sample_facts(track.language), **changed}
    return guide(track, facts, events, currency=CURRENCY[track.language], used_before=used_before)


def spoken(shown):
    """Everything that a sheet offers to say."""
    told = [*shown.say, *(shown.reason.say if shown.reason else ())]
    told += [said for offer in (*shown.sides, *shown.closings, *shown.ladder, *shown.questions) for said in offer.say]
    return [one.text for one in told]


CONFIRMED = heard("confirm_party", "is_customer")
