from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "alongside.casework.consent"
    label = "consent"
