"""A finding that a person adds."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huashu.desk import clock
from huashu.desk.access import conversation_for, may, person_of, require
from huashu.desk.refusals import DeskRefusal
from huashu.desk.reviews.forms import FindingForm
from huashu.desk.reviews.selectors.turns import anchor_of
from huashu.desk.reviews.services.findings import finding_add
from huashu.desk.reviews.views.calls import call_page


@require("reviews.read")
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A supervisor adds what the machine missed; the officer whose call it is asks for it."""
    person, now = person_of(request), clock.now()
    conversation = conversation_for(person, pk)
    is_own = conversation.officer_id == person.pk
    if not is_own and not may(person, "reviews.judge"):
        raise Http404("finding")
    form = FindingForm(conversation, request.POST)
    if form.is_valid():
        draft = form.draft()
        try:
            finding_add(review=conversation.reviews.latest("pk"), draft=draft, person=person, now=now)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your finding waits for a supervisor.") if is_own else _("Your finding counts now."))
            return redirect(f"{reverse('review', args=[pk])}#{anchor_of(draft.group, draft.label)}")
    return call_page(request, conversation, adding=form)
