"""Finding people by what somebody remembers of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import ContactPoint, Person
from ..rules.names import BEGINS, SHORT_FORM, other_forms, words_of

if TYPE_CHECKING:
    from ..models.person import PersonQuerySet

SHOWN = 25
NAME_COLUMNS = ("preferred_name", "given_name", "family_name")
WHOLE = 99.0  # a score from here on: the whole name, or a number that is theirs alone
Scores = dict[int, tuple[float, str]]


@dataclass(frozen=True)
class Found:
    """Somebody whom a search found, and why. `open` is false where only the name may be known."""

    person: Person
    why: str
    likeness: float
    open: bool


def search(words: str, worker: Worker) -> list[Found]:
    """People by name, preferred name, telephone, postcode or health number, best first, at most 25.

    Names may be misspelt or short. A number, an email or a postcode must be whole, because they are
    sealed in the database or looked up as they stand. People whom the worker may not open are found
    by name alone: who knows a telephone number should not learn from it whose it is.
    """
    typed = words.strip()
    if not typed:
        return []
    seen = Person.objects.seen_by(worker)
    scores = by_number(typed, seen) or by_name(typed, Person.objects.named_to(worker))
    best = dict(sorted(scores.items(), key=lambda item: (-item[1][0], item[0]))[:SHOWN])
    opened = set(seen.filter(pk__in=best).values_list("pk", flat=True))
    people = Person.objects.select_related("connector", "area", "scheme").in_bulk(list(best))
    return [
        Found(people[number], why, likeness, number in opened)
        for number, (likeness, why) in best.items()
    ]


def by_number(typed: str, seen: PersonQuerySet) -> Scores:
    """Those of these people whose number, email or postcode it is."""
    found: Scores = {}
    digits = rules.normal_telephone(typed)
    number = rules.normal_number(typed)
    if len(number) == 10 and number.isdecimal():
        found |= dict.fromkeys(_keys(seen.numbered([number])), (100.0, "Health number"))
    if digits and not any(one.isalpha() for one in typed):
        reached = ContactPoint.objects.filter(
            found_by=ContactPoint.hash_of(digits), kind="telephone"
        )
        found |= dict.fromkeys(_owners(reached, seen), (99.0, "Telephone"))
    if not rules.postcode_fault(typed):
        postcode = rules.normal_postcode(typed)
        people = _keys(seen.filter(postcode=postcode))
        found |= dict.fromkeys(people, (95.0, f"Lives at {postcode}"))
    if "@" in typed:
        email = ContactPoint.hash_of(rules.normal_email(typed))
        reached = ContactPoint.objects.filter(found_by=email, kind="email")
        found |= dict.fromkeys(_owners(reached, seen), (99.0, "Email"))
    return found


def _keys(people: PersonQuerySet) -> list[int]:
    return list(people.values_list("pk", flat=True))


def _owners(points: object, seen: PersonQuerySet) -> list[int]:
    return _keys(seen.filter(contact_points__in=points).distinct())


def by_name(typed: str, named: PersonQuerySet) -> Scores:
    """Those of these people whose name is like it.

    The names of those who begin alike or share three letters are compared one by one.

    For a worker who sees 50,000 people that takes about a second; a scheme has a few thousand.
    """
    rows = named.filter(_perhaps(typed)).values_list("pk", *NAME_COLUMNS)
    found: Scores = {}
    for number, *names in rows.iterator(chunk_size=5000):
        like = rules.likeness(typed, *names)
        if like.least:
            found[number] = (like.mean, _why(like))
    return found


def _perhaps(typed: str) -> Q:
    """What the database can tell of a misspelt name: for each word its beginning or its middle."""
    wanted = Q()
    for word in words_of(typed):
        pieces = {word[at : at + 3] for at in range(len(word) - 2)} or {word}
        begins = {word[0], *(form[:3] for form in other_forms(word))}
        some = Q()
        for column in NAME_COLUMNS:
            for start in begins:
                some |= Q(**{f"{column}__istartswith": start})
            for piece in pieces:
                some |= Q(**{f"{column}__icontains": piece})
        wanted &= some
    return wanted


def _why(like: rules.Likeness) -> str:
    if like.least >= BEGINS:
        return "Name"
    return "Name, in another form" if like.least >= SHORT_FORM else "Name, spelt nearly so"
