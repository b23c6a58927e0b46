"""What the words around days and amounts can tell: paying, not being able to, hedging, asking, conditions.

A :class:`Cues` holds one pattern a cue for one language. Patterns are matched on masked text, where capitals stand for days and amounts
(see
:mod:`huashu.language.marks`), within one segment of the sentence unless the name says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The patterns of one language.

    Args:
        split: Where a segment ends (punctuation) or the next one begins (a connective).
        pay: Paying, by whatever verb.
        paid: A payment of the past.
        unable: No money, can't pay, that day won't do.
        dead_before: Before a day: it isn't the one, or is that of speaking.
        dead_day: After a day: it won't do.
        other: Another act that a day may belong to: a call, a visit, coming home.
        other_day: After a day: it is another act's day.
        income: Money that comes in.
        third: Somebody else pays or says so.
        own: The speaker himself pays.
        condition: An "if" on something outside, in a segment.
        event: A "when ... then" on something outside, in the whole text.
        wages: The event is only the speaker's own wages or having money.
        mild: An "if" that is only manners or bluster.
        at_once: Pays as soon as the event is there.
        lender_first: The lender is to do something first, in the whole text.
        hedge: He may not pay, or not on that day.
        waver: He declines to commit.
        refuse: He won't pay.
        not_refuse: Sounds like a refusal and is none.
        deny: Denies an earlier promise.
        joke: Far-fetched luck.
        correct: What comes takes the place of what was said.
        inquiry: A question about something else than paying then.
        offer: A question whether that will do.
        suppose: Supposes a payment only.
        settled: That's settled then.
        accepts: Takes a day as the one.
        tag: A mere tag that asks nothing.
        plea: Asks for time.
        order: Sets or demands the time by which he pays.
        first: An amount that is paid first of all, today if no day is named.
        more: A further payment.
        split_in: Equal parts; the group ``n`` tells how many.
        amount_before: Before an amount: it is none that he'll pay.
        amount_after: After an amount: the same.
        until_done: A series runs until nothing is left.
        habit: The way he usually pays.
    """

    split: Pattern
    pay: Pattern
    paid: Pattern
    unable: Pattern
    dead_before: Pattern
    dead_day: Pattern
    other: Pattern
    other_day: Pattern
    income: Pattern
    third: Pattern
    own: Pattern
    condition: Pattern
    event: Pattern
    wages: Pattern
    mild: Pattern
    at_once: Pattern
    lender_first: Pattern
    hedge: Pattern
    waver: Pattern
    refuse: Pattern
    not_refuse: Pattern
    deny: Pattern
    joke: Pattern
    correct: Pattern
    inquiry: Pattern
    offer: Pattern
    suppose: Pattern
    settled: Pattern
    accepts: Pattern
    tag: Pattern
    plea: Pattern
    order: Pattern
    first: Pattern
    more: Pattern
    split_in: Pattern
    amount_before: Pattern
    amount_after: Pattern
    until_done: Pattern
    habit: Pattern
