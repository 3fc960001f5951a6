"""What is missing in the world of the house's tests: a gap of Peg's, a group for it, an offer."""

from __future__ import annotations

from typing import Any

from alongside.casework.community.models import Gap, Group, GroupMember, Offer


def missing(world: Any) -> dict[str, Any]:
    """One of each, all of Peg's scheme."""
    here = {"scheme": world.aldermouth, "area": world.area}
    group = Group.objects.create(
        **here,
        need="walking",
        name="Thursday walkers",
        state="planning",
        begun_on=world.days_ago(20),
        lead=world.dilys,
    )
    return {
        "group": group,
        "gap": Gap.objects.create(
            **here,
            episode=world.episode,
            need="walking",
            barrier="none_exists",
            opened_on=world.days_ago(20),
            recorded_by=world.ruth,
        ),
        "member": GroupMember.objects.create(
            group=group, person=world.peg, added_on=world.days_ago(20)
        ),
        "offer": Offer.objects.create(
            **here,
            kind="room",
            what="A back room",
            who="The library",
            offered_on=world.days_ago(9),
            recorded_by=world.dilys,
        ),
    }
