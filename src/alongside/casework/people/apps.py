from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.casework.people"
    label = "people"
