"""The addresses of the goodbye and of what comes after."""

from __future__ import annotations

from django.urls import path

from .views import after, goodbye

app_name = "followup"
urlpatterns = [
    path("people/<int:person_id>/goodbye/", goodbye.goodbye, name="goodbye"),
    path("people/<int:person_id>/goodbye/letter/", goodbye.letter_page, name="letter"),
    path("people/<int:person_id>/goodbye/letter.pdf", goodbye.letter_pdf, name="letter_pdf"),
    path("follow-ups/", after.overview, name="list"),
    path("follow-ups/<int:episode_id>/<str:kind>/", after.attempt, name="attempt"),
]
