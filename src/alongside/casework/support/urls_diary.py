"""The addresses of the diary; `urls` puts them with the rest."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import diary

urlpatterns: list[URLPattern] = [
    path("diary/", diary.day, name="diary"),
    path("diary/week/", diary.week, name="diary_week"),
    path("diary/new/", diary.appointment_new, name="appointment_new"),
    path("diary/calendar/", diary.calendar_address, name="calendar_address"),
    path("diary/<int:appointment_id>/", diary.appointment, name="appointment"),
    path("diary/<str:token>.ics", diary.calendar_feed, name="calendar"),
    path("visits/<int:visit_id>/safe/", diary.confirm_safe, name="confirm_safe"),
]
