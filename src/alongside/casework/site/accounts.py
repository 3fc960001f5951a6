"""Signing in: what django-allauth is told about our workers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse

from alongside.casework import audit
from alongside.casework.schemes import sessions
from alongside.casework.schemes.second_factor import SecondStep
from alongside.sealing import Box

if TYPE_CHECKING:
    from alongside.casework.schemes.models import Worker

BOX = Box("second factor")


logger = logging.getLogger("alongside.sign_in")


class Accounts(DefaultAccountAdapter):
    """Nobody signs up by themselves: an administrator adds workers."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This sign-in is closed. Ask your administrator.",
        "email_password_mismatch": (
            "This email address and this password do not go together. Check both, and try again."
        ),
        "enter_current_password": "This is not your password now. Enter it again.",
        "incorrect_password": "This is not your password. Enter it again.",
        "too_many_login_attempts": (
            "There were five tries that did not work, so signing in is closed for a quarter of an"
            " hour. Wait, or choose a new password with “I have forgotten my password”."
        ),
    }

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to My account."""
        return reverse("schemes:account")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_password_reset_mail(self, user: Worker, email: str, context: dict[str, Any]) -> None:
        """The email speaks of `worker`; `user` is whoever is signed in, perhaps another."""
        super().send_password_reset_mail(user, email, context | {"worker": user})

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A line in the log, with the number of whose sign-in it is, where it is somebody's."""
        email = credentials.get("email", "")
        tried = get_user_model().objects.filter(email__iexact=email).first()
        logger.warning("a sign-in failed", extra={"worker": tried and tried.pk})

    def reauthenticate(self, user: Worker, password: str) -> bool:
        """Who says again who they are gets a new session number, as at signing in."""
        known: bool = super().reauthenticate(user, password)
        if known:
            self.request.session.cycle_key()
        return known

    def login(self, request: HttpRequest, user: Worker) -> None:
        """Called when both factors were right. Kept in the audit."""
        super().login(request, user)
        sessions.begin(request)
        audit.record("SIGNED_IN", to=user, by=user)


class SecondFactor(SecondStep):
    """Secrets of second factors are not readable in a copy of the data without the keys."""

    def encrypt(self, text: str) -> str:
        """Give what is kept in the database."""
        return BOX.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Give the secret back."""
        return BOX.open(encrypted_text)
