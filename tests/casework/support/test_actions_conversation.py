"""What the person says, in their words."""

from datetime import date

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.support import actions, queries
from alongside.casework.support.models import ConversationWords, Tag

from .. import made

FIRST, SECOND = date(2026, 11, 5), date(2026, 11, 12)


def test_what_was_said_over_several_meetings_stands_together(pegs_episode, ruth, owen):
    actions.say(episode=pegs_episode, prompt="matters", words=" Birds. ", on=FIRST, by=ruth)
    actions.say(episode=pegs_episode, prompt="matters", words="Company.", on=SECOND, by=owen)

    matters = queries.conversation_of(pegs_episode).of("matters")
    assert [(said.words, said.on, said.by) for said in matters.said] == [
        ("Birds.", FIRST, "Ruth"),
        ("Company.", SECOND, "Owen"),
    ]
    assert Event.objects.filter(action="CONVERSATION_ADDED").first().detail == {"prompt": "matters"}
    assert queries.what_matters(pegs_episode).words == "Company."


def test_what_gets_in_the_way_stays_until_it_is_ticked_anew(pegs_episode, ruth):
    def barriers():
        return queries.conversation_of(pegs_episode).barriers

    say = {"episode": pegs_episode, "prompt": "barriers", "on": FIRST, "by": ruth}
    actions.say(words="The step.", barriers=["transport", "confidence"], **say)
    assert barriers() == ("confidence", "transport")

    actions.say(words="Also the dark.", **say)
    assert barriers() == ("confidence", "transport")

    actions.say(words="", barriers=[], **say)
    assert barriers() == ()
    assert queries.conversation_of(pegs_episode).words("barriers") == "The step.\nAlso the dark."


def test_the_first_words_about_what_gets_in_the_way_need_no_ticks(pegs_episode, ruth):
    said = actions.say(
        episode=pegs_episode, prompt="barriers", words="The dark.", on=FIRST, by=ruth
    )

    assert said.barriers == []


def test_an_empty_list_of_barriers_at_another_prompt_means_nothing(pegs_episode, ruth):
    said = actions.say(
        episode=pegs_episode, prompt="hopes", words="Spring.", on=FIRST, barriers=[], by=ruth
    )

    assert said.barriers == []


def test_nothing_said_is_refused(pegs_episode, ruth):
    with pytest.raises(actions.CannotSay, match="Write what the person said"):
        actions.say(episode=pegs_episode, prompt="matters", words=" ", on=FIRST, by=ruth)

    assert not ConversationWords.objects.exists()


def test_after_the_end_nothing_is_added(peg, ruth):
    ended = made.episode(peg, ruth, ended_on=date(2027, 1, 14), end_reason="completed")

    with pytest.raises(actions.CannotSay, match="Support ended on"):
        actions.say(episode=ended, prompt="matters", words="x", on=date(2027, 2, 1), by=ruth)


def test_corrected_words_take_the_place_of_the_earlier_ones_which_stay(pegs_episode, ruth, owen):
    wrong = actions.say(
        episode=pegs_episode, prompt="please_do", words="Time to find a wurd.", on=FIRST, by=ruth
    )

    right = actions.correct_words(words=wrong, new="Time to find a word.", on=SECOND, by=owen)
    third = actions.correct_words(words=right, new="Time to find words.", on=SECOND, by=ruth)

    wrong.refresh_from_db()
    assert (wrong.replaced_by, wrong.corrected_on) == (right, SECOND)
    (said,) = queries.conversation_of(pegs_episode).of("please_do").said
    assert said.entry == third
    assert (said.words, said.on) == ("Time to find words.", FIRST)
    assert [earlier.words for earlier in said.before] == [
        "Time to find a word.",
        "Time to find a wurd.",
    ]


@pytest.mark.parametrize(
    ("new", "words"),
    [("", "Write what it should say"), ("Birds.", "The words are as they were")],
)
def test_a_correction_says_something_else(pegs_episode, ruth, new, words):
    said = actions.say(episode=pegs_episode, prompt="matters", words="Birds.", on=FIRST, by=ruth)

    with pytest.raises(actions.CannotCorrect, match=words):
        actions.correct_words(words=said, new=new, on=SECOND, by=ruth)


def test_words_are_corrected_once(pegs_episode, ruth):
    said = actions.say(episode=pegs_episode, prompt="matters", words="Birds.", on=FIRST, by=ruth)
    actions.correct_words(words=said, new="Gulls.", on=SECOND, by=ruth)

    with pytest.raises(actions.CannotCorrect, match="corrected these words already"):
        actions.correct_words(words=said, new="Terns.", on=SECOND, by=ruth)


def test_a_word_to_remember_is_kept_once_and_can_be_taken_away(pegs_episode, ruth):
    birds = actions.tag(episode=pegs_episode, word=" birds ", by=ruth)
    again = actions.tag(episode=pegs_episode, word="Birds", by=ruth)

    assert birds == again
    assert Tag.objects.get().word == "birds"

    actions.untag(tag=birds, by=ruth)

    assert not Tag.objects.exists()
    assert list(Event.objects.values_list("action", flat=True)) == [
        "TAG_ADDED",
        "TAG_ADDED",
        "TAG_REMOVED",
    ]


def test_a_tag_is_short(pegs_episode, ruth):
    with pytest.raises(actions.CannotTag, match="at most 30 letters"):
        actions.tag(episode=pegs_episode, word="x" * 40, by=ruth)
