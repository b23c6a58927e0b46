"""The button that asks the language model about a call."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from huashu.desk import clock
from huashu.desk.access import conversation_for, person_of, require
from huashu.desk.reviews.asking import language_model, model_is_set
from huashu.desk.reviews.services.proposing import proposals_ask
from huashu.desk.reviews.words import failure_words
from huashu.errors import InvalidValue


@require("reviews.read")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the model, and show what it proposes beside the findings."""
    person = person_of(request)
    conversation = conversation_for(person, pk)
    if not model_is_set():
        raise Http404("language model")
    try:
        row = proposals_ask(conversation=conversation, model=language_model(), person=person, now=clock.now())
    except InvalidValue:
        messages.error(request, _("HUASHU_MODEL_URL must begin with http or https."))
        return redirect("review", pk)
    if row.failure:
        messages.warning(request, failure_words(row.failure))
    else:
        said = ngettext("The language model proposes %(count)s finding.", "The language model proposes %(count)s findings.", len(row.found))
        messages.info(request, said % {"count": len(row.found)})
    return redirect(f"{reverse('review', args=[pk])}#proposed")
