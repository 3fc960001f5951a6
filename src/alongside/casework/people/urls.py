"""Addresses of a person's record; numbers only."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/add/", views.add, name="add"),
    path("people/<int:person_id>/record/", views.record, name="record"),
    path("people/<int:person_id>/edit/<slug:section>/", views.edit, name="edit"),
    path(
        "people/<int:person_id>/important/<int:important_id>/off/", views.take_off, name="take_off"
    ),
    path("people/<int:person_id>/risks/<int:risk_id>/end/", views.risk_ended, name="risk_ended"),
    path("people/<int:person_id>/died/", views.died, name="died"),
    path("people/<int:person_id>/history/", views.history, name="history"),
]
