from django.apps import AppConfig


class SignpostingConfig(AppConfig):
    name = "alongside.casework.signposting"
    label = "signposting"
