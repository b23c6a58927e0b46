"""The button that reviews a kept call again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huashu.desk import clock
from huashu.desk.access import conversation_for, person_of, require
from huashu.desk.refusals import DeskRefusal
from huashu.desk.reviews.services.conversations import review_again


@require("reviews.add")
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Review a call by today's rules, track and model, and show what is different."""
    person = person_of(request)
    conversation = conversation_for(person, pk)
    after = request.POST.get("after", "")
    try:
        review_again(conversation=conversation, after=int(after) if after.isdecimal() else 0, person=person, now=clock.now())
    except DeskRefusal as refusal:
        messages.warning(request, refusal.text())
    else:
        messages.success(request, _("Reviewed again. The former review is kept; below stands what is different."))
    return redirect(f"{reverse('review', args=[pk])}#changes")
