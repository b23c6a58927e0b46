"""Addresses of the playbooks app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.playbooks import editing, views

urlpatterns = [
    path("", views.tracks, name="playbook-list"),
    path("new/", editing.new, name="playbook-new"),
    path("check/", editing.check, name="playbook-check"),
    path("version/<int:pk>/", views.version, name="playbook-version"),
    path("<slug:track>/<str:language>/", views.track_page, name="playbook"),
    path("<slug:track>/<str:language>/edit/", editing.edit, name="playbook-edit"),
    path("<slug:track>/<str:language>/file/", views.download, name="playbook-file"),
]
