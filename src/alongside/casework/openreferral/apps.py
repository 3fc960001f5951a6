from django.apps import AppConfig


class OpenReferralConfig(AppConfig):
    name = "alongside.casework.openreferral"
    label = "openreferral"
