"""The refusals of ``lending`` in the reader's language, by their code."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noop

from huashu.errors import Refusal
from huashu.money import format_minor

SENTENCES: Final = {
    "amount_not_positive": _noop("An amount is more than 0. To take money back, reverse the entry that brought it."),
    "sequence_taken": _noop("Somebody else entered something at the same moment. Load the page again and retry."),
    "entry_unknown": _noop("This loan has no entry number %(seq)s. Choose an entry from its ledger."),
    "reversal_of_reversal": _noop("Entry %(seq)s is itself a reversal. Enter the original payment again instead."),
    "entry_already_reversed": _noop("Entry %(seq)s was already reversed by entry %(reversed_by_seq)s. Nothing is left to undo."),
    "disbursement_in_use": _noop("The disbursement can't be reversed while entry %(standing_seq)s stands."),
    "loan_not_disbursed": _noop("This loan's disbursement was reversed. Enter the disbursement first."),
    "value_before_disbursement": _noop(
        "The value date %(value_on)s is before the loan was paid out on %(disbursed_on)s. Check it, or whether it is another loan's money."
    ),
    "value_after_entry": _noop("The value date %(value_on)s hasn't come yet. Enter money on the day it arrives or afterwards."),
    "loan_closed": _noop(
        "Nothing is owed on this loan on %(on)s, so there is nothing to change. Enter money that still came in as a payment."
    ),
    "nothing_falls_due": _noop(
        "Every instalment has fallen due by %(on)s, so there is nothing to change. Enter a payment for what is overdue."
    ),
    "early_repayment_short": _noop(
        "%(amount)s doesn't repay the loan on %(on)s; %(total)s is needed. Enter a part prepayment, or the whole sum."
    ),
    "waiver_too_large": _noop(
        "A waiver of %(amount)s is more than the unpaid penalty interest on %(on)s, %(penalty)s. Waive at most that."
    ),
    "first_due_too_early": _noop(
        "The first due date %(first_due_on)s isn't later than the day of the change, %(value_on)s. Choose a later one."
    ),
}


def refusal_words(refusal: Refusal, currency: str) -> str:
    """A refusal as a sentence; one that isn't known here says its own English sentence.

    Args:
        refusal: What was refused.
        currency: Currency of amounts that it names.
    """
    own = getattr(refusal, "text", None)
    if own is not None:
        return str(own())
    sentence = SENTENCES.get(refusal.code)
    if sentence is None:
        return refusal.message
    return gettext(sentence) % {name.removesuffix("_minor"): _value(name, value, currency) for name, value in refusal.values.items()}


def _value(name: str, value: Any, currency: str) -> str:
    if name.endswith("_minor"):
        return format_minor(value, currency)
    return date_format(value) if isinstance(value, date) else str(value)
