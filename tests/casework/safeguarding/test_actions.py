"""A worry is raised, read, decided on and closed, and every step is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from alongside.casework.audit.models import Event
from alongside.casework.safeguarding import actions
from alongside.casework.safeguarding.models import Concern
from tests.casework import made

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


@pytest.fixture
def concern(aldermouth, peg, ruth):
    return actions.raise_concern(
        scheme=aldermouth,
        person=peg,
        about="",
        what="Her nephew has her bank card.",
        at=NOW,
        by=ruth,
        tell=False,
    )


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def test_a_concern_about_somebody_we_support_is_kept_with_one_line(aldermouth, peg, ruth):
    concern = actions.raise_concern(
        scheme=aldermouth,
        person=peg,
        about="not needed",
        what=" Her nephew has her bank card. ",
        at=NOW,
        in_danger_now=True,
        done_already="Stayed with her",
        person_knows=True,
        by=ruth,
    )

    assert (concern.what, concern.about) == ("Her nephew has her bank card.", "")
    assert (concern.in_danger_now, concern.person_knows) == (True, True)
    line = Event.objects.get()
    assert (line.action, line.person_number) == ("CONCERN_RAISED", peg.pk)
    assert line.detail == {"in_danger_now": True}


def test_a_concern_can_be_about_somebody_who_is_not_on_our_books(aldermouth, ruth):
    concern = actions.raise_concern(
        scheme=aldermouth, person=None, about="Her neighbour", what="Shouting", at=NOW, by=ruth
    )

    assert concern.about == "Her neighbour"


@pytest.mark.parametrize(
    ("about", "what", "words"),
    [("", "Shouting", "Say who it is about"), ("Her neighbour", "", "Say what you saw")],
)
def test_a_concern_without_whom_or_what_is_refused(aldermouth, ruth, about, what, words):
    with pytest.raises(actions.CannotRaise, match=words):
        actions.raise_concern(
            scheme=aldermouth, person=None, about=about, what=what, at=NOW, by=ruth
        )

    assert not Event.objects.exists()


def test_a_concern_stands_in_the_scheme_that_knows_the_person(elsewhere, peg, outsider):
    with pytest.raises(actions.CannotRaise, match="known to another scheme"):
        actions.raise_concern(
            scheme=elsewhere, person=peg, about="", what="Shouting", at=NOW, by=outsider
        )


def test_the_leads_are_told_without_a_word_about_anybody(
    aldermouth, elsewhere, peg, ruth, lena, django_capture_on_commit_callbacks
):
    made.worker("Of Elsewhere", "safeguarding_lead", elsewhere)
    gone = made.worker("Gone Lead")
    made.give(gone, "safeguarding_lead", aldermouth, ended_on=date(2026, 1, 31))
    made.worker("Closed Lead", "safeguarding_lead", aldermouth, is_active=False)

    with django_capture_on_commit_callbacks(execute=True):
        actions.raise_concern(
            scheme=aldermouth, person=peg, about="", what="A bruise", at=NOW, by=ruth
        )

    assert [message.to for message in mail.outbox] == [[lena.email]]
    assert (
        mail.outbox[0].body == "A concern was raised in Aldermouth Connectors. Sign in to read it."
    )
    assert mail.outbox[0].subject == "A concern was raised in Aldermouth Connectors"


def test_nobody_is_told_by_email_where_that_is_not_wanted(
    aldermouth, peg, ruth, lena, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        actions.raise_concern(
            scheme=aldermouth, person=peg, about="", what="A bruise", at=NOW, by=ruth, tell=False
        )

    assert callbacks == []


def test_the_lead_acknowledges_once(concern, lena):
    actions.acknowledge(concern=concern, at=NOW, by=lena)

    with pytest.raises(actions.CannotAcknowledge, match="acknowledged already"):
        actions.acknowledge(concern=concern, at=NOW, by=lena)
    concern.refresh_from_db()
    assert (concern.acknowledged_by, concern.acknowledged_at) == (lena, NOW)
    assert kinds() == ["CONCERN_RAISED", "CONCERN_ACKNOWLEDGED"]


def test_who_decides_has_read_it(concern, lena):
    actions.decide(
        concern=concern, decision="emergency", words="999 came within ten minutes", at=NOW, by=lena
    )

    concern.refresh_from_db()
    assert concern.acknowledged_by == lena
    assert concern.get_decision_display() == "Called the emergency services"
    assert kinds()[-1] == "CONCERN_DECIDED"


def test_a_second_decision_keeps_the_first_among_the_notes(concern, lena):
    later = NOW + timedelta(days=3)
    actions.decide(
        concern=concern,
        decision="watch",
        words="Her daughter stays with her",
        look_again_on=date(2026, 11, 23),
        at=NOW,
        by=lena,
    )

    actions.decide(concern=concern, decision="refer_council", words="It went on", at=later, by=lena)

    note = concern.notes.get()
    assert note.words == (
        "Decided then: We keep an eye on it, with a date to look again. Her daughter stays with her"
    )
    assert (note.at, note.by) == (NOW, lena)
    concern.refresh_from_db()
    assert (concern.decision, concern.look_again_on) == ("refer_council", None)


def test_a_decision_without_words_is_refused_and_changes_nothing(concern, lena):
    with pytest.raises(actions.CannotDecide, match="Write why"):
        actions.decide(concern=concern, decision="emergency", words="", at=NOW, by=lena)

    concern.refresh_from_db()
    assert concern.decision == ""


def test_notes_are_added_even_after_closing(concern, lena):
    actions.decide(concern=concern, decision="emergency", words="999 came", at=NOW, by=lena)
    actions.close(concern=concern, at=NOW, by=lena)

    actions.add_note(concern=concern, words="The council wrote back", at=NOW, by=lena)

    assert concern.notes.get().words == "The council wrote back"
    assert kinds()[-2:] == ["CONCERN_CLOSED", "CONCERN_NOTED"]


def test_an_empty_note_is_refused(concern, lena):
    with pytest.raises(actions.CannotNote, match="The note is empty"):
        actions.add_note(concern=concern, words="", at=NOW, by=lena)


def test_nothing_is_closed_before_something_is_decided(concern, lena):
    with pytest.raises(actions.CannotClose, match="Nothing has been decided yet"):
        actions.close(concern=concern, at=NOW, by=lena)

    assert Concern.objects.open().get() == concern


def test_a_line_that_cannot_be_written_undoes_the_write(concern, lena, monkeypatch):
    monkeypatch.setattr(actions.audit, "record", lambda *a, **k: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.acknowledge(concern=concern, at=NOW, by=lena)

    concern.refresh_from_db()
    assert concern.acknowledged_at is None
