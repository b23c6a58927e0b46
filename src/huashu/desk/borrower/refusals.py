"""Why a link opens nothing, and why something that a customer sent isn't written down."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class LinkUnknown(DeskRefusal):
    """The token isn't one of ours, or was changed on its way."""

    code = "borrower_link_unknown"
    template = _noop("This link isn't complete, or it isn't one of ours.")


class LinkExpired(DeskRefusal):
    """Its days are over."""

    code = "borrower_link_expired"
    template = _noop("This link has run out. Links work for a limited time, so that nobody can use an old one.")


class LinkRevoked(DeskRefusal):
    """Somebody took it back."""

    code = "borrower_link_revoked"
    template = _noop("This link was taken back and doesn't work any more.")


class LinkLocked(DeskRefusal):
    """It was tried wrongly too often."""

    code = "borrower_link_locked"
    template = _noop("The digits were wrong too often, so this link is closed for your protection. Nothing was shown to anybody.")


class DigitsWrong(DeskRefusal):
    """The digits fit neither the phone nor the identity document on file."""

    code = "borrower_digits_wrong"
    place = "digits"
    template = _noop("These digits don't match what we have. Tries left: %(left)s.")


class TriesTooFast(DeskRefusal):
    """Too many wrong tries came from one network address; the wait is in whole seconds."""

    code = "borrower_tries_too_fast"
    place = "digits"
    template = _noop("Too many wrong tries from this connection. Please wait %(seconds)s seconds and try again.")


class TooMuchSent(DeskRefusal):
    """More was sent by one link in a day than anybody needs."""

    code = "borrower_too_much_sent"
    template = _noop("You have sent us a lot today and we have all of it. Please call us about anything more.")


class PromiseGone(DeskRefusal):
    """The promise to be confirmed isn't open any more, or isn't of this case."""

    code = "borrower_promise_gone"
    template = _noop("This promise isn't open any more. Please load the page again.")


class KeyMissing(DeskRefusal):
    """The form came without the key that tells two sendings apart."""

    code = "borrower_key_missing"
    template = _noop("The form was incomplete. Please open it again and send it once more.")


class LinkOver(DeskRefusal):
    """A link to be taken back doesn't work any more anyhow."""

    code = "borrower_link_over"
    template = _noop("This link doesn't work any more already.")


class AnsweredBefore(DeskRefusal):
    """It was answered already."""

    code = "borrower_answered"
    template = _noop("This was answered already; the customer has the answer on their page.")


class AnswerUnfit(DeskRefusal):
    """The answer says what may not be said to a customer."""

    code = "borrower_answer_unfit"
    place = "text"
    template = _noop("“%(quote)s” may not be said: %(name)s. %(better)s")
