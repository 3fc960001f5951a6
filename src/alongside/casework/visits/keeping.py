"""The key under which a worker’s device keeps notes while there is no signal.

The same worker has the same key on every device and every day, so that a note which waited is
still theirs to send; nobody else’s page is ever given it. See
docs/decisions/0008-notes-without-signal.md.
"""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from alongside.casework.schemes.models import Worker


def key_for(worker: Worker) -> str:
    """256 bits for AES-GCM, as base64: from the service’s secret key and the worker’s number."""
    made = HKDF(
        algorithm=SHA256(), length=32, salt=b"alongside.keep", info=f"worker {worker.pk}".encode()
    )
    return base64.b64encode(made.derive(settings.SECRET_KEY.encode())).decode()
