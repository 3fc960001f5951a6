from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "alongside.casework.safeguarding"
    label = "safeguarding"
