"""Where a gateway reports what became of a message: an address that carries a signature, good for one message."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Final

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from huashu.desk import clock
from huashu.desk.correspondence.gateways import SALT
from huashu.desk.correspondence.services.delivery import REPORTS, delivery_report

GOOD_FOR: Final = timedelta(days=30)
_BODY_MAX: Final = 4096


@csrf_exempt  # a gateway has no session; the address itself is signed
@require_POST
def report(request: HttpRequest, token: str) -> HttpResponse:
    """``{"status": "handed_over" | "delivered" | "failed", "reason": "…"}``; 200 also where it was known already."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise Http404("token") from None
    if int(request.headers.get("Content-Length") or 0) > _BODY_MAX:
        return JsonResponse({"error": "too long"}, status=413)
    try:
        record = json.loads(request.body)
        status, reason = record["status"], str(record.get("reason", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"error": 'send {"status": …, "reason": …}'}, status=400)
    if status not in REPORTS:
        return JsonResponse({"error": f"status is one of {', '.join(REPORTS)}"}, status=400)
    written = delivery_report(pk=pk, status=status, reason=reason, now=clock.now())
    return JsonResponse({"written": written})
