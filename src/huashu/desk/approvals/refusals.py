"""What is refused about authority and approvals, each with the sentence that the person reads."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class PromiseBeyondAuthority(DeskRefusal):
    """A promise that the officer may not take alone, and that wasn't put forward."""

    code = "promise_beyond_authority"
    place = "promise_forward"
    template = _noop("%(excess)s This needs a supervisor. Say: “%(sentence)s” Then tick the box, or agree on less.")


class BeyondAuthority(DeskRefusal):
    """Anything else that the person may not grant alone, and that wasn't put forward."""

    code = "beyond_authority"
    place = "forward"
    template = _noop("%(excess)s This needs a supervisor. Say: “%(sentence)s” Then tick the box, or change it.")


class WordsMissing(DeskRefusal):
    """Something is put forward without what the customer said."""

    code = "words_missing"
    template = _noop("Write what the customer said, in their words: the supervisor decides on it.")


class ContactMissing(DeskRefusal):
    """Something is put forward that no conversation stands behind."""

    code = "contact_missing"
    template = _noop("Log the contact in which the customer asked for it first. A request rests on a conversation.")


class AskedAlready(DeskRefusal):
    """The same kind of arrangement waits for a decision already."""

    code = "asked_already"
    template = _noop("A request of this kind is waiting for this case already. Take it back first, or wait for the answer.")


class ArrangementOver(DeskRefusal):
    """The request was decided, agreed or taken back already."""

    code = "arrangement_over"
    template = _noop("Somebody has dealt with this request already. Load the page again.")


class OwnArrangement(DeskRefusal):
    """Somebody decides what they asked for."""

    code = "own_arrangement"
    template = _noop("Somebody else has to decide what you put forward.")


class SameEyes(DeskRefusal):
    """The second approval comes from whoever gave the first."""

    code = "same_eyes"
    template = _noop("You gave the first approval. The second has to come from somebody else.")


class FirstApprovalMissing(DeskRefusal):
    """Compliance is asked for a first approval."""

    code = "first_approval_missing"
    template = _noop("A supervisor of the team decides first. Compliance gives the second approval where one is needed.")


class ReasonNeeded(DeskRefusal):
    """A refusal, other terms or a change of limits without a reason."""

    code = "reason_needed"
    place = "reason"
    template = _noop("Say why: the officer has to tell the customer, and it stays on record.")


class CounterBeyondLimit(DeskRefusal):
    """Other terms that the supervisor may not grant alone either."""

    code = "counter_beyond_limit"
    template = _noop("%(excess)s These terms go beyond your own authority, so you can't offer them alone. Offer less.")


class CounterSame(DeskRefusal):
    """Other terms that are the same."""

    code = "counter_same"
    template = _noop("These are the terms that were asked for. Approve them, or change something.")


class TermsPast(DeskRefusal):
    """A day of the terms is over by now."""

    code = "terms_past"
    template = _noop("A promised day, %(day)s, is over by now. Offer other days, or refuse.")


class ArrangementCaseClosed(DeskRefusal):
    """The case is closed: there is nothing left to arrange."""

    code = "arrangement_case_closed"
    template = _noop("The case was closed on %(day)s, so there is nothing left to arrange. Refuse the request to take it off the list.")


class LedgerRefuses(DeskRefusal):
    """The ledger doesn't take what was asked for."""

    code = "ledger_refuses"
    template = _noop("The ledger doesn't take it as things stand: %(why)s")


class ConditionOver(DeskRefusal):
    """A condition is said to have failed when the promise has been decided or its day has passed."""

    code = "condition_over"
    template = _noop("This promise isn't open any more, or its day has passed: the ledger decides it.")


class LimitOutOfRange(DeskRefusal):
    """A limit that can't be."""

    code = "limit_out_of_range"
    template = _noop("Give a whole number from %(low)s to %(high)s.")


class LimitsUnordered(DeskRefusal):
    """A supervisor who may less than an officer."""

    code = "limits_unordered"
    template = _noop("A supervisor may never do less than an officer. Check: %(fields)s.")
