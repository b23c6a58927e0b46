"""Addresses of the assessment app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.assessment.views import evidence, marks, overrides, rules

urlpatterns = [
    path("phases/", rules.phases, name="phases"),
    path("cases/<int:pk>/assessment/", evidence.assessment, name="assessment"),
    path("cases/<int:pk>/assessment/override/", overrides.override_new, name="assessment-override"),
    path("cases/<int:pk>/assessment/override/<int:override_pk>/", overrides.override_end, name="assessment-override-end"),
    path("cases/<int:pk>/assessment/income/", overrides.income_new, name="income-new"),
    path("cases/<int:pk>/mark/<str:kind>/", marks.mark, name="legal-mark"),
]
