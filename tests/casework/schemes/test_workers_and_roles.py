"""Workers, their roles, and cover while they are away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.schemes import actions, queries, rules
from alongside.casework.schemes.models import Area, Cover, Membership, Scheme, Worker
from tests.casework import made

MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 1)


@pytest.fixture
def amina(aldermouth: Scheme) -> Worker:
    """The administrator of Aldermouth."""
    return made.worker("Amina Yusuf", "administrator", aldermouth)


def test_somebody_who_signs_in_is_added_with_a_tidy_address_and_no_password(amina):
    worker = actions.add_worker(email=" Peggy.Lee@Example.org ", name="Peggy Lee", by=amina)

    assert worker.email == "peggy.lee@example.org"
    assert not worker.has_usable_password()
    assert Event.objects.get().action == "WORKER_ADDED"


def test_a_worker_is_added_with_all_that_is_known(aldermouth, amina):
    area = Area.objects.create(scheme=aldermouth, name="Quayside")

    worker = actions.add_worker(
        email="peggy@example.org",
        name="Peggy Lee",
        first_name="Peg",
        password="a long walk by the river",
        languages=["Welsh"],
        working_days=[4, 0],
        areas=[area],
        by=amina,
    )

    assert worker.check_password("a long walk by the river")
    assert (worker.called, worker.working_days, list(worker.areas.all())) == ("Peg", [0, 4], [area])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": " "}, "Enter a name"),
        ({"email": "peggy at example"}, "in full, such as"),
        ({"email": "Amina.Yusuf@Example.ORG"}, "signs in with this email address already"),
        ({"password": "short"}, "too short"),
    ],
)
def test_a_worker_is_refused_with_what_is_needed(amina, said, words):
    with pytest.raises(actions.CannotAddWorker, match=words):
        actions.add_worker(**{"email": "peggy@example.org", "name": "Peggy Lee"} | said, by=amina)

    assert Worker.objects.count() == 1


def test_changing_a_worker_tells_which_details_and_not_their_words(aldermouth, amina, ruth):
    area = Area.objects.create(scheme=aldermouth, name="Quayside")

    changed = actions.change_worker(
        worker=ruth,
        changes={"first_name": " Ruthie ", "areas": [area], "telephone": "", "email": "R@X.org"},
        by=amina,
    )

    assert (changed.called, changed.email, list(changed.areas.all())) == (
        "Ruthie",
        "r@x.org",
        [area],
    )
    assert Event.objects.get().detail == {"fields": ["areas", "email", "first_name"]}


def test_a_change_that_changes_nothing_makes_no_line(amina, ruth):
    actions.change_worker(worker=ruth, changes={"name": ruth.name, "areas": []}, by=amina)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "amina.yusuf@example.org"}, "signs in with this email address already"),
        ({"name": ""}, "Enter a name"),
    ],
)
def test_a_change_to_a_worker_is_refused(amina, ruth, changes, words):
    with pytest.raises(actions.CannotChangeWorker, match=words):
        actions.change_worker(worker=ruth, changes=changes, by=amina)


def test_a_detail_that_does_not_exist_is_a_mistake_of_ours(amina, ruth):
    with pytest.raises(ValueError, match="no details called shoe_size"):
        actions.change_worker(worker=ruth, changes={"shoe_size": 5}, by=amina)


def test_the_only_administrator_cannot_be_kept_from_signing_in(aldermouth, amina, ruth):
    with pytest.raises(actions.CannotChangeWorker, match="only administrator of Aldermouth"):
        actions.change_worker(worker=amina, changes={"is_active": False}, by=amina)

    made.give(ruth, "administrator", aldermouth)
    actions.change_worker(worker=amina, changes={"is_active": False}, by=ruth)

    amina.refresh_from_db()
    assert not amina.is_active


def test_a_role_is_given_from_a_day(aldermouth, amina, ruth):
    today = timezone.localdate()
    assert not ruth.has_role("coordinator", scheme=aldermouth)

    actions.give_role(worker=ruth, scheme=aldermouth, role="coordinator", on=today, by=amina)

    assert ruth.has_role("coordinator", scheme=aldermouth)
    assert Event.objects.get().detail == {"role": "coordinator"}


def test_a_role_is_not_given_twice_at_one_time(aldermouth, amina, owen):
    with pytest.raises(actions.CannotGiveRole, match="already, since 1 January 2020"):
        actions.give_role(worker=owen, scheme=aldermouth, role="connector", on=MAY, by=amina)


def test_a_role_starts_again_only_after_it_ended(aldermouth, amina):
    peggy = actions.add_worker(email="peggy@example.org", name="Peggy Lee", by=amina)
    role = {"worker": peggy, "scheme": aldermouth, "role": "connector", "by": amina}
    actions.end_role(membership=actions.give_role(on=MAY, **role), on=JUNE, by=amina)

    with pytest.raises(actions.CannotGiveRole, match="until 1 June 2026"):
        actions.give_role(on=JUNE, **role)
    actions.give_role(on=date(2026, 6, 2), **role)

    assert peggy.memberships.count() == 2


def test_room_is_from_one_to_two_hundred_people(aldermouth, amina, dilys, owen):
    with pytest.raises(actions.CannotGiveRole, match="from 1 to 200"):
        actions.give_role(
            worker=dilys, scheme=aldermouth, role="connector", on=MAY, room_for=0, by=amina
        )
    owens = owen.memberships.get()
    with pytest.raises(actions.CannotGiveRole, match="Room for 500 people"):
        actions.set_room(membership=owens, room_for=500, by=amina)
    actions.set_room(membership=owens, room_for=12, by=amina)

    assert queries.rooms(aldermouth, MAY) == {owen.pk: 12}


def test_a_role_ends_on_its_last_day(aldermouth, amina, ruth):
    yesterday = timezone.localdate() - timedelta(days=1)

    ended = actions.end_role(membership=ruth.memberships.get(), on=yesterday, by=amina)

    assert ended.ended_on == yesterday
    ruth.refresh_from_db()
    assert not ruth.has_role("connector")


@pytest.mark.parametrize(
    ("start", "end", "on", "words"),
    [
        (MAY, JUNE, JUNE, "an end already: 1 June 2026"),
        (JUNE, None, MAY, "before the role started, on 1 June 2026"),
    ],
)
def test_a_role_cannot_end_twice_or_before_its_start(
    aldermouth, amina, dilys, start, end, on, words
):
    membership = made.give(dilys, "connector", aldermouth, started_on=start, ended_on=end)

    with pytest.raises(actions.CannotEndRole, match=words):
        actions.end_role(membership=membership, on=on, by=amina)


def test_the_last_administrator_of_a_scheme_cannot_be_ended(aldermouth, amina, ruth):
    membership = amina.memberships.get()
    made.give(ruth, "administrator", aldermouth, started_on=date(2030, 1, 1))

    with pytest.raises(actions.CannotEndRole, match=r"only administrator\. Make somebody else"):
        actions.end_role(membership=membership, on=MAY, by=amina)
    actions.end_role(membership=membership, on=date(2029, 12, 31), by=amina)

    assert Membership.objects.get(pk=membership.pk).ended_on == date(2029, 12, 31)


def test_a_programme_has_a_resolver_from_a_day_until_a_day(aldermouth, amina, dilys):
    programme = aldermouth.programme
    role = {"worker": dilys, "programme": programme, "role": "resolver", "by": amina}
    given = actions.give_programme_role(on=MAY, **role)

    with pytest.raises(actions.CannotGiveRole, match="already, since 4 May 2026"):
        actions.give_programme_role(on=JUNE, **role)
    assert list(queries.resolvers(programme, JUNE)) == [dilys]
    with pytest.raises(actions.CannotEndRole, match="before the role started"):
        actions.end_programme_role(membership=given, on=date(2026, 5, 1), by=amina)
    actions.end_programme_role(membership=given, on=date(2026, 5, 31), by=amina)

    assert not queries.resolvers(programme, JUNE).exists()


def cover(
    scheme: Scheme, away: Worker, covering: Worker, first: int, last: int, by: Worker
) -> Cover:
    return actions.set_cover(
        scheme=scheme,
        away=away,
        covering=covering,
        from_on=date(2026, 6, first),
        until_on=date(2026, 6, last),
        today=date(2026, 6, 1),
        by=by,
    )


def test_cover_holds_on_its_first_and_its_last_day(aldermouth, ruth, owen, dilys):
    cover(aldermouth, ruth, owen, 8, 12, dilys)

    def covered(day: int) -> list[Worker]:
        return [one.away for one in queries.people_i_cover(owen, date(2026, 6, day))]

    assert [covered(7), covered(8), covered(12), covered(13)] == [[], [ruth], [ruth], []]
    assert list(queries.who_covers(ruth, aldermouth, date(2026, 6, 9))) == [owen]


def test_cover_for_the_same_pair_does_not_overlap(aldermouth, ruth, owen, dilys):
    cover(aldermouth, ruth, owen, 8, 12, dilys)

    with pytest.raises(actions.CannotSetCover, match="from 8 June 2026 to 12 June 2026"):
        cover(aldermouth, ruth, owen, 12, 19, dilys)
    cover(aldermouth, ruth, owen, 13, 19, dilys)
    cover(aldermouth, owen, ruth, 1, 5, dilys)

    assert [one.from_on.day for one in queries.covers(aldermouth, date(2026, 6, 6))] == [8, 13]


def test_cover_is_by_another_connector_of_the_scheme(aldermouth, ruth, owen, dilys, outsider):
    for away, covering, words in [
        (ruth, ruth, "Nobody can cover for themselves"),
        (dilys, owen, "has people to cover"),
        (ruth, outsider, "for the whole time, can cover"),
        (ruth, dilys, "for the whole time, can cover"),
    ]:
        with pytest.raises(actions.CannotSetCover, match=words):
            cover(aldermouth, away, covering, 8, 12, dilys)
    with pytest.raises(actions.CannotSetCover, match="last day is before the first"):
        cover(aldermouth, ruth, owen, 12, 8, dilys)

    assert not Cover.objects.exists()


def test_cover_is_not_set_for_a_year_that_was_mistyped(aldermouth, ruth, owen, dilys):
    days = {"from_on": date(2999, 6, 1), "until_on": date(2999, 6, 8), "today": date(2026, 6, 1)}

    with pytest.raises(actions.CannotSetCover, match="8 June 2999 is more than two years from now"):
        actions.set_cover(scheme=aldermouth, away=ruth, covering=owen, by=dilys, **days)

    assert not Cover.objects.exists()


def test_cover_ends_sooner_or_is_taken_back(aldermouth, ruth, owen, dilys):
    held = cover(aldermouth, ruth, owen, 8, 12, dilys)

    with pytest.raises(actions.CannotEndCover, match="ends sooner, on 12 June 2026"):
        actions.end_cover(cover=held, on=date(2026, 6, 20), by=dilys)
    with pytest.raises(actions.CannotEndCover, match="starts on 8 June 2026"):
        actions.end_cover(cover=held, on=date(2026, 6, 1), by=dilys)
    actions.end_cover(cover=held, on=date(2026, 6, 10), by=dilys)
    assert Cover.objects.get().until_on == date(2026, 6, 10)
    actions.end_cover(cover=held, on=date(2026, 6, 7), by=dilys)

    assert not Cover.objects.exists()
    assert Event.objects.filter(action="COVER_ENDED", thing_number=held.pk).count() == 2


def test_the_team_is_who_works_here_and_who_did(aldermouth, amina, ruth, owen):
    owens = owen.memberships.get()
    actions.end_role(membership=owens, on=MAY, by=amina)

    assert [worker.name for worker, _ in queries.team(aldermouth, JUNE)] == [amina.name, ruth.name]
    assert queries.team_before(aldermouth, JUNE) == [(owen, [owens])]
    assert list(queries.workers_in(aldermouth, "connector", JUNE)) == [ruth]


def test_an_area_is_found_by_the_longest_start_of_a_postcode(aldermouth):
    town = Area.objects.create(scheme=aldermouth, name="Town", postcode_prefixes=["AD4"])
    quay = Area.objects.create(scheme=aldermouth, name="Quay", postcode_prefixes=["AD4 2"])

    found = [queries.area_for(aldermouth, code) for code in ("ad4 1xx", "AD42XX", "ZZ1 1ZZ")]

    assert found == [town, quay, None]


def test_a_scheme_says_whether_its_caseloads_are_shared(aldermouth):
    assert queries.caseloads_shared(aldermouth)


def test_stopping_is_refused_with_every_scheme_named():
    assert rules.why_not_stop_sign_in(only_administrator_of=["A", "B", "C"]).startswith(
        "They are the only administrator of A, B and C."
    )
