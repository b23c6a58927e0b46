"""Addresses of the customer's page, and of the desk's pages around it."""

from __future__ import annotations

from django.urls import path

from huashu.desk.borrower.views import desk, page

urlpatterns = [
    path("b/<str:token>/", page.by_link, name="by-link"),
    path("b/<str:token>/check/", page.by_link_check, name="by-link-check"),
    path("b/<str:token>/leave/", page.by_link_leave, name="by-link-leave"),
    path("b/<str:token>/promise/<int:pk>/", page.by_link_promise, name="by-link-promise"),
    path("b/<str:token>/tell/<slug:kind>/", page.by_link_tell, name="by-link-tell"),
    path("cases/<int:pk>/links/", desk.case_links, name="case-links"),
    path("cases/<int:pk>/links/<int:link_pk>/revoke/", desk.case_link_revoke, name="case-link-revoke"),
    path("cases/<int:pk>/links/told/<int:act_pk>/answer/", desk.case_act_answer, name="case-act-answer"),
    path("conduct/customer-page/", desk.borrower_setting, name="borrower-setting"),
]
