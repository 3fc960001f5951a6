"""Signing in: who may have an account, and how django-allauth is told so."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up by themselves: an administrator adds workers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
