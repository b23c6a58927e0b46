"""Who may see and do what: the one place that decides it.

Each role has a fixed set of actions; each person sees the cases of their team (officers, verifiers, supervisors) or all cases
(compliance). Administrators run the machine and see no case. A view never filters by itself: it asks here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from huashu.desk.approvals.models import Arrangement
from huashu.desk.audit.chain import canonical
from huashu.desk.audit.models import TrailEntry, TrailKind
from huashu.desk.cases.models import Case
from huashu.desk.complaints.models import Complaint
from huashu.desk.correspondence.models import Message
from huashu.desk.customers.models import Customer
from huashu.desk.loans.models import Loan
from huashu.desk.people.models import Person, Role, Team
from huashu.desk.reviews.models import Conversation, Recording

ACTIONS: Final[dict[str, frozenset[str]]] = {
    "cases.read": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "cases.work": frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "cases.assign": frozenset({Role.SUPERVISOR}),
    "ledger.post": frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "personal.show": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "portfolio.read": frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "imports.run": frozenset({Role.SUPERVISOR, Role.ADMIN}),
    "closing.read": frozenset({Role.SUPERVISOR, Role.COMPLIANCE, Role.ADMIN}),
    "closing.run": frozenset({Role.SUPERVISOR, Role.ADMIN}),
    "audit.read": frozenset({Role.SUPERVISOR, Role.COMPLIANCE, Role.ADMIN}),
    "audit.check": frozenset({Role.COMPLIANCE, Role.ADMIN}),
    "audit.export": frozenset({Role.COMPLIANCE}),
    "wishes.record": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "conduct.read": frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMPLIANCE, Role.ADMIN}),
    "overrides.read": frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "overrides.decide": frozenset({Role.SUPERVISOR}),
    "conduct.review": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "conduct.settings": frozenset({Role.COMPLIANCE, Role.ADMIN}),
    "complaints.record": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "complaints.read": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "complaints.handle": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "messages.read": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "messages.handle": frozenset({Role.SUPERVISOR}),
    "templates.read": frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "templates.change": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "links.make": frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "borrower_page.change": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "lawbook.read": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "lawbook.change": frozenset({Role.COMPLIANCE}),
    "playbooks.read": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "playbooks.publish": frozenset({Role.SUPERVISOR}),
    "lender.facts": frozenset({Role.SUPERVISOR, Role.COMPLIANCE, Role.ADMIN}),
    "reviews.read": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "reviews.add": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "reviews.judge": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "approvals.read": frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMPLIANCE}),
    "approvals.decide": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "assessment.override": frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "income.record": frozenset({Role.OFFICER, Role.VERIFIER, Role.SUPERVISOR}),
    "legal.urgent": frozenset({Role.SUPERVISOR}),
    "legal.approve": frozenset({Role.SUPERVISOR, Role.COMPLIANCE}),
    "authority.read": frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMPLIANCE, Role.ADMIN}),
    "authority.change": frozenset({Role.COMPLIANCE, Role.ADMIN}),
    "team.lead": frozenset({Role.SUPERVISOR}),
    "people.manage": frozenset({Role.ADMIN}),
}

_COMPLAINT_KINDS: Final = (TrailKind.COMPLAINT_RECORDED, TrailKind.COMPLAINT_CHANGED)

View = Callable[..., HttpResponseBase]


def may(person: Person, action: str) -> bool:
    """Whether the person's role carries the action.

    Raises:
        KeyError: There is no such action.
    """
    return person.is_active and person.role in ACTIONS[action]


def require(action: str) -> Callable[[View], View]:
    """Decorate a view so that only people whose role carries the action get in; the others get a 403 page."""
    assert action in ACTIONS

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not may(person_of(request), action):
                raise PermissionDenied(action)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def person_of(request: HttpRequest) -> Person:
    """The signed-in person of a request.

    Raises:
        PermissionDenied: Nobody is signed in.
    """
    if not isinstance(request.user, Person):
        raise PermissionDenied("signed out")
    return request.user


def cases_for(person: Person) -> QuerySet[Case]:
    """Every case, open or closed, that the person may see."""
    if not may(person, "cases.read"):
        return Case.objects.none()
    if person.role == Role.COMPLIANCE:
        return Case.objects.all()
    return Case.objects.filter(team_id=person.team_id) if person.team_id else Case.objects.none()


def case_for(person: Person, pk: int) -> Case:
    """One case, if the person may see it.

    Raises:
        Http404: There is no such case, or it isn't theirs to see; the two look the same from outside.
    """
    case = cases_for(person).select_related("loan__product", "loan__status", "customer", "assignee", "team").filter(pk=pk).first()
    if case is None:
        raise Http404("case")
    return case


def arrangements_for(person: Person) -> QuerySet[Arrangement]:
    """Requests that the person may see: officers their own and those of their cases, supervisors their team's, compliance all."""
    if not may(person, "approvals.read"):
        return Arrangement.objects.none()
    found = Arrangement.objects.filter(case__in=cases_for(person))
    return found.filter(Q(asked_by=person) | Q(case__assignee=person)) if person.role == Role.OFFICER else found


