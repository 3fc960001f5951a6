"""Addresses of consents."""

from django.urls import path

from . import views

app_name = "consent"
urlpatterns = [
    path("people/<int:person_id>/consents/", views.record, name="record"),
    path("people/<int:person_id>/research/", views.research, name="research"),
]
