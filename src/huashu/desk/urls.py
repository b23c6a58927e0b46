"""Addresses of the desk; each app lists its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("huashu.desk.people.urls")),
    path("", include("huashu.desk.today.urls")),
    path("", include("huashu.desk.approvals.urls")),
    path("", include("huashu.desk.assessment.urls")),
    path("", include("huashu.desk.borrower.urls")),
    path("cases/", include("huashu.desk.cases.urls")),
    path("reviews/", include("huashu.desk.reviews.urls")),
    path("calls/", include("huashu.desk.calls.urls")),
    path("playbooks/", include("huashu.desk.playbooks.urls")),
    path("portfolio/", include("huashu.desk.portfolio.urls")),
    path("imports/", include("huashu.desk.imports.urls")),
    path("closing/", include("huashu.desk.closing.urls")),
    path("products/", include("huashu.desk.loans.urls")),
    path("lawbook/", include("huashu.desk.lawbook.urls")),
    path("audit/", include("huashu.desk.audit.urls")),
    path("conduct/complaints/", include("huashu.desk.complaints.urls")),
    path("messages/", include("huashu.desk.correspondence.urls")),
    path("conduct/", include("huashu.desk.conduct.urls")),
]
