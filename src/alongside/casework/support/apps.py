from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "alongside.casework.support"
    label = "support"
