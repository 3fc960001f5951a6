"""What was made up, for whoever looks at it first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SignIn:
    """One made-up worker who can sign in."""

    email: str
    password: str
    name: str
    role: str  # in words, with the scheme: “connector at Harbour”


@dataclass(frozen=True)
class DemoSummary:
    """How many people were made up, and who can sign in to see them."""

    people: int
    sign_ins: tuple[SignIn, ...]
