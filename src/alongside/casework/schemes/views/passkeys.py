"""Passkeys are allauth’s; here stands what it leaves open."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.http import HttpResponse, HttpResponseRedirect


class Remove(RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Take a passkey away; not the last second step where a scheme asks for one."""

    def may_remove(self) -> bool:
        """Whether something would be left, or nothing is asked for."""
        return bool(get_adapter().can_delete_authenticator(self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page says so before anybody presses."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"may_remove": self.may_remove()}

    def form_valid(self, form: Any) -> HttpResponse:
        """Only what may be removed is."""
        if not self.may_remove():
            return HttpResponseRedirect(self.request.path)
        answer: HttpResponse = super().form_valid(form)
        return answer


class SayItIsYou(ReauthenticateWebAuthnView):  # type: ignore[misc]  # as above
    """The passkey again, before something that matters. What does not fit is said on this page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again, with a new question for the passkey."""
        self.refused = form
        answer: HttpResponse = self.render_to_response(self.get_context_data())
        return answer

    def get_form(self, form_class: Any = None) -> Any:
        """A form is checked once: each check counts as a try."""
        return getattr(self, "refused", None) or super().get_form(form_class)

    def form_valid(self, form: Any) -> HttpResponse:
        """Who says again who they are gets a new session number, as at signing in."""
        self.request.session.cycle_key()
        answer: HttpResponse = super().form_valid(form)
        return answer
