"""The addresses of connections, introductions, and what is asked once."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "signposting"
urlpatterns = [
    path("people/<int:person_id>/connections/new/", views.new, name="new"),
    path("people/<int:person_id>/connections/none/", views.leave, name="leave"),
    path("people/<int:person_id>/nearby/", views.nearby, name="nearby"),
    path("people/<int:person_id>/nearby/list/", views.shortlist_print, name="shortlist"),
    path("people/<int:person_id>/nearby/list.pdf", views.shortlist_pdf, name="shortlist_pdf"),
    path("connections/unlisted/", views.unlisted, name="unlisted"),
    path("connections/<int:signpost_id>/", views.signpost, name="signpost"),
    path("connections/<int:signpost_id>/answer/", views.answer, name="answer"),
    path("connections/<int:signpost_id>/match/", views.match, name="match"),
    path("connections/<int:signpost_id>/introduce/", views.introduce, name="introduce"),
    path("introductions/<int:introduction_id>/", views.introduction, name="introduction"),
    path("introductions/<int:introduction_id>/noted/", views.noted, name="noted"),
]
