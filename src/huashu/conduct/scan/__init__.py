"""May this be said: finds forbidden words in a remark, a message or a letter, and says which rule they break.

The rules are data (``conduct/phrases/*.yaml``); this package reads them and applies them. It judges words only: whether the
contact itself may be made is for the lawbook.
"""

from huashu.conduct.scan.phrases import Phrases, phrases_load
from huashu.conduct.scan.remark import Breach, CaseFacts, Remark, remark_from_record
from huashu.conduct.scan.scanner import scan

__all__ = ["Breach", "CaseFacts", "Phrases", "Remark", "phrases_load", "remark_from_record", "scan"]
