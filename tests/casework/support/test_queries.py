"""My people, what is next, the timeline."""

from datetime import UTC, date, datetime

import pytest

from alongside.casework.schemes.models import Cover
from alongside.casework.support import actions, queries
from alongside.casework.support.mds import mapping
from alongside.casework.support.models import (
    Appointment,
    Contact,
    Episode,
    Mode,
    NeedCode,
    SupportCode,
)
from alongside.casework.support.rules import EpisodeState

from .. import made

TODAY = date(2026, 11, 22)


def record(episode, by, on, **what):
    usual = {"mode": "telephone", "reached": True, "minutes": 20}
    return actions.record_contact(episode=episode, occurred_on=on, by=by, **{**usual, **what})


def appointment(episode, on: date, hour=14, **fields) -> Appointment:
    fields = {
        "scheme": episode.scheme,
        "worker": episode.connector,
        "person": episode.person,
        "episode": episode,
        "starts_at": datetime(on.year, on.month, on.day, hour, tzinfo=UTC),
        "made_by": episode.connector,
    } | fields
    return Appointment.objects.create(**fields)


def test_a_line_of_my_people_says_what_one_looks_for(pegs_episode, ruth):
    record(pegs_episode, ruth, date(2026, 11, 19))
    actions.tag(episode=pegs_episode, word="birds", by=ruth)
    appointment(pegs_episode, date(2026, 11, 26), purpose="First hide morning")

    (row,) = queries.my_episodes(ruth, TODAY)

    assert (row.called, row.called_fully, row.connector) == ("Peg", "Peg Hollins", "Ruth")
    assert (row.clock, row.week, row.weeks) == ("Week 5 of 12", 5, 12)
    assert row.state is EpisodeState.ACTIVE
    assert (row.last.on, row.last.words) == (date(2026, 11, 19), "Telephone")
    assert (row.next.words, row.next.on, row.next.kind) == (
        "First hide morning",
        date(2026, 11, 26),
        "appointment",
    )
    assert (row.tags, row.covered, row.died, row.area) == (("birds",), False, False, "")


def test_my_people_are_mine_and_those_whom_i_cover(pegs_episode, aldermouth, ruth, owen):
    owens = made.episode(made.person(aldermouth, "Tomasz", "Wilk"), owen)
    assert [row.called for row in queries.my_episodes(ruth, TODAY)] == ["Peg"]

    Cover.objects.create(
        scheme=aldermouth, away=owen, by=ruth, from_on=date(2026, 1, 1), until_on=date(2030, 1, 1)
    )

    rows = {row.called: row for row in queries.my_episodes(ruth, TODAY)}
    assert rows["Tomasz"].covered
    assert rows["Tomasz"].episode_id == owens.pk


def test_who_has_ended_is_not_among_my_people(pegs_episode, ruth):
    actions.end(episode=pegs_episode, reason="completed", on=TODAY, by=ruth)

    assert queries.my_episodes(ruth, TODAY) == []


def test_nobody_sees_people_of_another_scheme_even_as_their_connector(pegs_episode, outsider):
    Episode.objects.update(connector=outsider)

    assert queries.my_episodes(outsider, TODAY) == []


def test_what_comes_first_is_next(pegs_episode, ruth):
    goal = actions.add_goal(plan=pegs_episode.plan, words="Birds", on=TODAY, by=ruth)

    def after():
        return queries.my_episodes(ruth, TODAY)[0].next

    assert after() is None

    actions.add_step(goal=goal, what="Ring the wardens", by_when=date(2026, 12, 17), by=ruth)
    assert (after().words, after().kind) == ("Ring the wardens", "step")

    appointment(pegs_episode, date(2026, 12, 3), any_time=True, how="out")
    assert (after().words, after().at) == ("Out together", None)

    record(pegs_episode, ruth, date(2026, 11, 19), next_on=date(2026, 11, 20))
    assert (after().words, after().kind) == ("In touch again", "contact")
    assert after().days_late(TODAY) == 2


def test_what_is_over_or_was_promised_before_the_last_contact_is_not_next(pegs_episode, ruth):
    goal = actions.add_goal(plan=pegs_episode.plan, words="Birds", on=TODAY, by=ruth)
    step = actions.add_step(goal=goal, what="Ring", by_when=TODAY, by=ruth)
    actions.step_status(step=step, status="done", on=TODAY, by=ruth)
    record(pegs_episode, ruth, date(2026, 11, 12), next_on=date(2026, 11, 15))
    record(pegs_episode, ruth, date(2026, 11, 15))
    appointment(pegs_episode, date(2026, 11, 21))
    appointment(pegs_episode, date(2026, 11, 24), state="cancelled")

    assert queries.my_episodes(ruth, TODAY)[0].next is None


