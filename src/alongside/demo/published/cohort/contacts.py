"""Calls, visits and messages, and attempts at them; the minutes add up exactly. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from ..data import count, read
from .rows import Contact, Somebody
from .when import DAY, days_between, working

STEP = 5  # minutes come in fives
MINUTES = {  # at the least, at the most
    "face_to_face": (20, 120),
    "telephone": (5, 45),
    "video": (15, 60),
    "message": (5, 10),
    "group": (45, 120),
    "letter": (5, 15),
}
USUAL = {
    "face_to_face": (30, 45, 60, 60, 75),
    "telephone": (10, 15, 20, 20, 30),
    "video": (20, 30, 40),
    "message": (5,),
    "group": (60, 90),
    "letter": (5, 10),
}
MET = {  # by what somebody was met with at all: how, and what comes besides
    "both": ("face_to_face", "telephone"),
    "face_to_face_only": ("face_to_face",),
    "telephone_only": ("telephone",),
    "other": ("message", "letter", "group", "video"),
}
BESIDES = {"both": ("message",), "face_to_face_only": ("message", "group"), "telephone_only": ()}
ATTEMPTS = 0.15  # for each contact, and as much again for nobody reached


def meet(people: list[Somebody], random: Random) -> None:
    """Give everybody their contacts, with minutes of which the sum is as published."""
    for each in people:
        each.contacts = list(_reached(each, random))
        each.contacts += _attempts(each, random)
        each.contacts.sort(key=lambda contact: contact.on)
    _settle(people, count("support.minutes"), random)


def _reached(one: Somebody, random: Random) -> Iterator[Contact]:
    if not one.contacts_wanted:
        return
    modes = _modes(one.met, one.contacts_wanted, random)
    days = [one.started_on]
    if inner := one.contacts_wanted - 1:
        days += [*days_between(one.started_on, one.ended_on, inner - 1, random), one.ended_on]
    for at, (day, mode) in enumerate(zip(days, modes, strict=True)):
        yield Contact(day, mode, random.choice(USUAL[mode]), True, _note(one, at, random))


def _modes(met: str, how_many: int, random: Random) -> list[str]:
    """Each mode that it takes at least once, the first of them first, and now and then another."""
    needed = MET[met]
    if met == "other":
        return [random.choice(needed) for _ in range(how_many)]
    known = [*needed, *needed, *needed, *BESIDES[met]]
    rest = [random.choice(known) for _ in range(how_many - len(needed))]
    random.shuffle(rest)
    return [needed[0], *rest, *needed[1:]]


def _note(one: Somebody, at: int, random: Random) -> str:
    """What somebody wrote down, on the first day and sometimes later."""
    if at == 0 and one.contacts_wanted > 1:
        return one.liking["first"] if random.random() < 0.7 else ""
    return one.liking["went"] if at == one.contacts_wanted // 2 + 1 and one.connections else ""


def _attempts(one: Somebody, random: Random) -> Iterator[Contact]:
    """Rung, and nobody answered. Also where nothing else was written down."""
    if one.days < 3 or (not one.contacts_wanted and random.random() < 0.5):
        return
    how_many = sum(random.random() < ATTEMPTS for _ in range(one.contacts_wanted or 6))
    met = {contact.on for contact in one.contacts}
    later = (one.started_on + n * DAY for n in range(1, one.days))
    days = [day for day in later if working(day) and day not in met]
    for day in random.sample(days, min(how_many, len(days))):
        words = random.choice(read("words")["said"]["attempts"]) if random.random() < 0.2 else ""
        yield Contact(day, "telephone", 0, False, words)


def _settle(people: list[Somebody], total: int, random: Random) -> None:
    """Five minutes more or less here and there, each within what is usual, until it is the sum."""
    rows = [(each, at) for each in people for at, one in enumerate(each.contacts) if one.reached]
    missing = total - sum(each.contacts[at].minutes for each, at in rows)
    step = STEP if missing > 0 else -STEP
    while missing:
        before = missing
        for each, at in random.sample(rows, len(rows)):
            contact = each.contacts[at]
            low, high = MINUTES[contact.mode]
            if missing and low <= contact.minutes + step <= high:
                each.contacts[at] = replace(contact, minutes=contact.minutes + step)
                missing -= step
        if missing == before:
            raise ValueError(f"no contact can take the {missing} minutes that are left")
