from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "alongside.casework.visits"
    label = "visits"
