"""Why a complaint or a step about it isn't written down."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class ComplaintIsClosed(DeskRefusal):
    """Something is to be done about a closed complaint."""

    code = "complaint_closed"
    template = _noop("This complaint is closed. Reopen it first and say why; only notes can still be added.")


class ComplaintIsOpen(DeskRefusal):
    """An open complaint is to be reopened."""

    code = "complaint_open"
    template = _noop("This complaint is open: only a closed one can be reopened.")


class AcknowledgedAlready(DeskRefusal):
    """It was acknowledged before."""

    code = "complaint_acknowledged"
    template = _noop("This complaint was acknowledged already. Write a note if you spoke to the complainant again.")


class NotAcknowledged(DeskRefusal):
    """Something is to be found or answered before anybody told the complainant that the complaint has come."""

    code = "complaint_not_acknowledged"
    template = _noop("Acknowledge the complaint first: the complainant has to know that it has come and who looks after it.")


class AnsweredAlready(DeskRefusal):
    """It was answered before."""

    code = "complaint_answered"
    template = _noop("This complaint was answered already. Close it; if something new comes up, reopen it afterwards.")


class NotAnswered(DeskRefusal):
    """It is to be closed although the complainant has no answer."""

    code = "complaint_not_answered"
    template = _noop("Answer the complainant first. Only a complaint that was withdrawn is closed without an answer.")


class WordsMissing(DeskRefusal):
    """The words that make up a complaint or a step are missing."""

    code = "complaint_words_missing"
    template = _noop("Write down what was said or done: this can't be empty.")
    place = "words"


class FindingMissing(DeskRefusal):
    """A complaint is to be closed without saying what it was found to be."""

    code = "complaint_finding_missing"
    template = _noop("Say what the complaint was found to be.")
    place = "finding"


class RemedyMissing(DeskRefusal):
    """A complaint was right, and nothing is said of how it's put right."""

    code = "complaint_remedy_missing"
    template = _noop("The complaint was right, at least in part: say what is done to put it right.")
    place = "remedy"


class OwnerUnfit(DeskRefusal):
    """Somebody can't look after a complaint."""

    code = "complaint_owner_unfit"
    template = _noop("Choose a supervisor or compliance officer who can sign in and whom the complaint isn't about.")
    place = "owner"


class OwnerSame(DeskRefusal):
    """A complaint is to be given to the one who has it."""

    code = "complaint_owner_same"
    template = _noop("%(name)s looks after this complaint already.")
    place = "owner"


class OwnComplaint(DeskRefusal):
    """Somebody is to deal with a complaint about themselves."""

    code = "complaint_own"
    template = _noop("This complaint is about you, so somebody else has to deal with it.")


class NotAHandler(DeskRefusal):
    """Somebody whose role doesn't deal with complaints wants to."""

    code = "complaint_not_a_handler"
    template = _noop("Only supervisors and compliance officers deal with complaints.")


class ReceivedLater(DeskRefusal):
    """A complaint is said to have come after now."""

    code = "complaint_received_later"
    template = _noop("That moment hasn't come yet. When was the complaint received?")
    place = "received_at"


class ContractOfNobody(DeskRefusal):
    """A complaint is to be tied to a contract that the person can't see or that doesn't exist."""

    code = "complaint_contract_unknown"
    template = _noop("There is no case with contract %(contract)s that you can see. Leave it empty if the complaint is about none.")
    place = "contract"
