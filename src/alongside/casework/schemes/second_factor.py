"""The second step at sign-in, in our words: a scheme can ask for it of all who work there."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from . import queries, sessions
from .models import Worker

STEPS = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]  # recovery codes alone are none


def has_second_step(worker: Worker) -> bool:
    """Whether this worker uses a passkey, or gives a code of an authenticator, at sign-in."""
    return bool(is_mfa_enabled(worker, STEPS))


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's second step in our words; it stays where a scheme asks for it."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "Your scheme asks for a second step at sign-in, so it cannot be switched off. If you"
            " have lost your phone, ask your administrator."
        ),
        "cannot_generate_recovery_codes": "Set up the second step first; codes come with it.",
        "incorrect_code": (
            "This code does not fit. Codes change every half minute: enter the one that is shown"
            " now, or a recovery code that you have not used."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one, while a scheme of this worker asks for it."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=STEPS)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        return not queries.second_factor_demanded(authenticator.user)

    def generate_authenticator_name(self, user: Worker, type: str) -> str:
        """A first name for a passkey: what it is made on."""
        return sessions.called(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a device shows beside the address when it asks for a finger."""
        here: dict[str, str] = super().get_public_key_credential_rp_entity()
        return here | {"name": "Alongside"}
