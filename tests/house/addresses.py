"""Every address of the service: its name, the names of what it is asked with, and what to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from .world import World


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str  # "support:contact"; the route itself where it has no name
    route: str  # "people/<int:person_id>/contact/"

    @property
    def third_party(self) -> bool:
        """Signing in is django-allauth's, and its pages are the same for every role."""
        return self.name.startswith(("account", "mfa"))

    def path(self, world: World) -> str:
        """The address with the numbers of this world in it."""
        made = self.route
        for found, value in arguments(world, self.name).items():
            made = re.sub(rf"<(\w+:)?{found}>", str(value), made)
        assert "<" not in made, f"what stands for the arguments of {self.name}, {made}?"
        return f"/{made}"


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, before: str = "", room: str = ""
) -> Iterator[Address]:
    """Every pattern of the resolver with its name, in the order in which they are tried."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inside = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from addresses(pattern.url_patterns, route, inside)
        else:
            yield Address(f"{room}{pattern.name}" if pattern.name else route, route)


def _plain(route: str) -> str:
    """allauth writes two of its addresses as regular expressions."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route).removeprefix("^").removesuffix("$")


# With which things of the world an address is asked, where it is not with Peg's.
OTHERS: dict[str, dict[str, str]] = {
    "people:glass": {"person_id": "ivy"},
    "followup:letter": {"person_id": "arthur"},
    "followup:letter_pdf": {"person_id": "arthur"},
    "followup:attempt": {"episode_id": "arthurs"},
    "support:referral": {"number": "waiting"},
    "support:inbox_compare": {"number": "waiting"},
    "safeguarding:concern": {"number": "concern"},
    "safeguarding:raised": {"number": "concern"},
    "reports:withdraw": {"run_id": "published_run"},
}
THINGS = {
    "scheme_id": "aldermouth",
    "area_id": "area",
    "cover_id": "cover",
    "holiday_id": "school_holiday",
    "worker_id": "owen",
    "membership_id": "membership",
    "person_id": "peg",
    "person": "peg",
    "important_id": "important",
    "risk_id": "risk",
    "glass_id": "glass",
    "appointment_id": "appointment",
    "visit_id": "visit",
    "contact_id": "contact",
    "goal_id": "goal",
    "step_id": "step",
    "read_id": "read",
    "signpost_id": "signpost",
    "introduction_id": "introduction",
    "activity_id": "activity",
    "one_id": "activity",
    "other_id": "activity_again",
    "joined_id": "entries_merge",
    "proposal_id": "proposal",
    "coming_id": "coming",
    "notice_id": "notice",
    "tip_id": "tip",
    "search_id": "saved_search",
    "measure_id": "measure",
    "episode_id": "episode",
    "programme_id": "programme",
    "cost_id": "cost",
    "expense_id": "expense",
    "fare_id": "fare",
    "first_id": "peg",
    "second_id": "joan",
    "merge_id": "merge",
    "apart_id": "apart",
    "upload_id": "upload",
    "extract_id": "extract",
    "run_id": "run",
    "file_id": "report_file",
    "gap_id": "gap",
    "group_id": "group",
    "member_id": "member",
    "offer_id": "offer",
}
WORDS = {
    "instrument": "swemwbs",
    "stage": "review",
    "kind": "checkin",
    "uidb36": "1",
    "pk": 1,
    "year": 2026,
    "month": 4,
    "what": "people",
}


def arguments(world: World, name: str) -> dict[str, Any]:
    """What stands in the place of each argument of this address."""
    things = THINGS | OTHERS.get(name, {})
    numbers = {argument: getattr(world, thing).pk for argument, thing in things.items()}
    section = {"schemes:scheme_edit": "support"}.get(name, "names")
    key = {"support:calendar": world.secret}.get(name, "x")
    what = {"reports:file": "pdf", "directory:pair": "activities"}.get(name, WORDS["what"])
    numbers["public_id"] = world.activity.public_id
    return numbers | WORDS | {"section": section, "token": key, "key": key, "what": what}


# What is sent with a POST, where nothing at all would not be a form of that page.
SENT: dict[str, dict[str, str]] = {
    "support:appointment": {"do": "done"},
    "signposting:answer": {"answer": "went"},
    "signposting:match": {"to": "off"},
    "signposting:leave": {"answer": "goodbye"},
    "safeguarding:concern": {"doing": "note"},
    "community:member": {"answer": "may_invite"},
    "community:group_going": {"answer": "no"},
}
