"""Addresses of the lawbook app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.lawbook import house_views, views

urlpatterns = [
    path("", views.rule_list, name="lawbook"),
    path("due/", views.due, name="lawbook-due"),
    path("try/", views.contact_try, name="lawbook-try"),
    path("rules/<slug:rule_id>/", views.rule, name="lawbook-rule"),
    path("rules/<slug:rule_id>/checked/", views.rule_checked, name="lawbook-checked"),
    path("house/new/", house_views.house_new, name="lawbook-house-new"),
    path("house/save/", house_views.house_save, name="lawbook-house-save"),
    path("house/<slug:rule_id>/change/", house_views.house_change, name="lawbook-house-change"),
    path("house/<slug:rule_id>/end/", house_views.house_end, name="lawbook-house-end"),
]