def test_soonest_first_and_who_has_died_has_nothing_next(aldermouth, ruth):
    names = ["Ann", "Ben", "Cleo", "Dai"]
    episodes = {name: made.episode(made.person(aldermouth, name, ""), ruth) for name in names}
    appointment(episodes["Ben"], TODAY, hour=15)
    appointment(episodes["Cleo"], TODAY, hour=9)
    appointment(episodes["Dai"], TODAY, hour=8)
    died = episodes["Dai"].person
    died.died_on = TODAY
    died.save()

    rows = queries.my_episodes(ruth, TODAY)

    assert [row.called for row in rows] == ["Cleo", "Ben", "Ann", "Dai"]
    assert rows[-1].died
    assert rows[-1].next is None


def test_my_people_take_the_same_number_of_queries_however_many(
    aldermouth, ruth, django_assert_num_queries
):
    def some(names):
        for name in names:
            episode = made.episode(made.person(aldermouth, name, ""), ruth)
            record(episode, ruth, date(2026, 11, 19), next_on=TODAY)
            actions.tag(episode=episode, word="birds", by=ruth)

    some(["Ann"])
    queries.my_episodes(ruth, TODAY)  # roles and covers of a day are read once for each request
    with django_assert_num_queries(6):
        queries.my_episodes(ruth, TODAY)

    some(["Ben", "Cleo", "Dai"])
    with django_assert_num_queries(6):
        assert len(queries.my_episodes(ruth, TODAY)) == 4


def test_the_last_contact_may_be_an_attempt_or_not(pegs_episode, ruth):
    reached = record(pegs_episode, ruth, date(2026, 11, 12))
    attempt = record(pegs_episode, ruth, date(2026, 11, 19), reached=False, minutes=0)

    assert queries.last_contact([pegs_episode.pk]) == {pegs_episode.pk: attempt}
    assert queries.last_contact([pegs_episode.pk], reached=True) == {pegs_episode.pk: reached}


def test_the_way_used_last_is_known(pegs_episode, ruth, owen):
    assert queries.last_mode(ruth) == ("telephone", False)

    record(pegs_episode, ruth, TODAY, mode="face_to_face", went_along=True)

    assert queries.last_mode(ruth) == ("face_to_face", True)
    assert queries.last_mode(owen) == ("telephone", False)


@pytest.mark.parametrize("mode", Mode.values)
def test_each_way_has_words_for_reaching_somebody_and_for_trying(mode):
    reached = queries.how_words(Contact(mode=mode, reached=True))
    tried = queries.how_words(Contact(mode=mode, reached=False))

    assert reached
    assert tried
    assert reached != tried


def test_going_along_is_out_together():
    assert queries.how_words(Contact(mode="face_to_face", reached=True, went_along=True)) == (
        "Out together"
    )


def test_the_taper_of_an_episode_comes_from_the_days_she_was_reached(pegs_episode, ruth):
    for day in (date(2026, 12, 1), date(2026, 12, 10), date(2026, 12, 18)):
        record(pegs_episode, ruth, day)
    record(pegs_episode, ruth, date(2026, 12, 17), reached=False, minutes=0)

    now = queries.taper_of(pegs_episode, date(2026, 12, 18))

    assert now.days_apart == 8
    assert queries.taper_of(pegs_episode, date(2026, 12, 1)) is None


def test_after_the_end_there_is_no_taper(pegs_episode, ruth):
    actions.end(episode=pegs_episode, reason="completed", on=date(2026, 12, 18), by=ruth)
    pegs_episode.refresh_from_db()

    assert queries.taper_of(pegs_episode, date(2026, 12, 18)) is None


def test_you_said_you_would(pegs_episode, ruth):
    goal = actions.add_goal(plan=pegs_episode.plan, words="Birds", on=TODAY, by=ruth)
    for what, who, by_when in (
        ("Take the leaflet", "connector", TODAY),
        ("Try the bus", "together", date(2026, 11, 26)),
        ("Find out about choirs", "connector", None),
        ("Find the binoculars", "person", None),
    ):
        actions.add_step(goal=goal, what=what, who=who, by_when=by_when, by=ruth)
    last = record(
        pegs_episode, ruth, date(2026, 11, 19), next_words="Ring", next_on=date(2026, 11, 23)
    )

    assert queries.promises(pegs_episode, last, TODAY) == [
        "Take the leaflet, today",
        "Ring, tomorrow",
        "Try the bus, by Thursday 26 November",
        "Find out about choirs",
    ]
    assert len(queries.promises(pegs_episode, None, TODAY)) == 3


