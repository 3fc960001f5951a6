from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "alongside.casework.reports"
    label = "reports"
