"""What needs doing: which lines there are, in which words, and in which order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.measures.models import Measure
from alongside.casework.pages.queries import todo
from alongside.casework.pages.queries.task import Task
from alongside.casework.schemes.models import Cover
from alongside.casework.signposting.models import Signpost
from alongside.casework.support.models import Appointment, Ending, RecordRead, Visit

from . import lives
from .lives import TODAY, at


def lines(worker, *, whole=True):
    found = todo.for_connector(worker, TODAY, whole=whole)
    return {group.kind: group.tasks for group in found.groups}


def line(worker, about):
    found = [task for tasks in lines(worker).values() for task in tasks if about in task.words]
    assert len(found) == 1, [task.words for task in found]
    return found[0]


def test_a_day_reads_as_it_was_drawn(day, ruth):
    found = todo.for_connector(ruth, TODAY)

    assert found.lead == "Two are late. Three are for today."
    assert [(group.title, group.count) for group in found.groups] == [
        ("Late", 2),
        ("Today", 3),
        ("This week", 2),
    ]
    assert [
        (task.words, task.hint, task.status) for group in found.groups for task in group.tasks
    ] == [
        (
            "Text Len Barraclough",
            "Nobody has been in touch for 18 days. He cannot use the telephone.",
            "4 days late",
        ),
        (
            "Ring Tomasz Wilk for the first time",
            "Came to you on Wednesday. Best after 3pm: he works nights.",
            "1 day late",
        ),
        (
            "Visit Peg Hollins at home",
            "Take the bird hide leaflet. Key safe by the side door. Small dog, Biscuit.",
            "2pm",
        ),
        (
            "Did Sunita Rao go to the choir?",
            "She was going to try it last night, with her neighbour.",
            "",
        ),
        (
            "Ring Dai Probert to see how he is",
            "Support ended 13 weeks ago. He said yes to a call. Ask the questions again.",
            "Any time",
        ),
        (
            "Ask Amina Yusuf the questions for the start",
            "Week 3 of 12, and not asked yet.",
            "By Thursday",
        ),
        (
            "Say goodbye to Beryl Stannard",
            "Visit at home. Key safe under the porch light. Ask the questions for the end.",
            "Friday, 11am",
        ),
    ]
    assert found.more == ""


def test_the_visit_of_today_opens_the_visit_and_a_later_one_the_diary(day, ruth):
    assert line(ruth, "Visit Peg").href == f"/diary/{day.visit.pk}/arrive/"
    assert line(ruth, "goodbye to Beryl").href.startswith("/diary/")
    assert "arrive" not in line(ruth, "goodbye to Beryl").href


def test_one_tap_says_that_she_went(day, as_ruth):
    page = as_ruth.get("/my-people/").content.decode()
    assert "She went" in page
    assert "Not this time" in page

    as_ruth.post(f"/connections/{day.choir.pk}/answer/", {"answer": "went"})

    day.choir.refresh_from_db()
    assert day.choir.outcome == "attended"
    assert "Did Sunita Rao go" not in as_ruth.get("/my-people/").content.decode()


def test_after_the_tap_what_was_promised_stands_by_itself(day, ruth):
    Signpost.objects.update(outcome="attended", outcome_on=TODAY)

    assert line(ruth, "Sunita").words == "Sunita Rao: ask about the choir"


def test_seven_lines_are_shown_and_the_rest_is_counted(day, aldermouth, ruth):
    for number, name in enumerate(("Ada Lowe", "Bea Lowe", "Cy Lowe")):
        person, episode = lives.supported(aldermouth, ruth, name, date(2026, 11, 10))
        lives.contact(episode, date(2026, 11, 20))
        lives.entry(person, ruth, at(24 + number, 16), how="telephone")

    found = todo.for_connector(ruth, TODAY)

    assert sum(len(group.tasks) for group in found.groups) == 7
    assert [group.count for group in found.groups] == [2, 4, 4]
    assert found.more == "Three more this week"


def test_what_is_left_out_of_today_is_said():
    tasks = [Task(TODAY, f"Task {n}", "/", at=at(24, 9 + n)) for n in range(9)]
    late = [Task(TODAY - timedelta(days=n), f"Late {n}", "/") for n in range(1, 10)]

    assert todo.arranged(tasks, TODAY).more == "Two more, two for today"
    assert todo.arranged(tasks + late, TODAY).more == "11 more, two late and nine for today"


@pytest.mark.parametrize(
    ("late", "now", "soon", "words"),
    [
        (0, 0, 0, "Nothing is due. A good day to ring somebody for no reason."),
        (1, 0, 0, "One is late."),
        (0, 1, 0, "One is for today."),
        (0, 0, 2, "Nothing is due today. Two for this week."),
        (2, 12, 0, "Two are late. 12 are for today."),
    ],
)
def test_the_lead_says_what_the_day_is_like(late, now, soon, words):
    tasks = [Task(TODAY - timedelta(days=1), f"l{n}", "/") for n in range(late)]
    tasks += [Task(TODAY, f"t{n}", "/") for n in range(now)]
    tasks += [Task(TODAY + timedelta(days=2), f"w{n}", "/") for n in range(soon)]

    assert todo.arranged(tasks, TODAY).lead == words


def test_today_goes_by_the_clock_and_then_by_what_presses():
    tasks = [
        Task(TODAY, "a note", "/", rank=4),
        Task(TODAY, "at four", "/", at=at(24, 16)),
        Task(TODAY, "a call", "/"),
        Task(TODAY, "at ten", "/", at=at(24, 10)),
        Task(TODAY, "a question", "/", rank=1),
    ]

    (group,) = todo.arranged(tasks, TODAY).groups

    assert [task.words for task in group.tasks] == [
        "at ten",
        "at four",
        "a question",
        "a call",
        "a note",
    ]


def test_somebody_who_cannot_telephone_is_written_to_first(aldermouth, ruth):
    lives.supported(
        aldermouth,
        ruth,
        "Di Carr",
        None,
        allocated_on=date(2026, 11, 24),
        adjustments=["no_telephone"],
    )

    assert line(ruth, "Di Carr").words == "Write to Di Carr for the first time"
    assert line(ruth, "Di Carr").hint == "Came to you today."
    assert line(ruth, "Di Carr").status == "By Sunday"


def test_a_first_call_that_is_in_the_diary_is_one_line(aldermouth, ruth):
    person, _ = lives.supported(aldermouth, ruth, "Di Carr", None, allocated_on=date(2026, 11, 20))
    lives.entry(person, ruth, at(25, 10), how="telephone", purpose="First call")

    assert line(ruth, "Di Carr").words == "Ring Di Carr"
    assert line(ruth, "Di Carr").status == "Tomorrow, 10am"


def test_over_time_asks_what_next_and_the_end_of_the_weeks_for_a_goodbye(aldermouth, ruth):
    _, over = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 8, 25), asked=False)
    _, ends = lives.supported(aldermouth, ruth, "Ed Moss", date(2026, 9, 3), asked=False)
    for episode in (over, ends):
        lives.contact(episode, date(2026, 11, 20))
        Measure.objects.filter(episode=episode).delete()

    assert line(ruth, "what next").words == "Agree what next with Di Carr"
    assert line(ruth, "what next").status == "7 days late"
    assert line(ruth, "goodbye").words == "Say goodbye to Ed Moss"
    assert line(ruth, "goodbye").status == "By Thursday"
    assert line(ruth, "goodbye").hint == "Week 12 of 12. Ask the questions for the end."


def test_questions_have_a_line_of_their_own_when_nobody_meets(aldermouth, ruth):
    aldermouth.instruments = ["ucla3", "ons_loneliness"]
    aldermouth.save()
    _, episode = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 3))
    lives.contact(episode, date(2026, 11, 20))

    asked = line(ruth, "Di Carr")

    assert asked.words == "Ask Di Carr the questions for the start"
    assert asked.hint == "Week 4 of 12. Still to ask: How often, asked directly (ONS)."
    assert asked.status == "This week"


def test_nothing_is_asked_of_somebody_who_said_no_and_nothing_of_the_dead(day, ruth):
    for person in (day.peg, day.tomasz, day.len, day.sunita, day.amina, day.beryl, day.dai):
        person.died_on = date(2026, 11, 23)
        person.save()
    day.visit.state, day.visit.state_why = "cancelled", "She died"
    day.visit.save()
    day.beryl.appointments.update(state="cancelled", state_why="She died")

    assert todo.for_connector(ruth, TODAY).lead.startswith("Nothing is due.")


def test_an_open_visit_comes_first_of_all(day, ruth):
    Visit.objects.create(
        episode=day.peg.episodes.get(),
        worker=ruth,
        arrived_at=at(24, 8),
        out_expected_at=at(24, 10),
    )

    assert line(ruth, "you are out").words == "Say that you are out of Peg’s"
    assert line(ruth, "you are out").status == "Still open"


def test_an_entry_that_nobody_closed_asks_what_became_of_it(aldermouth, ruth):
    person, episode = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 10))
    lives.contact(episode, date(2026, 11, 20))
    lives.entry(person, ruth, at(23, 10))
    lives.entry(person, ruth, at(19, 10), purpose="Look at the plan")

    assert [(task.words, task.hint, task.status) for task in lines(ruth)["late"]] == [
        (
            "Say what became of Thursday with Di Carr",
            "Look at the plan.",
            "5 days late",
        ),
        ("Say what became of yesterday with Di Carr", "Visit at home.", "1 day late"),
    ]


def test_nobody_is_asked_what_became_of_a_visit_to_somebody_who_has_died(aldermouth, ruth):
    person, _ = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 10))
    lives.entry(person, ruth, at(23, 10))
    person.died_on = date(2026, 11, 22)
    person.save()
    Appointment.objects.create(
        scheme=aldermouth, worker=ruth, starts_at=at(23, 12), how="our_place", made_by=ruth
    )

    assert lines(ruth) == {}


def test_a_purpose_does_not_say_again_what_the_line_says(aldermouth, ruth):
    person, episode = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 10))
    lives.contact(episode, date(2026, 11, 20))
    lives.entry(person, ruth, at(24, 10), purpose="Visit at home, with the leaflet")

    assert line(ruth, "Visit Di Carr at home").hint == "With the leaflet."


def test_a_coordinators_note_waits_for_an_answer(day, ruth, dilys):
    RecordRead.objects.create(
        episode=day.peg.episodes.get(), on=TODAY, by=dilys, note="A lovely plan."
    )

    assert line(ruth, "note on").words == "Answer Dilys’s note on Peg Hollins"


def test_those_one_covers_for_are_said_to_be_so(aldermouth, ruth, owen):
    lives.supported(aldermouth, owen, "Di Carr", date(2026, 11, 3))
    assert lines(ruth) == {}

    Cover.objects.create(
        scheme=aldermouth,
        away=owen,
        by=ruth,
        from_on=date(2026, 11, 20),
        until_on=date(2026, 12, 4),
    )

    assert line(ruth, "Di Carr").hint == "Nobody has been in touch for 21 days. You cover for Owen."


def test_those_likely_to_slip_are_rung_for_a_reason(aldermouth, ruth):
    _, episode = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 8, 3))
    episode.ended_on, episode.end_reason = date(2026, 11, 3), "completed"
    episode.save()
    Ending.objects.create(
        episode=episode,
        on=episode.ended_on,
        checkin_on=date(2026, 11, 24),
        may_slip=["not_settled"],
        by=ruth,
    )

    rung = line(ruth, "Di Carr")

    assert rung.words == "Ring Di Carr to see how they are"
    assert rung.hint == "Support ended three weeks ago. Not settled with anybody yet."


def test_the_lines_cost_the_same_however_many_people_there_are(
    aldermouth, ruth, django_assert_max_num_queries
):
    costs = []
    for many in (5, 30):
        while ruth.episodes.count() < many:
            number = ruth.episodes.count()
            person, episode = lives.supported(
                aldermouth,
                ruth,
                f"Number {number}",
                date(2026, 10, 1) if number % 2 else None,
                allocated_on=date(2026, 9, 28),
                asked=bool(number % 3),
            )
            lives.entry(person, ruth, at(24 + number % 5, 9), how="telephone")
            if episode.started_on:
                lives.contact(episode, date(2026, 11, 1))
        ruth.forget_roles()
        with django_assert_max_num_queries(40) as asked:
            todo.for_connector(ruth, TODAY)
        costs.append(len(asked))

    assert costs[0] == costs[1]