def test_the_timeline_tells_everything_newest_first(aldermouth, peg, ruth, owen, dilys):
    referral = made.referral(peg, dilys)
    episode = actions.open_from(referral=referral, to=ruth, on=date(2026, 10, 16), by=dilys)
    goal = actions.add_goal(
        plan=episode.plan, words="Back on the estuary", on=date(2026, 11, 5), by=ruth
    )
    aside = actions.add_goal(plan=episode.plan, words="Chess", on=date(2026, 11, 5), by=ruth)
    record(episode, ruth, date(2026, 10, 22), note="First call", goals=[goal])
    record(episode, ruth, date(2026, 10, 23), mode="message", minutes=0)
    record(episode, ruth, date(2026, 10, 24), reached=False, minutes=0)
    record(episode, ruth, date(2026, 10, 25), who="volunteer", volunteer_name="Ines", minutes=1)
    record(episode, ruth, date(2026, 10, 26), who="volunteer")
    actions.say(episode=episode, prompt="matters", words="Birds", on=date(2026, 11, 5), by=ruth)
    actions.say(episode=episode, prompt="hopes", words="Spring", on=date(2026, 11, 5), by=owen)
    actions.agree_plan(plan=episode.plan, on=date(2026, 11, 6), by=ruth)
    actions.close_goal(goal=goal, status="reached", on=date(2026, 12, 1), by=ruth)
    actions.close_goal(goal=aside, status="set_aside", on=date(2026, 12, 2), by=ruth)
    appointment(episode, date(2026, 11, 20), state="cancelled", state_why="Snow")
    later = appointment(episode, date(2026, 11, 27))
    appointment(episode, date(2026, 11, 25), state="moved", moved_to=later)
    actions.extend(episode=episode, until_week=16, reason="Ill", on=date(2026, 12, 3), by=dilys)
    actions.hand_over(episode=episode, to=owen, on=date(2026, 12, 4), reason="", by=dilys)
    rehearsal = {"episode": episode, "what": "The bus", "by": owen}
    actions.rehearse(tried_on=date(2026, 12, 5), how_it_went="well", **rehearsal)
    actions.rehearse(
        tried_on=date(2026, 12, 6), how_it_went="not_yet", with_whom="Nessa", **rehearsal
    )
    actions.end(
        episode=episode, reason="completed", on=date(2027, 1, 14), what_changed="Out", by=owen
    )
    episode = Episode.objects.get(pk=episode.pk)

    lines = [(f"{one.on:%d %b}", one.title, one.detail) for one in queries.happenings(episode)]

    assert lines == [
        ("14 Jan", "Goodbye", "We did what we set out to do"),
        ("06 Dec", "Tried without us: The bus", "with Nessa. Not yet"),
        ("05 Dec", "Tried without us: The bus", "without anybody. Well"),
        ("04 Dec", "Handed over from Ruth to Owen", "by Dilys"),
        ("03 Dec", "Longer support agreed, until week 16", "Dilys"),
        ("02 Dec", "Goal set aside", ""),
        ("01 Dec", "Goal reached", ""),
        ("25 Nov", "Moved to Friday 27 November", "at their home, Ruth"),
        ("20 Nov", "Cancelled", "at their home, Ruth"),
        ("06 Nov", "Plan agreed with Peg", ""),
        ("05 Nov", "Conversation", "Ruth and Owen"),
        ("05 Nov", "A goal", ""),
        ("05 Nov", "A goal", ""),
        ("26 Oct", "Telephone", "20 minutes, A volunteer"),
        ("25 Oct", "Telephone", "1 minute, Ines"),
        ("24 Oct", "Rang, no answer", "Ruth"),
        ("23 Oct", "Text", "Peg answered, Ruth"),
        ("22 Oct", "Telephone", "20 minutes, Ruth"),
        ("16 Oct", "Given to Ruth", "by Dilys"),
    ]
    told = {one.title: one for one in queries.happenings(episode)}
    assert told["Conversation"].words == "What matters to me. What I hope for."
    assert told["Goal reached"].tone == "good"
    assert told["Telephone"].tags == ("Goal: Back on the estuary",)


def test_who_died_has_no_goodbye(pegs_episode, ruth):
    actions.end(episode=pegs_episode, reason="died", on=TODAY, by=ruth)
    pegs_episode.refresh_from_db()

    (line,) = queries.happenings(pegs_episode)

    assert (line.title, line.words, line.tone) == ("Support ended", "", "")


def test_every_code_of_ours_is_in_a_group():
    assert set(mapping().needs.codes) == set(NeedCode.values)
    assert set(mapping().support.codes) == set(SupportCode.values)
    for half in (mapping().needs, mapping().support):
        assert set(half.codes.values()) == set(half.groups)
    assert mapping().needs.group_of("") == ""
