"""How far each role may go alone, and every change of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huashu.desk import clock
from huashu.desk.access import may, person_of, require
from huashu.desk.approvals.authority import ROLES
from huashu.desk.approvals.forms import LimitsForm
from huashu.desk.approvals.selectors.limits import limits_history, limits_of_role
from huashu.desk.approvals.services.limits import limits_set
from huashu.desk.cases.views.common import business_day
from huashu.desk.people.models import Role
from huashu.desk.refusals import DeskRefusal


@require_http_methods(["GET", "POST"])
@require("authority.read")
def authority(request: HttpRequest) -> HttpResponse:
    """The limits side by side; compliance and administrators change them, each change with its reason."""
    person = person_of(request)
    changes = may(person, "authority.change")
    sent_role = request.POST.get("role", "") if request.method == "POST" and changes else ""
    forms = {str(role): LimitsForm(limits_of_role(role), request.POST if sent_role == role else None, prefix=str(role)) for role in ROLES}
    form = forms.get(sent_role)
    if form is not None and form.is_valid() and form.limits is not None:
        try:
            changed = limits_set(role=sent_role, limits=form.limits, reason=form.cleaned_data["reason"], person=person, now=clock.now())
        except DeskRefusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It holds from now on.") if changed else _("Nothing was changed."))
            return redirect("authority")
    context = {
        "forms": [(role, Role(role).label, forms[role]) for role in forms],
        "changes": changes,
        "history": limits_history(),
        "today": business_day(),
    }
    return render(request, "approvals/authority.html", context, status=422 if form is not None and form.errors else 200)
