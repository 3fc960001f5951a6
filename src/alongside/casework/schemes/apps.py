from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "alongside.casework.schemes"
    label = "schemes"
