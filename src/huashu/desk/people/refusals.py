"""Why somebody isn't let in, and why a change to the people of the lender isn't made."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop as _noop

from huashu.desk.refusals import DeskRefusal


class SignInMismatch(DeskRefusal):
    """Unknown name, wrong password or a person who may not sign in: the three look the same from outside."""

    code = "sign_in_mismatch"
    template = _noop("Name and password don't match. Check both and try again.")


class TooManyTries(DeskRefusal):
    """Guessing is slowed down.

    Args:
        wait: How long until the next try is looked at.
        now: The moment of the refusal.
    """

    code = "too_many_tries"
    template = _noop("Too many tries with this name or from this place. Try again at %(at)s, in %(wait)s.")

    def __init__(self, wait: timedelta, now: datetime) -> None:
        self.wait_seconds = max(1, round(wait.total_seconds()))
        super().__init__(at=f"{timezone.localtime(now + wait):%H:%M:%S}", wait=_span(self.wait_seconds))


class LastAdministrator(DeskRefusal):
    """Somebody has to be able to let people in."""

    code = "last_administrator"
    template = _noop("%(name)s is the last administrator who may sign in. Make somebody else an administrator first.")

    def __init__(self, name: str, *, field: str) -> None:
        super().__init__(field=field, name=name)


class TeamMissing(DeskRefusal):
    """People who work on cases see those of their team, so without one they would see nothing."""

    code = "team_missing"
    template = _noop("Officers, verifiers and supervisors see the cases of their team. Choose a team.")


class NameTaken(DeskRefusal):
    """Sign-in names and team names are unique."""

    code = "name_taken"
    template = _noop("The name %(name)s is taken. Choose another one.")


class NameUnfit(DeskRefusal):
    """A sign-in name has to be easy to type and to tell apart."""

    code = "name_unfit"
    template = _noop("A sign-in name has 2 to 60 letters, digits, dots, hyphens or underscores and no spaces; %(name)s doesn't fit.")


class TeamNotEmpty(DeskRefusal):
    """A team that has people or cases keeps them."""

    code = "team_not_empty"
    template = _noop("Team %(name)s still has %(people)s people and %(cases)s cases. Move them to another team first.")


class PersonUnknown(DeskRefusal):
    """The command line was given a name that nobody has."""

    code = "person_unknown"
    template = _noop("Nobody signs in as %(name)s. `huashu user list` shows who does.")


class PasswordUnfit(DeskRefusal):
    """A password that breaks the rules; the message is the rules' own."""

    code = "password_unfit"
    template = "%(reasons)s"


def _span(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"
