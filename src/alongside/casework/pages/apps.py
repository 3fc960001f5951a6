from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "alongside.casework.pages"
    label = "pages"
