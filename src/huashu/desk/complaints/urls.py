"""Addresses of the complaints app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.complaints.views import complaint, register

urlpatterns = [
    path("", register.complaint_list, name="complaint-list"),
    path("export/", register.complaint_export, name="complaint-export"),
    path("new/", register.complaint_new, name="complaint-new"),
    path("<slug:number>/", complaint.complaint, name="complaint"),
    path("<slug:number>/step/<slug:kind>/", complaint.complaint_step_new, name="complaint-step"),
]
