"""What a worker has typed and not yet saved, and which forms have already arrived."""

from __future__ import annotations

from django.db import models

from alongside.sealing import SealedJSON

from .worker import Worker


class Draft(models.Model):
    """What is typed in one form, kept on the server until it is saved or dropped."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)  # "support.contact:41": which form, for which record
    fields = SealedJSON(default=dict)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "form"], name="draft_form_once")]

    def __str__(self) -> str:
        return self.form


class SentForm(models.Model):
    """A form's token, written in the same transaction as its effect: it cannot arrive twice."""

    token = models.UUIDField(primary_key=True)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=200)  # where the first arrival was sent on to
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.token)
