from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "alongside.casework.frontdoor"
    label = "frontdoor"
