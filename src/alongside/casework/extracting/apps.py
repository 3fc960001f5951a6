from django.apps import AppConfig


class ExtractingConfig(AppConfig):
    name = "alongside.casework.extracting"
    label = "extracting"
