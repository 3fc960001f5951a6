"""The goodbye letter: plain, large, as a page and as a tagged PDF."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from alongside.casework.schemes.words import day
from alongside.casework.signposting.models import Outcome
from alongside.casework.support.copy_for_person import FONTS
from alongside.casework.support.models import Ending

TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"
STILL_THERE = (Outcome.INTRODUCED, Outcome.ATTENDED, Outcome.SETTLED)


@dataclass(frozen=True)
class Letter:
    """Everything that stands in the letter; no codes, no worries, nothing about scores."""

    called: str
    dated: str
    connector: str
    service: str  # what the scheme is known by
    what_changed: str  # in their words, or empty
    connections: list[str]
    calls: list[str]  # what was agreed for after, a sentence each
    who_to_call: str
    how_to_come_back: str


def of(ending: Ending) -> Letter:
    """The letter to somebody whose support has ended."""
    episode = ending.episode
    there = episode.signposts.filter(outcome__in=STILL_THERE).order_by("made_on", "pk")
    return Letter(
        called=episode.person.preferred_name,
        dated=day(ending.on),
        connector=episode.connector.name,
        service=episode.scheme.public_name,
        what_changed=ending.what_changed,
        connections=[signpost.what for signpost in there],
        calls=_calls(ending),
        who_to_call=ending.who_to_call,
        how_to_come_back=ending.how_to_come_back,
    )


def _calls(ending: Ending) -> list[str]:
    said = []
    if ending.checkin_on:
        said.append(f"We get in touch about {day(ending.checkin_on)}, to hear how it goes.")
    if ending.follow_up_on:
        said.append(f"We ask you once more about {day(ending.follow_up_on)}.")
    if said and ending.reach_how:
        said.append(f"As we agreed: {ending.reach_how}")
    return said


def pdf(letter: Letter) -> bytes:
    """A tagged PDF (PDF/UA-1). What people wrote is handed over as data, never as markup."""
    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=FONTS.is_dir(),
        sys_inputs={"letter": json.dumps(asdict(letter))},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    assert isinstance(made, bytes)  # one document; typst's own type also allows a list of pages
    return made
