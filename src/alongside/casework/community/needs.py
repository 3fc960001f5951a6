"""By which words a need is found in the directory, and which need is meant by words. Pure."""

from __future__ import annotations

import re

from .models.choices import Need

WORDS: dict[str, tuple[str, ...]] = {
    Need.COMPANY: ("company", "coffee", "tea", "café", "cafe", "drop-in", "chat", "social"),
    Need.EATING: ("lunch", "meal", "dinner", "supper", "kitchen", "cooking", "eating"),
    Need.ONE_TO_ONE: ("befriending", "befriender", "visitor", "one to one"),
    Need.WALKING: ("walk", "walks", "walking", "ramble"),
    Need.MOVING: (
        "exercise",
        "yoga",
        "dance",
        "dancing",
        "tai chi",
        "swimming",
        "bowls",
        "keep fit",
    ),
    Need.NATURE: ("bird", "birds", "nature", "wildlife", "animals", "dogs", "outdoors", "fishing"),
    Need.GARDENING: ("garden", "gardening", "allotment"),
    Need.CRAFTS: ("craft", "crafts", "knitting", "sewing", "art", "painting", "pottery"),
    Need.WORKSHOP: ("shed", "workshop", "woodwork", "repair", "mending"),
    Need.MUSIC: ("choir", "singing", "sing", "music", "guitar", "band"),
    Need.GAMES: ("games", "cards", "chess", "quiz", "bingo", "dominoes", "bridge"),
    Need.TALKS: ("book", "books", "reading", "film", "films", "cinema", "talks", "history"),
    Need.LEARNING: ("learning", "course", "class", "english", "language"),
    Need.ONLINE: ("computer", "internet", "online", "tablet", "digital", "smartphone"),
    Need.GRIEF: ("bereavement", "grief", "loss", "widow", "widowed"),
    Need.CARERS: ("carer", "carers", "caring"),
    Need.HEALTH: ("dementia", "stroke", "parkinson", "diabetes", "cancer", "arthritis", "pain"),
    Need.LIKE_ME: ("lgbt", "lgbtq", "young", "veterans", "women", "men", "asian", "caribbean"),
    Need.FAITH: ("church", "mosque", "temple", "prayer", "faith", "fellowship"),
    Need.HELPING: ("volunteering", "volunteer", "helping"),
    Need.GETTING_ABOUT: ("transport", "dial-a-ride", "lift", "driver", "minibus", "bus"),
    Need.OTHER: (),
}  # the first few are what is searched for
SEARCHED = 4
OF_GOALS: dict[str, Need] = {  # what a goal of a plan is about, where that is one of ours
    "company": Need.COMPANY,
    "health": Need.MOVING,
    "grief": Need.GRIEF,
    "caring": Need.CARERS,
    "work": Need.HELPING,
    "digital": Need.ONLINE,
}
WORD = re.compile(r"[\w’-]+")


def search_words(need: str) -> str:
    """What to search the directory for."""
    return " ".join(WORDS[need][:SEARCHED]) if need in WORDS else ""


def meant_by(words: str) -> str:
    """The need that such words are about; empty where none of ours is."""
    said = " ".join(["", *WORD.findall(words.casefold()), ""])
    found = [(_hits(said, known), need) for need, known in WORDS.items()]
    best = max(hits for hits, _ in found)
    return next((str(need) for hits, need in found if best and hits == best), "")


def _hits(said: str, known: tuple[str, ...]) -> int:
    return sum(f" {word} " in said or f" {word}s " in said for word in known)


def of_goal(code: str) -> str:
    """The need that a goal's code, or one of ours, stands for; empty where it is open."""
    return code if code in Need.values else str(OF_GOALS.get(code, ""))
