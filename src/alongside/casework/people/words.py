"""How we speak of somebody: by the pronouns that they gave, and *they* where none are known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spoken:
    """*She is*, *her words*, *reach her*."""

    they: str
    are: str
    their: str
    them: str


SHE = Spoken("she", "is", "her", "her")
HE = Spoken("he", "is", "his", "him")
THEY = Spoken("they", "are", "their", "them")


def spoken(pronouns: str) -> Spoken:
    """By the first of the recorded pronouns, however they were written: *she/her*, *He, him*."""
    first = pronouns.replace("/", " ").replace(",", " ").lower().split()[:1]
    return {"she": SHE, "he": HE}.get(first[0] if first else "", THEY)
