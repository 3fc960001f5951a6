"""Today for each role, and the team's page."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes.models import Cover
from alongside.casework.support.models import Ending, RecordRead, Visit
from tests.casework import made

from . import lives
from .lives import TODAY, at


def text(client, page):
    """What the page says, without its marks."""
    answer = client.get(page)
    assert answer.status_code == 200
    words = html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode()))
    return re.sub(r"\s+(?=[.,])", "", re.sub(r"\s+", " ", words))


def test_a_connectors_first_page_is_what_needs_doing(day, as_ruth):
    page = text(as_ruth, "/")

    assert "Tuesday 24 November Today Record a contact Diary" in page
    assert "What needs doing Two are late. Three are for today." in page
    assert "What the team needs" not in page


def test_everything_is_one_tap_away(day, aldermouth, ruth, as_ruth):
    for number in range(4):
        person, episode = lives.supported(aldermouth, ruth, f"N {number}", date(2026, 11, 10))
        lives.contact(episode, date(2026, 11, 20))
        lives.entry(person, ruth, at(25, 9 + number), how="telephone")

    assert "Four more this week" in text(as_ruth, "/")
    assert "more this week" not in text(as_ruth, "/?all")
    assert "Ring N 3" in text(as_ruth, "/?all")


def test_a_coordinator_reads_in_sentences_what_the_team_needs(day, aldermouth, dilys, as_dilys):
    joan = made.person(aldermouth, "Joan", "Whitcombe")
    made.referral(joan, dilys, received_on=date(2026, 11, 10))
    made.referral(made.person(aldermouth, "Al", "Day"), dilys, received_on=date(2026, 11, 23))

    page = text(as_dilys, "/")

    assert "Two people are waiting for an answer One has waited longer than we promise." in page
    assert "One person has gone quiet Len Barraclough, with Ruth, for 18 days" in page
    assert "One person has not had a first call in time Tomasz Wilk, with Ruth" in page
    assert "One goodbye in three weeks Beryl Stannard, with Ruth, about 26 November" in page
    assert "One person to ring after the goodbye Dai Probert, by Ruth" in page
    assert "One person has not been asked the questions for the start" in page
    assert "over the agreed weeks" not in page


def test_a_coordinator_with_an_empty_team_is_told_so(as_dilys):
    assert "What the team needs Nothing is waiting." in text(as_dilys, "/")


def test_a_coordinator_of_two_schemes_reads_their_names(day, elsewhere, dilys, as_dilys):
    made.give(dilys, "coordinator", elsewhere)
    _, episode = lives.supported(elsewhere, dilys, "Jess Orr", date(2026, 8, 20))
    lives.contact(episode, date(2026, 11, 20))

    page = text(as_dilys, "/")

    assert "Aldermouth Connectors One person has gone quiet" in page
    assert "Glen Torran Connectors One person is over the agreed weeks Jess Orr" in page
    assert "Team Aldermouth Connectors Glen Torran Connectors" in text(as_dilys, "/team/")


def test_a_visit_that_nobody_came_out_of_stands_at_the_very_top(day, ruth, as_dilys):
    ruth.telephone = "07700 900101"
    ruth.save()
    visit = Visit.objects.create(
        episode=day.peg.episodes.get(),
        worker=ruth,
        arrived_at=at(24, 7),
        out_expected_at=at(24, 8, 30),
    )

    page = text(as_dilys, "/")

    assert "Ruth Adeyemi has not said “I’m out”" in page
    assert "At Peg Hollins’s since 7am, expected out by 8.30am. Ring Ruth on 07700 900101." in page

    as_dilys.post(f"/visits/{visit.pk}/safe/")

    assert "has not said" not in text(as_dilys, "/")


def test_a_lead_reads_of_concerns_and_a_coordinator_whom_to_ask(
    day, aldermouth, ruth, lena, dilys, client
):
    client.force_login(lena)
    assert "Concerns All concerns No concern is waiting for you." in text(client, "/")

    Concern.objects.create(
        scheme=aldermouth, person=day.peg, raised_by=ruth, raised_at=at(20, 9), what="A bruise."
    )
    Concern.objects.create(
        scheme=aldermouth,
        about="a neighbour",
        raised_by=ruth,
        raised_at=at(19, 9),
        what="Shouting.",
        acknowledged_by=lena,
        acknowledged_at=at(19, 10),
        decision="watch",
        decided_by=lena,
        decided_at=at(19, 11),
        look_again_on=date(2026, 11, 23),
    )

    page = text(client, "/")

    assert "Acknowledge the concern about Peg Hollins New Raised by Ruth Adeyemi" in page
    assert "Look again at the concern about a neighbour Late" in page
    client.force_login(dilys)
    told = text(client, "/")
    assert "A concern has not been acknowledged in time. Ask Lena Marsh." in told
    assert "Peg Hollins" not in told[: told.index("What the team needs")]


def test_roles_without_people_are_told_what_there_is(aldermouth, client):
    for role, words in (
        ("administrator", "You look after schemes and workers. You see no people."),
        ("evaluator", "As an evaluator you work without names."),
        ("commissioner", "what is published. Go to the reports"),
        ("", "You have no role yet"),
    ):
        client.force_login(made.worker(f"Some {role or 'body'}", role, aldermouth))
        assert words in text(client, "/")


def test_an_administrator_who_is_also_a_connector_has_a_day(aldermouth, ruth, as_ruth):
    made.give(ruth, "administrator", aldermouth)

    page = text(as_ruth, "/")

    assert "What needs doing" in page
    assert "You see no people." not in page


def test_the_team_page_says_who_has_room_and_whom_to_look_at(day, aldermouth, ruth, owen, as_dilys):
    Cover.objects.create(
        scheme=aldermouth,
        away=owen,
        by=ruth,
        from_on=date(2026, 12, 1),
        until_on=date(2026, 12, 4),
    )
    lives.supported(aldermouth, owen, "Di Carr", date(2026, 11, 2))

    page = text(as_dilys, "/team/")

    assert "Seven people walk with two connectors. Two have gone quiet." in page
    assert "Ruth covers Owen from 1 December until 4 December." in page
    assert "Di Carr Owen Nobody since the start, 22 days ago" in page
    assert "Len Barraclough Ruth 18 days ago: text" in page
    assert "Tomasz Wilk Ruth Came on Wednesday. One day late" in page
    assert "Beryl Stannard Ruth Week 12 of 12. About 26 November" in page
    assert "Dai Probert Ruth Follow-up call, today" in page
    assert "Amina Yusuf Ruth Since 6 November" in page
    assert "Nobody is over the agreed weeks." in page


def test_the_team_page_of_one_says_it_in_the_singular(aldermouth, ruth, as_dilys):
    _, episode = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 2))

    assert "One person walks with one connector. One has gone quiet." in text(as_dilys, "/team/")

    lives.contact(episode, TODAY)
    assert "One person walks with one connector. Nobody has gone quiet." in text(as_dilys, "/team/")


def test_a_late_call_after_the_goodbye_says_how_late(day, as_dilys):
    Ending.objects.update(follow_up_on=TODAY - timedelta(days=3))

    assert "Dai Probert Ruth Follow-up call, three days late" in text(as_dilys, "/team/")


def test_long_lists_fold_after_eight(aldermouth, ruth, as_dilys):
    for number in range(10):
        lives.supported(aldermouth, ruth, f"Number {number}", date(2026, 11, 2))

    assert "The other 2" in text(as_dilys, "/team/")


def test_records_to_read_say_what_they_wait_for(day, aldermouth, dilys, ruth, as_dilys):
    aldermouth.supervision_share = 100
    aldermouth.save()
    peg, len_ = day.peg.episodes.get(), day.len.episodes.get()
    RecordRead.objects.create(episode=peg, on=TODAY, by=dilys, note="A lovely plan.")
    RecordRead.objects.create(
        episode=len_,
        on=TODAY,
        by=dilys,
        note="Why no plan?",
        answer="Next week.",
        answered_on=TODAY,
        answered_by=ruth,
    )

    page = text(as_dilys, "/team/")

    assert "Peg Hollins Waits for an answer With Ruth Adeyemi" in page
    assert "Len Barraclough Answered With Ruth Adeyemi" in page
    assert "Sunita Rao To read With Ruth Adeyemi" in page


def test_the_team_costs_the_same_for_five_and_for_thirty(
    aldermouth, ruth, as_dilys, django_assert_max_num_queries
):
    costs = []
    for many in (5, 30):
        while ruth.episodes.count() < many:
            number = ruth.episodes.count()
            _, episode = lives.supported(
                aldermouth,
                ruth,
                f"Number {number}",
                date(2026, 9, 10) if number % 2 else None,
                allocated_on=date(2026, 9, 8),
                asked=False,
            )
            if episode.started_on:
                lives.contact(episode, date(2026, 11, 1))
        as_dilys.get("/team/")
        with django_assert_max_num_queries(80) as asked:
            as_dilys.get("/team/")
            as_dilys.get("/")
        costs.append(len(asked))

    assert costs[0] == costs[1]
