"""Two workers write of the same entry or group in the same moment: nothing is lost, nobody waits
for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from alongside.casework.community import actions as community
from alongside.casework.community.models import Gap, GroupMember
from alongside.casework.directory import moving
from alongside.casework.directory.actions import checking, entries, merging
from alongside.casework.signposting import actions as signposting
from alongside.casework.signposting import queries

from .directory import made

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at once"),
]


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each of them gave, or why it was refused."""
    together, came = threading.Barrier(len(works)), list[Any]()

    def run(work: Callable[[], Any]) -> None:
        together.wait()
        try:
            came.append(work())
        except Exception as reason:
            came.append(reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return came


def test_what_is_written_while_a_merge_is_undone_stays(ruth, dilys, monkeypatch):
    kept, gone = made.activity("Choir"), made.activity("The choir")
    done = merging.merge(kept=kept, gone=gone, by=ruth)
    begun, move_back = threading.Event(), moving.move_back

    def slowly(*args: Any) -> None:
        begun.set()
        time.sleep(0.3)
        move_back(*args)

    def write() -> None:
        assert begun.wait(10)
        entries.change(activity=kept, values={"name": "Big choir"}, by=dilys)

    monkeypatch.setattr(moving, "move_back", slowly)
    at_once(lambda: merging.unmerge(merge=done, by=ruth), write)

    kept.refresh_from_db()
    assert kept.name == "Big choir"


def test_whoever_doubts_checks_and_tells_of_an_entry_waits_for_nobody_for_ever(ruth, dilys):
    choir = made.activity("Choir")

    for _ in range(5):
        came = at_once(
            lambda: checking.still_on(activity=choir, by=ruth),
            lambda: checking.doubt(activity=choir, why="Full", by=dilys),
            lambda: checking.doubt(activity=choir, why="Moved", by=None),
            lambda: checking.tell(activity=choir, kind="wrong", words="Shut", by=None),
        )
        assert not [one for one in came if isinstance(one, Exception)]


def test_what_a_worker_says_while_an_organiser_answers_stands(ruth, pegs_episode, monkeypatch):
    today = timezone.localdate()
    signpost = signposting.connect(
        episode=pegs_episode, what="Choir", destination="other", made_on=today, by=ruth
    )
    introduction = signposting.introduce(
        signpost=signpost,
        to="choir@example.org",
        called="Peg",
        reach="Ruth",
        agreed=True,
        how_agreed="spoken",
        on=today,
        site="https://example.org",
        tell=False,
        by=ruth,
    )
    begun = threading.Event()

    def slowly(*_: Any) -> bool:
        begun.set()
        time.sleep(0.3)
        return True

    def say() -> None:
        assert begun.wait(10)
        signposting.advance(signpost=signpost, outcome="stopped", on=today, by=ruth)

    monkeypatch.setattr(queries, "agrees", slowly)
    at_once(
        lambda: signposting.answer(introduction=introduction, said="came", on=today, by=None), say
    )

    signpost.refresh_from_db()
    assert signpost.outcome == "stopped"


def test_a_group_has_the_same_person_and_the_same_offer_once(ruth, dilys, aldermouth, peg):
    today = timezone.localdate()
    about: dict[str, Any] = {"scheme": aldermouth, "by": ruth}
    group = community.begin(**about, need="company", name="Walkers", on=today)
    room = community.offer(**about, kind="room", what="A room", who="Vera", offered_on=today)

    wanted = at_once(
        lambda: community.wants(group=group, person=peg, on=today, by=ruth),
        lambda: community.wants(group=group, person=peg, on=today, by=dilys),
    )
    helped = at_once(
        lambda: community.helps(group=group, offer=room, on=today, by=ruth),
        lambda: community.helps(group=group, offer=room, on=today, by=dilys),
    )

    assert (group.members.count(), group.helpers.count()) == (1, 1)
    assert [type(one) for one in (*wanted, *helped)].count(community.CannotAdd) == 2


def test_of_two_groups_begun_for_one_gap_one_has_it(ruth, dilys, aldermouth, pegs_episode):
    today = timezone.localdate()
    about: dict[str, Any] = {"scheme": aldermouth, "need": "company"}
    gap = community.open_gap(
        **about, barrier="none_exists", opened_on=today, episode=pegs_episode, by=ruth
    )

    at_once(
        lambda: community.begin(**about, name="Walkers", on=today, gaps=[gap], by=ruth),
        lambda: community.begin(**about, name="Strollers", on=today, gaps=[gap], by=dilys),
    )

    assert GroupMember.objects.get().group == Gap.objects.get().group
