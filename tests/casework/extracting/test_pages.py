"""The register, asking for an extract and fetching it, as evaluators and others meet them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.extracting import actions, making
from alongside.casework.extracting.models import Extract
from tests.casework import made

from .conftest import write

SENT = {"for_whom": "Hill University, the yearly evaluation", "format": "csv"}


@pytest.fixture(autouse=True)
def its_own_place(settings, tmp_path):
    settings.DATA = tmp_path / "data"


@pytest.fixture
def as_eva(client, eva):
    client.force_login(eva)
    return client


def shown(client, name, *args, status=200):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status
    return answer.content.decode()


def asked(client, *schemes, **more):
    """Ask on the page; in tests the work is done as soon as the transaction is over."""
    sent = SENT | {"schemes": [scheme.pk for scheme in schemes]} | more
    return client.post(reverse("extracting:ask"), sent, follow=True)


def test_an_evaluator_asks_gets_it_and_it_stands_in_the_register(
    as_eva, aldermouth, pegs_episode, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = asked(as_eva, aldermouth).content.decode()
    assert "Asked for. It is made while you do something else." in page
    assert "Being made" in page
    assert "Look again" in page

    made_one = Extract.objects.get()
    page = shown(as_eva, "extracting:extract", made_one.pk)
    assert "Fetch the zip file" in page
    assert "Hill University, the yearly evaluation" in page
    assert made_one.hashes["contacts.csv"] in page

    answer = as_eva.get(reverse("extracting:file", args=[made_one.pk]))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "extract/episodes.csv" in packed.namelist()
    assert answer["Content-Disposition"] == (
        f'attachment; filename="extract-{made_one.pk}-2026-11-19.zip"'
    )
    assert Event.objects.filter(action="EXTRACT_FETCHED").count() == 1

    register = shown(as_eva, "extracting:register")
    assert "Aldermouth Connectors. Everything." in register
    assert "Asked for by Eva Lindgren." in register


def test_what_is_missing_or_refused_is_said_with_the_form(as_eva, aldermouth):
    nothing = as_eva.post(reverse("extracting:ask"), {}).content.decode()
    backwards = asked(as_eva, aldermouth, from_on="2026-10-02", to_on="2026-10-01").content.decode()

    assert "Choose at least one scheme." in nothing
    assert "Say who will get it, and what for." in nothing
    assert "1 October 2026 is before 2 October 2026." in backwards
    assert not Extract.objects.exists()


def test_a_scheme_that_one_does_not_evaluate_cannot_be_chosen(as_eva, elsewhere):
    page = asked(as_eva, elsewhere).content.decode()

    assert elsewhere.name not in page
    assert not Extract.objects.exists()


def test_the_only_scheme_is_chosen_already(as_eva, aldermouth, elsewhere, eva):
    assert shown(as_eva, "extracting:ask").count("checked") == 2  # with CSV

    made.give(eva, "evaluator", elsewhere)
    assert shown(as_eva, "extracting:ask").count("checked") == 1


def test_what_was_left_out_is_said_and_the_period(as_eva, aldermouth, peg, ruth, tmp_path):
    made.episode(peg, ruth, started_on=None)
    entered = write(tmp_path / "out", aldermouth, since=date(2026, 10, 1), until=date(2026, 11, 1))

    page = shown(as_eva, "extracting:extract", entered.pk)

    assert "1 episode in which nobody has been reached" in page
    assert "From 1 October 2026 until 1 November 2026" in page
    assert "whoever runs the service" in page
    assert "Fetch the zip file" not in page


def test_a_period_may_be_open_at_either_end(as_eva, aldermouth, tmp_path):
    write(tmp_path / "one", aldermouth, until=date(2026, 11, 1))

    assert "Until 1 November 2026." in shown(as_eva, "extracting:register")


def test_what_did_not_work_is_said_and_can_be_asked_for_again(as_eva, aldermouth, eva):
    failed = actions.ask(schemes=[aldermouth], for_whom="Hill", by=eva)
    actions.give_up(extract=failed, by=eva)

    page = shown(as_eva, "extracting:extract", failed.pk)
    assert "It could not be made, and nothing of it is kept." in page
    assert reverse("extracting:ask") in page
    shown(as_eva, "extracting:file", failed.pk, status=404)


def test_the_file_is_for_nobody_but_who_asked(client, aldermouth, eva, dilys):
    one = actions.ask(schemes=[aldermouth], for_whom="Hill", by=eva)
    making.make_zip(one)
    client.force_login(made.worker("Olu Bright", "evaluator", aldermouth))

    assert "Fetch the zip file" not in shown(client, "extracting:extract", one.pk)
    shown(client, "extracting:file", one.pk, status=404)

    client.force_login(dilys)
    assert "Ask for an extract" not in shown(client, "extracting:register")
    shown(client, "extracting:ask", status=404)
    shown(client, "extracting:file", one.pk, status=404)


def test_the_file_goes_with_the_role(as_eva, aldermouth, eva):
    one = actions.ask(schemes=[aldermouth], for_whom="Hill", by=eva)
    making.make_zip(one)
    made.give(eva, "coordinator", aldermouth)
    eva.memberships.filter(role="evaluator").update(ended_on=date(2026, 11, 18))

    assert "no longer yours to have" in shown(as_eva, "extracting:extract", one.pk)
    shown(as_eva, "extracting:file", one.pk, status=404)


def test_a_file_that_is_gone_is_not_found(as_eva, aldermouth, eva):
    one = actions.ask(schemes=[aldermouth], for_whom="Hill", by=eva)
    making.make_zip(one)
    making.zip_of(one).unlink()

    shown(as_eva, "extracting:file", one.pk, status=404)


def test_the_register_of_another_scheme_is_not_there(client, aldermouth, elsewhere, eva, outsider):
    one = actions.ask(schemes=[aldermouth], for_whom="Hill", by=eva)
    client.force_login(outsider)
    shown(client, "extracting:register", status=404)

    client.force_login(made.worker("Morag Innes", "administrator", elsewhere))
    assert "Nobody has made one yet." in shown(client, "extracting:register")
    shown(client, "extracting:extract", one.pk, status=404)


def test_a_long_register_comes_in_pages(as_eva, aldermouth, eva, django_assert_max_num_queries):
    for _ in range(21):
        actions.ask(schemes=[aldermouth], for_whom="Hill", by=eva)

    first = shown(as_eva, "extracting:register")
    assert first.count("For Hill.") == 20
    assert "Older ones" in first
    second = as_eva.get(reverse("extracting:register"), {"page": 2}).content.decode()
    assert second.count("For Hill.") == 1
    assert "Newer ones" in second
    with django_assert_max_num_queries(9):
        as_eva.get(reverse("extracting:register"))