def arrangement_for(person: Person, pk: int) -> Arrangement:
    """One request, if the person may see it.

    Raises:
        Http404: There is no such request, or it isn't theirs to see.
    """
    related = ("case__loan__product", "case__loan__status", "case__customer", "case__assignee", "asked_by", "contact__officer", "promise")
    found = arrangements_for(person).select_related(*related).prefetch_related("steps__person").filter(pk=pk).first()
    if found is None:
        raise Http404("arrangement")
    return found


def loans_for(person: Person) -> QuerySet[Loan]:
    """Every loan whose totals the person may look behind: their officers' and those that their cases are about."""
    if not may(person, "portfolio.read"):
        return Loan.objects.none()
    if person.role == Role.COMPLIANCE:
        return Loan.objects.all()
    if person.team_id is None:
        return Loan.objects.none()
    has_case = Exists(Case.objects.filter(loan=OuterRef("pk"), team_id=person.team_id))
    return Loan.objects.filter(Q(officer__team_id=person.team_id) | has_case)


def teams_for(person: Person) -> QuerySet[Team]:
    """Teams whose totals the person may see."""
    if not may(person, "portfolio.read"):
        return Team.objects.none()
    if person.role == Role.COMPLIANCE:
        return Team.objects.all()
    return Team.objects.none() if person.team_id is None else Team.objects.filter(pk=person.team_id)


def colleagues_for(person: Person) -> QuerySet[Person]:
    """People whose own figures the person may see: officers their own, supervisors their team's, compliance everybody's."""
    workers = Person.objects.filter(role__in=ACTIONS["cases.work"])
    if not may(person, "portfolio.read"):
        return workers.none()
    if person.role == Role.OFFICER:
        return workers.filter(pk=person.pk)
    if person.role == Role.COMPLIANCE:
        return workers
    return workers.none() if person.team_id is None else workers.filter(team_id=person.team_id)


def trail_for(person: Person) -> QuerySet[TrailEntry]:
    """The entries of the audit trail that the person may read.

    Compliance reads all; supervisors what was done about customers of their team's cases, and what their people did about
    nobody; administrators what was done about nobody (people, roles, settings, sign-ins): they see no case. Of complaints
    nobody reads those about themselves, and administrators none.
    """
    if not may(person, "audit.read"):
        return TrailEntry.objects.none()
    if person.role == Role.COMPLIANCE:
        return TrailEntry.objects.exclude(_complaint_about(person))
    if person.role == Role.ADMIN:
        return TrailEntry.objects.filter(customer__isnull=True).exclude(kind__in=_COMPLAINT_KINDS)
    if person.team_id is None:
        return TrailEntry.objects.none()
    theirs = Exists(Case.objects.filter(customer=OuterRef("customer"), team_id=person.team_id))
    found = TrailEntry.objects.filter(Q(customer__isnull=True, person__team_id=person.team_id) | theirs)
    return found.exclude(_complaint_about(person))


def borrower_for(person: Person, pk: int) -> Customer:
    """The customer of whom the person may export everything.

    Raises:
        Http404: There is no such customer, or the person may export nobody.
    """
    customer = Customer.objects.filter(pk=pk).first() if may(person, "audit.export") else None
    if customer is None:
        raise Http404("customer")
    return customer


def messages_for(person: Person) -> QuerySet[Message]:
    """Messages about cases that the person may see."""
    return Message.objects.filter(case__in=cases_for(person))


def message_for(person: Person, pk: int) -> Message:
    """One message, if the person may see its case.

    Raises:
        Http404: There is no such message, or its case isn't theirs to see.
    """
    related = ("case__loan__product", "case__loan__status", "case__customer", "case__assignee", "person", "paper", "contact")
    message = messages_for(person).select_related(*related).filter(pk=pk).first()
    if message is None:
        raise Http404("message")
    return message


