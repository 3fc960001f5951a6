from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "alongside.casework.audit"
    label = "audit"
