"""One person on one page."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.consent.models import Consent
from alongside.casework.followup.models import Attempt
from alongside.casework.people.models import ImportantPerson
from alongside.casework.referrals.models import Decision
from alongside.casework.safeguarding.models import Concern
from alongside.casework.support.models import Ending, Handover
from tests.casework import made

from . import lives
from .lives import TODAY, at


def text(client, person, ask=""):
    """What the page says, without its marks."""
    answer = client.get(f"/people/{person.pk}/{ask}")
    assert answer.status_code == 200
    words = html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode()))
    return re.sub(r"\s+(?=[.,” ])|(?<=“)\s+", "", re.sub(r"\s+", " ", words))


def test_the_first_screen_says_who_and_how_safely_and_what_matters_and_what_is_next(day, as_ruth):
    page = text(as_ruth, day.peg)

    assert "Peg Hollins Margaret Hollins, 78, she and her. Thornhythe, AD4 2QT" in page
    assert "Week 5 of 12 ends about 14 January" in page
    assert "“I used to know every bird on that estuary.”" in page
    assert (
        "In her words, 5 November. "
        "What she likes: birds, crosswords, and baking for other people." in page
    )
    assert "Today, 2pm Take the bird hide leaflet" in page
    assert "Key safe by the side door. Small dog, Biscuit." in page
    assert "If her son answers, say “It’s Ruth, I’ll ring again”." in page
    assert "Ring 07700 900417, after 11am" in page
    assert "Yes, but not who we are" in page
    assert "Never Voicemail or letters" in page
    assert "Please do Give me time to find a word." in page
    assert "Her people Graham, her son." in page
    assert "What helps Large print." in page


def test_looking_is_written_down(day, ruth, as_ruth):
    text(as_ruth, day.peg)

    event = Event.objects.filter(action="LOOKED", person_number=day.peg.pk).get()
    assert event.worker_number == ruth.pk


def test_a_risk_stands_first_and_none_known_is_an_answer(day, as_ruth):
    assert "Being with Peg More about Peg Risk Unsteady on steps" in text(as_ruth, day.peg)
    assert "Risks Not asked yet" in text(as_ruth, day.len)

    day.len.risks_known = "none_known"
    day.len.save()

    assert "Risks Asked, and none known" in text(as_ruth, day.len)


def test_of_a_concern_the_page_says_only_that_there_is_one(day, aldermouth, ruth, lena, as_ruth):
    Concern.objects.create(
        scheme=aldermouth, person=day.peg, raised_by=ruth, raised_at=at(23, 9), what="A bruise."
    )

    page = text(as_ruth, day.peg)

    assert "A safety concern about Peg is open. Ask Lena Marsh before you change" in page
    assert "bruise" not in page


def test_the_plan_stands_in_the_persons_words(day, as_ruth):
    page = text(as_ruth, day.peg)

    assert "“Back on the estuary by Christmas” Matters 9 out of 10" in page
    assert "Done: Find the binoculars Peg, done 5 November" in page
    assert (
        "Under way: Try the 11.15 bus Peg and Ruth, by 26 November. Sure of it: 6 out of 10" in page
    )
    assert "Agreed with Peg on 5 November." in page


def test_the_scale_says_start_and_review_and_what_the_change_means(day, as_ruth):
    answer = as_ruth.get(f"/people/{day.peg.pk}/").content.decode()

    assert 'aria-label="Scale from 3 to 9. Start 8, review 7."' in answer
    assert "One point lower." in answer


def test_what_has_happened_is_told_once(day, as_ruth):
    page = text(as_ruth, day.peg)

    assert "Week 5" in page
    assert "Questions for the review by telephone 7 now, 8 at the start." in page
    assert "Plan agreed with Peg One goal, in her own words." in page
    assert "“Back on the estuary by Christmas” 5 Nov" not in page
    assert "About Harold. Conversation" in page
    assert "Questions for the start read out by Ruth One set answered, nothing left out." in page
    assert "First telephone call 15 minutes, Ruth" in page
    assert "Rang, no answer Ruth No message left." in page


@pytest.mark.parametrize(
    ("show", "there", "not_there"),
    [
        ("contacts", "First telephone call", "Plan agreed"),
        ("plan", "Plan agreed", "First telephone call"),
        ("connections", "Dial-a-ride: attended", "Plan agreed"),
        ("measures", "Questions for the review", "Plan agreed"),
        ("nonsense", "Plan agreed", "Nothing yet"),
    ],
)
def test_the_timeline_can_be_filtered(day, as_ruth, show, there, not_there):
    page = text(as_ruth, day.peg, f"?show={show}")
    happened = page[page.index("What has happened") : page.index("Matters 9")]

    assert there in happened
    assert not_there not in happened


def test_older_lines_are_one_tap_away(day, as_ruth):
    for number in range(20):
        lives.contact(day.peg.episodes.get(), date(2026, 10, 23) + timedelta(days=number))

    assert "Show 15 older" in text(as_ruth, day.peg)
    assert "older" not in text(as_ruth, day.peg, "?whole")
    assert "?show=contacts&amp;whole#happened" in (
        as_ruth.get(f"/people/{day.peg.pk}/?show=contacts").content.decode()
    )


def test_a_filter_that_finds_nothing_says_so(day, ruth, as_ruth):
    lives.contact(day.tomasz.episodes.get(), TODAY, reached=False, minutes=0)

    page = text(as_ruth, day.tomasz, "?show=measures")

    assert "All 1 Contacts 1 Measures 0" in page
    assert "Nothing of this kind yet." in page


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("self", "answered by Len on the screen"),
        ("paper", "on paper"),
        ("link", "by a link"),
    ],
)
def test_how_questions_were_answered(day, ruth, as_ruth, mode, words):
    measure = lives.answered(day.len.episodes.get(), ruth, "review", date(2026, 11, 4), mode)
    measure.answers = [3, None, None]
    measure.save()

    assert f"Questions for the review {words} One set answered, two questions left out." in text(
        as_ruth, day.len
    )


def test_a_connection_without_steps_is_told_too(day, as_ruth):
    assert "the choir: suggested She was going to try it last night" in text(as_ruth, day.sunita)


def accepted(person, dilys, ruth, **fields):
    referral = made.referral(
        person,
        dilys,
        referrer_organisation="Marlpit Road Surgery",
        referrer_name="Sara Lindqvist",
        referrer_role="practice nurse",
        **fields,
    )
    Decision.objects.create(
        referral=referral, kind="accept", on=date(2026, 10, 16), by=dilys, allocated_to=ruth
    )
    return referral


def test_the_referral_says_by_whom_and_what_became_of_it(day, dilys, ruth, as_ruth):
    accepted(day.peg, dilys, ruth)
    Handover.objects.create(
        episode=day.peg.episodes.get(), to_worker=ruth, on=date(2026, 10, 16), by=dilys
    )

    page = text(as_ruth, day.peg)

    assert "Referred by Marlpit Road Surgery Sara Lindqvist, practice nurse" in page
    assert "Accepted by Dilys on 16 October, and given to Ruth." in page
    assert "Given to Ruth" not in page
    assert "Before support Wed 14 Oct" in page


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("wait", {"why": "No room yet"}, "Left to wait by Dilys on 16 October. No room yet."),
        (
            "redirect",
            {"reason": "better_met_elsewhere", "redirected_to": "the carers’ centre"},
            "Passed on to the carers’ centre by Dilys on 16 October.",
        ),
        (
            "withdraw",
            {},
            "The person has changed their mind: recorded by Dilys on 16 October.",
        ),
        (
            "decline",
            {"reason": "already_supported"},
            "Said no: recorded by Dilys on 16 October.",
        ),
    ],
)
def test_other_answers_to_a_referral(aldermouth, dilys, as_ruth, kind, fields, words):
    peg = made.person(aldermouth)
    referral = made.referral(peg, dilys, source="family_or_friend")
    Decision.objects.create(referral=referral, kind=kind, on=date(2026, 10, 16), by=dilys, **fields)

    page = text(as_ruth, peg)

    assert "Referred by family or a friend" in page
    assert words in page


def test_somebody_who_waits_says_what_they_would_like(aldermouth, dilys, as_ruth, as_dilys):
    joan = made.person(aldermouth, "Joan", "Whitcombe", pronouns="she/her")
    made.referral(joan, dilys, source="self", wants="Somebody to have a cup of tea with")

    page = text(as_dilys, joan)

    assert "Waiting for a decision since Wednesday 14 October" in page
    assert "What Joan would like “Somebody to have a cup of tea with”" in page
    assert "Decide on the referral" in page
    assert "A decision Open the referral" in page
    assert "Asked for support" in page


def test_a_connector_may_not_decide(aldermouth, dilys, as_ruth):
    joan = made.person(aldermouth, "Joan", "Whitcombe")
    made.referral(joan, dilys)

    page = text(as_ruth, joan)

    assert "Decide on the referral" not in page
    assert "The coordinator decides who walks alongside Joan." in page


def test_not_started_says_first_call_and_when_it_was_due(day, as_ruth):
    page = text(as_ruth, day.tomasz)

    assert "Not started came to Ruth Wednesday 18 November" in page
    assert "What is next Yesterday, late First call" in page
    assert "Nothing yet. The first call will stand here." in page


def test_what_the_last_contact_promised_is_next(day, as_ruth):
    assert "What is next Fri 20 Nov, late Text about the woodwork shed" in text(as_ruth, day.len)


def test_nothing_agreed_asks_for_the_diary(aldermouth, ruth, as_ruth):
    person, _ = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 20))

    assert "Nothing agreed yet Put the next meeting in the diary" in text(as_ruth, person)


def test_three_things_at_most_are_next(day, ruth, as_ruth):
    for number in (26, 27, 28):
        lives.entry(day.peg, ruth, at(number, 10), how="out", purpose=f"Walk {number}")

    page = text(as_ruth, day.peg)

    assert "Thu 26 Nov Walk 26" in page
    assert "Walk 28" not in page


def test_somebody_who_cannot_telephone_is_not_offered_to_be_rung(day, as_ruth):
    page = as_ruth.get(f"/people/{day.len.pk}/").content.decode()

    bar = page[page.index("al-bar--phone") :]
    assert 'href="tel:' not in bar
    assert f'href="/people/{day.len.pk}/more/"' in bar


def test_after_the_goodbye_the_call_is_what_is_next(day, as_ruth):
    page = text(as_ruth, day.dai)

    assert "Support ended on 25 August 2026 13 weeks ago" in page
    assert "What is next Today Follow-up call" in page
    assert "After the goodbye" not in page


def test_calls_after_the_goodbye_stand_after_it(day, ruth, as_ruth):
    episode = day.dai.episodes.get()
    Attempt.objects.create(
        episode=episode,
        kind="checkin",
        on=date(2026, 9, 14),
        outcome="talked",
        note="He is teaching a lad.",
        by=ruth,
    )

    page = text(as_ruth, day.dai)

    assert (
        "After the goodbye Mon 14 Sep Check-in call we talked, Ruth He is teaching a lad." in page
    )


def test_nothing_planned_after_support_leaves_the_door_open(day, as_ruth):
    Ending.objects.update(follow_up_on=None)

    page = text(as_ruth, day.dai)

    assert "Nothing is planned. Dai can come back whenever he likes." in page


def test_a_second_run_of_support_has_weeks_of_its_own(day, ruth, as_ruth):
    lives.contact(day.dai.episodes.get(), date(2026, 6, 9))
    made.episode(day.dai, ruth, allocated_on=date(2026, 11, 10), started_on=date(2026, 11, 12))
    lives.contact(day.dai.episodes.first(), date(2026, 11, 12))

    page = text(as_ruth, day.dai)

    assert "Week 2 of 12 ends about 4 February" in page
    assert "Week 1 Thu 12 Nov Telephone" in page
    assert "First telephone call" in page


def test_a_page_of_somebody_who_has_died_is_quiet(day, as_ruth):
    ImportantPerson.objects.create(
        person=day.peg, name="Nessa", relation="Next door", telephone="01632 960217"
    )
    day.peg.died_on = date(2026, 11, 20)
    day.peg.save()

    page = text(as_ruth, day.peg)
    answer = as_ruth.get(f"/people/{day.peg.pk}/").content.decode()

    assert "Peg died on 20 November 2026." in page
    assert "No call, letter or reminder falls due any more." in page
    assert "Nessa, next door. 01632 960217" in page
    assert "What is next" not in page
    assert "Record a contact" not in page
    assert "tel:07700900417" not in answer


def test_only_what_was_agreed_is_listed(day, ruth, as_ruth):
    assert "Nothing recorded, which means no" in text(as_ruth, day.peg)

    Consent.objects.create(
        person=day.peg,
        purpose="support",
        agreed=True,
        on=date(2026, 10, 22),
        how="telephone",
        recorded_by=ruth,
    )

    assert "What was agreed Change what Peg has agreed to To be supported" in text(as_ruth, day.peg)


def test_long_words_are_cut_and_the_rest_is_one_tap_away(day, as_ruth):
    episode = day.len.episodes.get()
    lives.said(episode, "matters", " ".join(["wood"] * 40))

    page = text(as_ruth, day.len)

    assert (
        f"“{' '.join(['wood'] * 30)} …” More of what they said In his words"
        in page.replace("…  More", "… More")
        or "More of what they said" in page
    )
    assert "wood " * 31 not in page


def test_the_way_back_is_where_one_works(day, as_ruth, client, dilys):
    assert 'href="/my-people/"' in as_ruth.get(f"/people/{day.peg.pk}/").content.decode()

    client.force_login(dilys)
    assert ">Everybody</a>" in client.get(f"/people/{day.peg.pk}/").content.decode()


def test_more_offers_what_the_moment_allows(day, aldermouth, dilys, client, as_ruth):
    open_ = text(as_ruth, day.peg, "more/")
    ended = text(as_ruth, day.dai, "more/")
    day.len.died_on = TODAY
    day.len.save()
    died = text(as_ruth, day.len, "more/")
    client.force_login(dilys)
    leads = text(client, day.peg, "more/")

    assert "Visit now" in open_
    assert "Hand over" not in open_
    assert "A new referral" in ended
    assert "Visit now" not in ended
    assert "A new referral" not in died
    assert "Say goodbye" not in died
    assert "Hand over to another connector" in leads


def test_the_page_costs_the_same_however_much_has_happened(
    day, ruth, as_ruth, django_assert_max_num_queries
):
    costs = []
    for many in (5, 30):
        for number in range(many):
            lives.contact(day.peg.episodes.get(), date(2026, 11, 1) + timedelta(days=number % 9))
        as_ruth.get(f"/people/{day.peg.pk}/")
        with django_assert_max_num_queries(80) as asked:
            as_ruth.get(f"/people/{day.peg.pk}/?whole")
        costs.append(len(asked))

    assert costs[0] == costs[1]
