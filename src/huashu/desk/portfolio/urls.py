"""Addresses of the portfolio app."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
