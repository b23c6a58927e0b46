"""What was said: text made plain, days and amounts found in it, promises understood.

Pure: the moment of speaking and what is overdue are handed in. Chinese (both scripts, some regional words) and English.
"""

from huashu.language.dialogue import Shown, Turn, promise_of
from huashu.language.find import FoundAmount, FoundDay, amounts_find, days_find
from huashu.language.promise import LANGUAGES, NO_PROMISE, Payment, Promise, PromiseKind, Utterance, promise_parse, utterance_from_record
from huashu.language.spoken import language_of

__all__ = [
    "LANGUAGES",
    "NO_PROMISE",
    "FoundAmount",
    "FoundDay",
    "Payment",
    "Promise",
    "PromiseKind",
    "Shown",
    "Turn",
    "Utterance",
    "amounts_find",
    "days_find",
    "language_of",
    "promise_of",
    "promise_parse",
    "utterance_from_record",
]
