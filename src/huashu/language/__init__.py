"""What was said: text made plain, days and amounts found in it, promises understood.

Pure: the moment of speaking and what is overdue are handed in. Chinese (both scripts, some regional words) and English.
"""

from huashu.language.promise import LANGUAGES, NO_PROMISE, Payment, Promise, PromiseKind, Utterance, promise_parse, utterance_from_record
from huashu.language.spoken import language_of

__all__ = ["LANGUAGES", "NO_PROMISE", "Payment", "Promise", "PromiseKind", "Utterance", "language_of", "promise_parse", "utterance_from_record"]
