"""Addresses of the cases app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.cases.views import case, changes, contacts, lists, money, papers

urlpatterns = [
    path("", lists.case_list, name="case-list"),
    path("promises/", lists.promises, name="promise-list"),
    path("<int:pk>/", case.case_page, name="case"),
    path("<int:pk>/dossier/", case.dossier, name="case-dossier"),
    path("<int:pk>/contact/", contacts.contact_new, name="contact-new"),
    path("<int:pk>/contact/read-back/", contacts.promise_read_back, name="promise-read-back"),
    path("<int:pk>/contact/<int:contact_pk>/", contacts.contact_correct, name="contact-correct"),
    path("<int:pk>/note/", papers.note_new, name="note-new"),
    path("<int:pk>/note/<int:note_pk>/", papers.note_correct, name="note-correct"),
    path("<int:pk>/file/", papers.file_new, name="file-new"),
    path("<int:pk>/file/<int:file_pk>/", papers.file_get, name="case-file"),
    path("<int:pk>/assign/", papers.assign, name="case-assign"),
    path("<int:pk>/payment/", money.payment_new, name="payment-new"),
    path("<int:pk>/entry/<int:entry_pk>/reverse/", money.entry_reverse, name="entry-reverse"),
    path("<int:pk>/early/", money.early_quote, name="early-quote"),
    path("<int:pk>/change/<slug:kind>/", changes.plan_change, name="plan-change"),
]
