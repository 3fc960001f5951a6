"""allauth's forms with our labels and help, and without words inside the boxes."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms

logger = logging.getLogger("alongside.sign_in")
NEW_PASSWORD = (
    "At least 12 characters, and not one that many people use. Three or four words that do not"
    " belong together are long, and easy to remember."
)
CODE = "Six figures that your authenticator app shows now."
WORDS: dict[str, tuple[str, str]] = {  # field: label, help
    "login": ("Email address", ""),
    "email": ("Email address", "The one you sign in with."),
    "password": ("Password", ""),
    "oldpassword": ("Your password now", ""),
    "password1": ("New password", NEW_PASSWORD),
    "password2": ("New password again", ""),
}

MISSING = {
    "login": "Write your email address.",
    "email": "Write your email address.",
    "password": "Write your password.",
    "oldpassword": "Write the password you have now.",
    "password1": "Write a new password.",
    "password2": "Write the new password again.",
    "code": "Write the code.",
}


class _InOurWords(forms.Form):
    """Labels and help from `WORDS`, and nothing written inside an empty box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in WORDS:
                field.label, field.help_text = WORDS[name]
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
        if "login" in self.fields:
            self.fields["login"].widget.attrs["autocomplete"] = "username"
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"spellcheck": "false", "autocapitalize": "none"}


class SignIn(_InOurWords, allauth_forms.LoginForm):
    """Email address and password."""


class AskForNewPassword(_InOurWords, allauth_forms.ResetPasswordForm):
    """Where to send the link."""


class SetNewPassword(_InOurWords, allauth_forms.ResetPasswordKeyForm):
    """By the link in the email."""


class ChangePassword(_InOurWords, allauth_forms.ChangePasswordForm):
    """While signed in."""


class SetPassword(_InOurWords, allauth_forms.SetPasswordForm):
    """For somebody who has none yet."""


class SayItIsYou(_InOurWords, allauth_forms.ReauthenticateForm):
    """The password again, before something that matters."""


class _Code(_InOurWords):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label, self.fields["code"].help_text = "Code", CODE


class SecondStepCode(_Code, mfa_forms.AuthenticateForm):
    """At sign-in: from the app, or a recovery code."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        logger.warning("a code at sign-in failed", extra={"worker": self.user.pk})
        super()._emit_authentication_failed(authenticator)

    @property
    def has_app(self) -> bool:
        """Whether there is an app whose code could be given."""
        mine = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP)
        return bool(mine.exists())


class SayItIsYouByCode(_Code, mfa_forms.ReauthenticateForm):
    """A code again, before something that matters; with it comes a new session number."""

    def save(self) -> None:
        """As at signing in."""
        context.request.session.cycle_key()
        super().save()


NOT_TAKEN = "This passkey was not taken. Try again; if it stays so, use another way to sign in."


class _Passkey(_InOurWords):
    """What the browser says of a passkey; allauth would speak of codes."""

    def add_error(self, field: str | None, error: Any) -> None:
        """A passkey that does not fit is no code that does not fit."""
        if getattr(error, "code", "") in ("incorrect_code", "required", "invalid"):
            error = forms.ValidationError(NOT_TAKEN)
        super().add_error(field, error)


class _Named(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label="What to call it",
            help_text="So that you know it again, such as “My phone”.",
            max_length=60,
            required=False,
        )


class AddPasskey(_Named, _Passkey, passkey_forms.AddWebAuthnForm):
    """A new passkey, and what to call it."""

    def clean(self) -> dict[str, Any]:
        """What no device says is refused too; the library would break at it."""
        try:
            return dict(super().clean() or {})
        except (ValueError, TypeError, LookupError, AttributeError) as broken:
            raise forms.ValidationError(NOT_TAKEN) from broken


class RenamePasskey(_Named, _InOurWords, passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def clean_name(self) -> str:
        """A name, or the one it had."""
        return str(self.cleaned_data["name"].strip() or self.initial["name"])


class UsePasskey(_Passkey, passkey_forms.AuthenticateWebAuthnForm):
    """At sign-in."""


class SayItIsYouByPasskey(_Passkey, passkey_forms.ReauthenticateWebAuthnForm):
    """The passkey again, before something that matters."""


class SetUpSecondStep(_Code, totp_forms.ActivateTOTPForm):
    """The first code of a newly set up app."""
