from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "alongside.casework.importing"
    label = "importing"
