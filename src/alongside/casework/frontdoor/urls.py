"""Pages without sign-in. `/find/` is where workers find a person, so the public's are `/nearby/`."""

from django.urls import URLPattern

app_name = "frontdoor"
urlpatterns: list[URLPattern] = []
