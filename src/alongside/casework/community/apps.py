from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "alongside.casework.community"
    label = "community"
