"""Pages of reviewed calls: the list, a call put in, one call beside what was found in it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from huashu.desk import clock
from huashu.desk.access import case_for, cases_for, conversation_for, conversations_for, may, person_of, require
from huashu.desk.cases.models import Case
from huashu.desk.cases.views.common import business_day, sent
from huashu.desk.people.models import Person
from huashu.desk.refusals import DeskRefusal
from huashu.desk.reviews.asking import model_is_set
from huashu.desk.reviews.forms import SPEAKERS, ConversationForm, FilterForm, FindingForm, MarkForm
from huashu.desk.reviews.models import Conversation, ItemVerdict
from huashu.desk.reviews.refusals import CallThere
from huashu.desk.reviews.selectors.calls import Filters, calls_matching, conversations_listed, judged
from huashu.desk.reviews.selectors.reviewed import Reviewed, proposals_shown, reviewed_of
from huashu.desk.reviews.services.conversations import conversation_add
from huashu.desk.reviews.words import currency_of, label_words, payment_words, promise_kind_words, verdict_words

PAGE_ROWS = 50


@require("reviews.read")
@require_GET
def review_list(request: HttpRequest) -> HttpResponse:
    """Reviewed calls that the person may read, newest first."""
    person = person_of(request)
    form = FilterForm(person, request.GET)
    filters = form.filters() if form.is_valid() else Filters()
    rows = conversations_listed(person, filters)
    if filters.item:
        matching = [call.conversation.pk for call in calls_matching(judged(rows), filters)]
        rows = rows.filter(pk__in=matching)
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    group, _, label = filters.item.partition(".")
    context = {
        "form": form,
        "page": page,
        "calls": judged(rows.filter(pk__in=[row.pk for row in page])),
        "query": query.urlencode(),
        "filtered": any(query.values()),
        "item": f"{label_words(group, label)} · {verdict_words(group, filters.verdict)}" if filters.item and filters.verdict else "",
        "today": business_day(),
    }
    return render(request, "reviews/list.html", context)


@require("reviews.add")
@require_http_methods(["GET", "POST"])
def review_new(request: HttpRequest) -> HttpResponse:
    """Put a call in; ``?case=`` says which case it belongs to. A name that tells nothing is asked for on the same form."""
    person, now = person_of(request), clock.now()
    case = _case_asked(request, person)
    form = ConversationForm(person, case, now, sent(request), request.FILES or None)
    context: dict[str, Any] = {"form": form, "case": case, "speakers": SPEAKERS, "back": _back(case)}
    if request.method == "POST" and form.is_valid():
        speakers, names = form.speakers(request.POST), form.names(request.POST)
        if all(speakers.get(name) for _, name, _, _ in names):
            try:
                row = conversation_add(draft=form.draft(speakers), person=person, now=now)
            except DeskRefusal as refusal:
                form.refuse(refusal)
                context["there"] = _there(person, refusal)
            else:
                return redirect("review", row.pk)
        context |= {"names": names, "asked": "speaker-0" in request.POST or any(key.startswith("speaker-") for key in request.POST)}
    if request.method == "POST":
        _keep_words(form)
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/new.html", context, status=status)


@require("reviews.read")
@require_GET
def review_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: its words in the middle, what was found beside them."""
    conversation = conversation_for(person_of(request), pk)
    wanted = request.GET.get("review", "")
    return call_page(request, conversation, wanted=int(wanted) if wanted.isdecimal() else None)


def call_page(
    request: HttpRequest,
    conversation: Conversation,
    wrong: MarkForm | None = None,
    adding: FindingForm | None = None,
    wanted: int | None = None,
) -> HttpResponse:
    """The page of one call.

    Args:
        request: The request.
        conversation: The call.
        wrong: A form about one of its items that was refused.
        adding: A finding that was refused.
        wanted: Number of a former review; what is shown of it can only be read.
    """
    person = person_of(request)
    reviewed = reviewed_of(conversation, wanted)
    is_own = conversation.officer_id == person.pk
    may_judge = may(person, "reviews.judge") and not is_own and reviewed.is_newest
    may_appeal = is_own and reviewed.is_newest
    context = {
        "call": conversation,
        "reviewed": reviewed,
        "promise": _promise(conversation, reviewed),
        "proposals": proposals_shown(reviewed.proposals),
        "may_judge": may_judge,
        "may_appeal": may_appeal,
        "may_again": may(person, "reviews.add") and reviewed.is_newest,
        "adding": adding or (FindingForm(conversation) if may_judge or may_appeal else None),
        "may_ask": model_is_set(),
        "case_seen": conversation.case_id is not None and cases_for(person).filter(pk=conversation.case_id).exists(),
        "was_read": conversation.reviews.filter(readings__reader=person).exists(),
        "verdict_values": ItemVerdict.values,
        "wrong": wrong,
        "today": business_day(),
    }
    return render(request, "reviews/call.html", context, status=422 if wrong or adding else 200)


def _promise(conversation: Conversation, reviewed: Reviewed) -> dict[str, Any]:
    held, said_on = reviewed.review.result["promise"], timezone.localdate(conversation.started_at)
    return {
        "kind": held["kind"],
        "words": promise_kind_words(held),
        "firm": held["firm"],
        "payments": [payment_words(part, currency_of(conversation), said_on) for part in held["payments"]],
        "turns": held["turns"],
    }


def _case_asked(request: HttpRequest, person: Person) -> Case | None:
    asked = request.GET.get("case", "")
    if not asked:
        return None
    if not asked.isdecimal():
        raise Http404("case")
    return case_for(person, int(asked))


def _back(case: Case | None) -> str:
    return reverse("case", args=[case.pk]) if case else reverse("review-list")


def _there(person: Person, refusal: DeskRefusal) -> int | None:
    """Number of the same call, where the person may read it."""
    if not isinstance(refusal, CallThere):
        return None
    number = int(str(refusal.values["number"]))
    return number if conversations_for(person).filter(pk=number).exists() else None


def _keep_words(form: ConversationForm) -> None:
    """Put what a file held into the text field: a browser doesn't send a file twice."""
    if form.words and isinstance(form.data, QueryDict):
        form.data = form.data.copy()
        form.data["text"] = form.words
