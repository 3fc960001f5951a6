"""The second step at sign-in, in our words: a scheme can ask for it of all who work there."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled

from . import queries
from .models import Worker


def has_second_step(worker: Worker) -> bool:
    """Whether this worker gives a code of an authenticator at sign-in."""
    return bool(is_mfa_enabled(worker, [Authenticator.Type.TOTP]))


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
        """Not while a scheme of this worker asks for it."""
        return not queries.second_factor_demanded(authenticator.user)
