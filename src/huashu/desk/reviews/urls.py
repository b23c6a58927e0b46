"""Addresses of the reviews app."""

from __future__ import annotations

from django.urls import path

from huashu.desk.reviews.views import again, calibration, calls, findings, marks, model, recordings, team

urlpatterns = [
    path("", calls.review_list, name="review-list"),
    path("new/", calls.review_new, name="review-new"),
    path("appeals/", marks.appeal_list, name="review-appeals"),
    path("appeals/<int:pk>/", marks.appeal_decide, name="review-appeal-decide"),
    path("calibration/", calibration.calibration, name="review-calibration"),
    path("team/", team.team, name="review-team"),
    path("recordings/", recordings.recording_list, name="recording-list"),
    path("recordings/<int:pk>/", recordings.recording, name="recording"),
    path("recordings/<int:pk>/progress/", recordings.recording_progress, name="recording-progress"),
    path("recordings/<int:pk>/again/", recordings.recording_again, name="recording-again"),
    path("<int:pk>/", calls.review_detail, name="review"),
    path("<int:pk>/again/", again.again, name="review-again"),
    path("<int:pk>/add/", findings.add, name="review-add"),
    path("<int:pk>/mark/", marks.mark, name="review-mark"),
    path("<int:pk>/read/", calibration.reading, name="review-read"),
    path("<int:pk>/ask/", model.ask, name="review-ask"),
]
