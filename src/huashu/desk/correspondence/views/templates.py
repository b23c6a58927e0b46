"""Templates: browse, edit with what is wrong and a preview beside it, versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.conduct.selectors.texts import marked
from huashu.desk.correspondence.checking import Check, template_check
from huashu.desk.correspondence.forms.templates import TemplateForm
from huashu.desk.correspondence.sample import VARIABLES
from huashu.desk.correspondence.selectors.templates import template_list, template_versions, templates_current
from huashu.desk.correspondence.services.settings import template_save
from huashu.desk.correspondence.templates_shipped import Template
from huashu.desk.refusals import DeskRefusal


@require_GET
@require("templates.read")
def template_list_page(request: HttpRequest) -> HttpResponse:
    """All templates with their languages."""
    return render(request, "correspondence/templates.html", {"groups": template_list()})


@require_http_methods(["GET", "POST"])
@require("templates.read")
def template_edit(request: HttpRequest, code: str, channel: str, language: str) -> HttpResponse:
    """One template: its words, how they look for the sample, its versions; a new version is saved here."""
    person, now, before = person_of(request), clock.now(), _template(code, channel, language)
    changes = may(person, "templates.change")
    data = request.POST if request.method == "POST" and changes else None
    form = TemplateForm(data, initial={"purpose": before.purpose, "title": before.title, "body": before.body})
    check = template_check(form.template(before) if data is not None else before, now)
    if data is not None and form.is_valid():
        try:
            row = template_save(template=form.template(before), note=form.cleaned_data["note"], person=person, now=now)
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved as version %(number)s; it is used from now on.") % {"number": row.number})
            return redirect("template", code=code, channel=channel, language=language)
    context = {
        "template": before,
        "form": form,
        "changes": changes,
        "versions": template_versions(code, channel, language),
        "tongues": [one for one in templates_current().values() if (one.code, one.channel) == (code, channel)],
        "variables": VARIABLES,
        **_shown(check),
    }
    return render(request, "correspondence/template.html", context, status=422 if form.errors else 200)


@require_POST
@require("templates.read")
def template_preview(request: HttpRequest, code: str, channel: str, language: str) -> HttpResponse:
    """What is wrong with words that are being written, and how they look for the sample."""
    before = _template(code, channel, language)
    check = template_check(TemplateForm(request.POST).template(before), clock.now())
    return render(request, "correspondence/_check.html", {"template": before, **_shown(check)})


def _shown(check: Check) -> dict[str, object]:
    return {"check": check, "marked": marked(check.said_in, check.breaches) if check.breaches else []}


def _template(code: str, channel: str, language: str) -> Template:
    found = templates_current().get((code, channel, language))
    if found is None:
        raise Http404("template")
    return found
