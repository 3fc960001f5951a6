"""The words of connections: pronouns, and what a tag looks like. Pure."""

from __future__ import annotations

from typing import Protocol

SUBJECTS = ("she", "he", "they")
TAG_STATES = {"introduced": "now", "attended": "done", "settled": "done"}  # others stay plain


class Named(Protocol):
    """A person, as far as words about them need one."""

    pronouns: str


def subject(pronouns: str) -> str:
    """*She*, *he* or *they*, where that is the first of the recorded pronouns; else nothing."""
    first = pronouns.replace("/", " ").replace(",", " ").lower().split()[:1]
    return first[0] if first and first[0] in SUBJECTS else ""


def went(person: Named) -> str:
    """The words of a one-tap yes: *She went*, and *Went* where the pronouns are not known."""
    return f"{subject(person.pronouns)} went".strip().capitalize()


def tag_state(outcome: str) -> str:
    """The state that a tag shows beside its word: `now`, `done`, or nothing for plain sand."""
    return TAG_STATES.get(outcome, "")
