"""The addresses of this room: support itself, the inbox and the diary."""

from __future__ import annotations

from . import urls_diary, urls_triage

app_name = "support"
urlpatterns = [*urls_triage.urlpatterns, *urls_diary.urlpatterns]
