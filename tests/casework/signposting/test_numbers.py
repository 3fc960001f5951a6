"""What an activity's page says of its scheme's own people."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.casework.directory.models import Activity
from alongside.casework.signposting import actions, queries

from .. import made
from .conftest import FIRST, MADE, introduce

TODAY = date(2026, 12, 20)


def test_each_connection_counts_as_far_as_it_ever_got(to_choir, fenwater, ruth):
    actions.advance(signpost=to_choir, outcome="attended", on=FIRST, by=ruth)
    later = FIRST + timedelta(weeks=4)
    actions.advance(signpost=to_choir, outcome="settled", on=later, by=ruth)
    actions.advance(signpost=to_choir, outcome="stopped", on=later, reason="cost", by=ruth)

    found = queries.of_activity(fenwater, ruth, TODAY)

    counted = (found.suggested, found.introduced, found.attended, found.settled)
    assert counted == (1, 1, 1, 1)
    assert found.answers_in_words == "No introduction was sent by message yet"


def test_how_long_the_organiser_takes_is_the_median_of_the_days(introduced, fenwater, ruth):
    assert (
        queries.of_activity(fenwater, ruth, TODAY).answers_in_words == "Not answered yet, of 1 sent"
    )

    actions.answer(introduction=introduced, said="came", on=date(2026, 11, 11), by=None)

    found = queries.of_activity(fenwater, ruth, TODAY)
    assert (found.asked, found.answered, found.days_to_answer) == (1, 1, 7)
    assert found.answers_in_words == "1 of 1 answered, usually after 7 days"


def test_an_answer_on_the_same_day_is_said_so(to_choir, fenwater, ruth):
    one = introduce(to_choir, ruth)
    actions.answer(introduction=one, said="full", on=date(2026, 11, 4), by=None)

    said = queries.of_activity(fenwater, ruth, TODAY).answers_in_words

    assert said == "1 of 1 answered, usually on the same day"


def test_another_schemes_people_are_not_counted(to_choir, fenwater, outsider):
    assert queries.of_activity(fenwater, outsider, TODAY).suggested == 0


def test_what_was_merged_into_an_entry_counts_with_it(to_choir, fenwater, ruth, owen):
    other = made.episode(made.person(to_choir.episode.scheme, "Arthur", "Bell"), owen)
    twin = Activity.objects.create(name="Choir, Fenwater", standing="merged", merged_into=fenwater)
    actions.connect(episode=other, activity=twin, destination="third_sector", made_on=MADE, by=owen)

    assert queries.of_activity(fenwater, ruth, TODAY).suggested == 2


def test_it_takes_two_queries(to_choir, fenwater, ruth, django_assert_num_queries):
    ruth.scheme_ids()

    with django_assert_num_queries(2):
        queries.of_activity(fenwater, ruth, TODAY)
