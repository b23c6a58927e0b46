"""Addresses of the correspondence app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.correspondence.views import cadences, delivery, outbox, sender, templates

urlpatterns = [
    path("", outbox.message_list, name="message-list"),
    path("<int:pk>/", outbox.message, name="message"),
    path("<int:pk>/letter.pdf", outbox.message_paper, name="message-paper"),
    path("<int:pk>/<slug:act>/", outbox.message_act, name="message-act"),
    path("delivery/<str:token>/", delivery.report, name="delivery-report"),
    path("templates/", templates.template_list_page, name="template-list"),
    path("templates/<slug:code>/<slug:channel>/<slug:language>/", templates.template_edit, name="template"),
    path("templates/<slug:code>/<slug:channel>/<slug:language>/preview/", templates.template_preview, name="template-preview"),
    path("cadences/", cadences.cadence_page, name="cadences"),
    path("sender/", sender.sender_page, name="sender"),
    path("sender/letter.pdf", sender.sample_letter, name="sender-sample"),
    path("address/<int:pk>/", sender.address_new, name="message-address"),
]
