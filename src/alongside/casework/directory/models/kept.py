"""What every entry of the directory has: a public id; when it changed; what has no field here."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Kept(models.Model):
    """A row with an id that the world may know, which never changes.

    `also` holds what a feed says that has no field here, under Open Referral's names: it is given
    back as it came.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    also = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


class Dated(models.Model):
    """When it was written here, and when it last changed: Open Referral's last_modified."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    modified_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        abstract = True
