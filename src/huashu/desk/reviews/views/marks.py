"""What people say of items: judged otherwise, appealed, decided; and the page of appeals."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from huashu.desk import clock
from huashu.desk.access import conversation_for, conversations_for, may, person_of, require
from huashu.desk.cases.views.common import business_day
from huashu.desk.refusals import DeskRefusal
from huashu.desk.reviews.forms import DecisionForm, MarkForm
from huashu.desk.reviews.models import ItemVerdict, Mark, MarkKind
from huashu.desk.reviews.selectors.appeals import appeals_decided, appeals_waiting
from huashu.desk.reviews.selectors.turns import anchor_of
from huashu.desk.reviews.services import marks as services
from huashu.desk.reviews.views.calls import call_page


@require("reviews.read")
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """A supervisor judges an item otherwise; the officer whose call it is appeals."""
    person, now = person_of(request), clock.now()
    conversation = conversation_for(person, pk)
    is_own = conversation.officer_id == person.pk
    if not is_own and not may(person, "reviews.judge"):
        raise Http404("mark")
    form = MarkForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        draft = services.MarkDraft(data["group"], data["label"], ItemVerdict(data["verdict"]), data["reason"])
        write = services.mark_appeal if is_own else services.mark_override
        try:
            write(review=conversation.reviews.latest("pk"), draft=draft, person=person, now=now)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Your appeal waits for a supervisor.") if is_own else _("Your verdict counts now; the machine's stays.")
            )
            return redirect(f"{reverse('review', args=[pk])}#{anchor_of(draft.group, draft.label)}")
    return call_page(request, conversation, wrong=form)


@require("reviews.read")
@require_GET
def appeal_list(request: HttpRequest) -> HttpResponse:
    """Appeals that wait, and those decided lately: an officer's own, a supervisor's team's."""
    return _appeals(request)


@require("reviews.judge")
@require_POST
def appeal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide one appeal."""
    person, now = person_of(request), clock.now()
    seen = conversations_for(person)
    appeal = (
        Mark.objects.filter(pk=pk, kind=MarkKind.APPEAL, review__conversation__in=seen).select_related("review__conversation__case").first()
    )
    if appeal is None:
        raise Http404("appeal")
    form = DecisionForm(request.POST, prefix=f"a{pk}")
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.appeal_decide(appeal=appeal, verdict=ItemVerdict(data["verdict"]), reason=data["reason"], person=person, now=now)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Decided. All three verdicts stay on the call's page."))
            return redirect("review-appeals")
    return _appeals(request, (pk, form))


def _appeals(request: HttpRequest, wrong: tuple[int, DecisionForm] | None = None) -> HttpResponse:
    person = person_of(request)
    may_judge = may(person, "reviews.judge")
    rows = []
    for row in appeals_waiting(person):
        decides = may_judge and person.pk not in (row.call.officer_id, row.mark.person_id)
        form = None
        if decides:
            form = (
                wrong[1]
                if wrong and wrong[0] == row.mark.pk
                else DecisionForm(prefix=f"a{row.mark.pk}", initial={"verdict": row.mark.verdict})
            )
        rows.append((row, form))
    context = {"rows": rows, "decided": appeals_decided(person), "verdict_values": ItemVerdict.values, "today": business_day()}
    return render(request, "reviews/appeals.html", context, status=422 if wrong else 200)
