"""Why the trail can't be written, checked or exported."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class TrailBroken(DeskRefusal):
    """The head doesn't fit the entries: adding to them would hide that somebody has changed the trail."""

    code = "trail_broken"
    template = _noop("The audit trail was changed from outside, so nothing can be added to it. `huashu audit verify` says where.")


class ContractUnknown(DeskRefusal):
    """The command line was given a contract that isn't in the book."""

    code = "contract_unknown"
    template = _noop("There is no contract %(contract)s in the book. Give the number as the loan system writes it.")
