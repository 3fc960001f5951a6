"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import device, help_once, visit

app_name = "visits"
urlpatterns: list[URLPattern] = [
    path("diary/<int:appointment_id>/arrive/", visit.arrive, name="arrive"),
    path("diary/<int:appointment_id>/visit/", visit.afterwards, name="afterwards"),
    path("people/<int:person_id>/visit/", visit.start, name="start"),
    path("people/<int:person_id>/visit/all/", visit.all_of_it, name="all_of_it"),
    path("visits/<int:visit_id>/", visit.visit, name="visit"),
    path("help-once/", help_once.help_once, name="help_once"),
    path("keep/hello/", device.hello, name="hello"),
    path("no-signal/", device.no_signal, name="no_signal"),
    path("sw.js", device.service_worker, name="service_worker"),
]
