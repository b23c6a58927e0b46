"""Addresses of the approvals app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.approvals.views import approvals, authority, conditions, customers, deciding, team, waivers

urlpatterns = [
    path("approvals/", approvals.approval_list, name="approval-list"),
    path("approvals/authority/", authority.authority, name="authority"),
    path("approvals/<int:pk>/", approvals.approval, name="approval"),
    path("approvals/<int:pk>/approve/", deciding.approve, name="approval-approve"),
    path("approvals/<int:pk>/refuse/", deciding.refuse, name="approval-refuse"),
    path("approvals/<int:pk>/terms/", deciding.terms, name="approval-terms"),
    path("approvals/<int:pk>/agreed/", customers.agreed, name="approval-agreed"),
    path("approvals/<int:pk>/declined/", customers.declined, name="approval-declined"),
    path("approvals/<int:pk>/take-back/", customers.take_back, name="approval-take-back"),
    path("cases/<int:pk>/waiver/", waivers.waiver_new, name="waiver-new"),
    path("cases/<int:pk>/waiver/read/", waivers.waiver_read, name="waiver-read"),
    path("cases/<int:pk>/promise/<int:promise_pk>/condition/", conditions.condition_failed, name="condition-failed"),
    path("team/", team.team, name="team"),
    path("team/assign/", team.assign, name="team-assign"),
]