def trail_people_for(person: Person) -> QuerySet[Person]:
    """The people by whom the trail may be filtered: a supervisor's team, everybody for the others."""
    everybody = Person.objects.all()
    if person.role != Role.SUPERVISOR:
        return everybody
    return everybody.filter(team_id=person.team_id) if person.team_id is not None else everybody.filter(pk=person.pk)


def complaints_for(person: Person) -> QuerySet[Complaint]:
    """The complaints that the person may read, never one about themselves.

    Compliance reads all; supervisors those about a case or a person of their team, or that somebody of the team wrote down or
    looks after. Officers and verifiers write complaints down but don't read the register.
    """
    if not may(person, "complaints.read"):
        return Complaint.objects.none()
    others = Complaint.objects.filter(Q(about_person__isnull=True) | ~Q(about_person=person))
    if person.role == Role.COMPLIANCE:
        return others
    mine = Q(owner=person) | Q(recorded_by=person)
    if person.team_id is not None:
        mine |= Q(case__team_id=person.team_id) | Q(about_person__team_id=person.team_id) | Q(recorded_by__team_id=person.team_id)
    return others.filter(mine)


def complaint_for(person: Person, number: str) -> Complaint:
    """One complaint, if the person may read it.

    Raises:
        Http404: There is no such complaint, or it isn't theirs to read.
    """
    related = ("case__loan__product", "case__customer", "customer", "about_person", "owner", "recorded_by")
    complaint = complaints_for(person).select_related(*related).filter(number=number).first()
    if complaint is None:
        raise Http404("complaint")
    return complaint


def complaint_handlers(about: Person | None) -> QuerySet[Person]:
    """People who may look after a complaint about somebody: never that person."""
    handlers = Person.objects.filter(is_active=True, role__in=ACTIONS["complaints.handle"])
    return handlers.exclude(pk=about.pk) if about else handlers


def complaint_subjects() -> QuerySet[Person]:
    """People whom a complaint may be about: everybody who deals with customers, also those who have left."""
    return Person.objects.filter(role__in=ACTIONS["complaints.record"])


def conversations_for(person: Person) -> QuerySet[Conversation]:
    """Reviewed calls that the person may read: officers and verifiers their own and those they put in, supervisors their team's."""
    if not may(person, "reviews.read"):
        return Conversation.objects.none()
    if person.role == Role.COMPLIANCE:
        return Conversation.objects.all()
    own = Q(officer=person) | Q(added_by=person)
    if person.role == Role.SUPERVISOR and person.team_id is not None:
        return Conversation.objects.filter(own | Q(team_id=person.team_id))
    return Conversation.objects.filter(own)


def conversation_for(person: Person, pk: int) -> Conversation:
    """One reviewed call, if the person may read it.

    Raises:
        Http404: There is no such call, or it isn't theirs to read.
    """
    related = ("case__loan__product", "case__customer", "officer", "added_by", "team")
    found = conversations_for(person).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404("conversation")
    return found


def sees_conversation(person: Person, conversation: Conversation) -> bool:
    """Whether one reviewed call is among those of :func:`conversations_for`, without asking the database."""
    if not may(person, "reviews.read"):
        return False
    own = person.pk in (conversation.officer_id, conversation.added_by_id)
    in_team = person.role == Role.SUPERVISOR and person.team_id is not None and conversation.team_id == person.team_id
    return own or in_team or person.role == Role.COMPLIANCE


def recordings_for(person: Person) -> QuerySet[Recording]:
    """Recordings that the person may follow: their own, a supervisor's team's, for compliance all."""
    if not may(person, "reviews.add"):
        return Recording.objects.none()
    if person.role == Role.COMPLIANCE:
        return Recording.objects.all()
    if person.role == Role.SUPERVISOR and person.team_id is not None:
        return Recording.objects.filter(Q(added_by=person) | Q(team_id=person.team_id))
    return Recording.objects.filter(added_by=person)


def call_people(person: Person) -> QuerySet[Person]:
    """People whose call somebody may put in: their own, a supervisor's team's, for compliance everybody's."""
    callers = Person.objects.filter(role__in=ACTIONS["reviews.add"]).order_by("name", "pk")
    if person.role == Role.COMPLIANCE:
        return callers
    if person.role == Role.SUPERVISOR and person.team_id is not None:
        return callers.filter(team_id=person.team_id)
    return callers.filter(pk=person.pk)


def _complaint_about(person: Person) -> Q:
    """Entries of the trail that speak of a complaint about the person, by the sign-in name that stands in them."""
    return Q(kind__in=_COMPLAINT_KINDS, data__contains=canonical({"about": person.username})[1:-1])
