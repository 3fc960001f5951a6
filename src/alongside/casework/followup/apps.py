from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "alongside.casework.followup"
    label = "followup"
