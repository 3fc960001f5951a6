"""Asking, making, publishing and withdrawing: what is written, what is refused, and who may."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.extracting.models import Extract
from alongside.casework.reports import actions, comparing, place, tasks
from alongside.casework.reports.models import ReportFile, Run
from alongside.casework.schemes.models import Programme, Scheme
from tests.casework import made

from .conftest import SUMMER, TODAY, asked, published, ready

SURVEY = b"id,age,gender,ucla_start,ucla_end\n1,70,female,6,5\n"


def done():
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def touch(path):
    """As if it had been written now: disks do not know that it is November."""
    os.utime(path, times=(timezone.now().timestamp(),) * 2)


@pytest.fixture
def nothing_too_near(monkeypatch):
    monkeypatch.setattr(comparing, "_why_too_near", lambda run, other: "")


# ---- asking ------------------------------------------------------------------------------------


def test_an_evaluator_asks_with_a_file_and_a_line_is_left(aldermouth, eva):
    survey = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )

    run = asked(eva, aldermouth, comparison=survey)

    assert (run.state, run.asked_by, run.programme) == ("asked", eva, aldermouth.programme)
    assert run.choice.schemes == (aldermouth,)
    assert run.kept_until == timezone.now() + timedelta(days=30)
    assert done() == ["REPORT_FILE_ADDED", "REPORT_ASKED"]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("dilys", "Files are for evaluators of every scheme"),
        ("ruth", "You do not coordinate or evaluate every scheme"),
        ("colm", "You do not coordinate or evaluate every scheme"),
    ],
)
def test_who_may_not_is_told_and_nothing_is_written(aldermouth, eva, who, words, request):
    worker = request.getfixturevalue(who)
    file = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )
    with pytest.raises(actions.CannotAsk, match=words):
        asked(worker, aldermouth, comparison=file)

    assert not Run.objects.exists()


def test_schemes_of_two_programmes_are_two_reports(aldermouth, eva):
    other = Scheme.objects.create(
        programme=Programme.objects.create(name="Another"), name="There", nation="wales"
    )
    made.give(eva, "evaluator", other)

    with pytest.raises(actions.CannotAsk, match="more than one programme"):
        asked(eva, aldermouth, other)


def test_a_file_is_of_the_same_programme_of_its_kind_and_still_there(aldermouth, eva):
    another = Programme.objects.create(name="Another")
    made.give(eva, "evaluator", Scheme.objects.create(programme=another, name="A", nation="wales"))

    def added(kind="comparison", programme=aldermouth.programme):
        return actions.add_file(
            programme=programme, kind=kind, name="a.csv", content=SURVEY, by=eva
        )

    removed = added()
    actions.remove_file(file=ReportFile.objects.get(), by=eva)
    for file, words in (
        (removed, "was removed"),  # chosen while it was there
        (added("population"), "is of another kind"),
        (added(programme=another), "is of another programme"),
    ):
        with pytest.raises(actions.CannotAsk, match=words):
            asked(eva, aldermouth, comparison=file)

    assert not Run.objects.exists()


def test_a_failing_audit_line_undoes_it(aldermouth, eva, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(actions.audit, "record", fail)
    with pytest.raises(RuntimeError):
        asked(eva, aldermouth)

    assert not Run.objects.exists()


# ---- making ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick_files")
def test_it_is_made_from_an_extract_that_stands_in_the_register_and_is_gone(
    aldermouth, eva, pegs_episode
):
    run = ready(eva, aldermouth, from_on=None, to_on=None)

    assert (run.state, run.made_at) == ("ready", timezone.now())
    line = Extract.objects.get()
    assert (run.extract, line.asked_by) == (line, eva)
    assert line.for_whom == f"Report {run.pk} of this service, and removed when it was made"
    assert line.rows["episodes"] == 1
    assert run.counts["episodes.count"] == 1
    assert [path.name for path in place.place().iterdir()] == [str(run.pk)]
    assert not [path for path in place.place().rglob("*") if path.suffix in (".parquet", ".csv")]
    assert place.place().stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("quick")
def test_what_can_never_be_published_has_one_version_alone(aldermouth, eva):
    whole, fixed = ready(eva, aldermouth, to_on=None), ready(eva, aldermouth)

    assert sorted(whole.said) == ["full"]
    assert sorted(fixed.said) == ["full", "published"]
    assert not (place.folder_of(whole.pk) / "published").exists()


@pytest.mark.usefixtures("quick")
def test_asked_for_twice_it_is_made_once(aldermouth, eva):
    run = ready(eva, aldermouth)

    tasks.make_report.func(run.pk)

    assert done().count("REPORT_MADE") == 1
    assert Extract.objects.count() == 1


def test_what_a_killed_process_had_begun_says_that_it_did_not_work(aldermouth, eva):
    run = actions.begin(run=asked(eva, aldermouth), by=eva)
    left = place.work_of(run.pk)
    left.mkdir()
    (left / "episodes.parquet").write_text("rows")

    tasks.make_report.func(run.pk)  # as whoever takes up what was abandoned does

    run.refresh_from_db()
    assert run.state == "failed"
    assert run.why_failed == tasks.STOPPED
    assert not left.exists()
    assert not Extract.objects.exists()


@pytest.mark.usefixtures("quick_files")
def test_a_file_that_does_not_fit_is_said_in_words_and_is_no_failure_of_ours(aldermouth, eva):
    wrong = actions.add_file(
        programme=aldermouth.programme, kind="values", name="v.toml", content=b"x = 1", by=eva
    )

    run = ready(eva, aldermouth, values=wrong)

    assert run.state == "failed"
    assert "unknown key x" in run.why_failed
    assert not place.work_of(run.pk).exists()


@pytest.mark.usefixtures("quick_files")
def test_a_file_that_is_removed_while_its_report_waits_is_the_reason_that_is_kept(aldermouth, eva):
    file = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )
    run = asked(eva, aldermouth, comparison=file)
    actions.remove_file(file=file, by=eva)

    tasks.make_report.func(run.pk)

    run.refresh_from_db()
    assert run.state == "failed"
    assert run.why_failed.startswith("The file a.csv was removed before the report was made.")
    assert not list(place.place().iterdir())


@pytest.mark.usefixtures("quick")
def test_something_of_ours_that_breaks_is_kept_without_words(aldermouth, eva, monkeypatch):
    def fail(*args):
        raise ValueError("Peg Hollins")

    monkeypatch.setattr(tasks.making, "make", fail)
    with pytest.raises(Exception, match="ValueError"):
        ready(eva, aldermouth)

    run = Run.objects.get()
    assert (run.state, run.why_failed) == ("failed", "")


@pytest.mark.usefixtures("quick")
def test_what_is_finished_is_not_begun_again(aldermouth, eva):
    run = ready(eva, aldermouth)

    with pytest.raises(actions.CannotGoOn, match=f"Report {run.pk} is made already."):
        actions.begin(run=run, by=eva)


@pytest.mark.usefixtures("quick")
def test_what_was_not_published_is_forgotten_after_thirty_days(
    aldermouth, eva, time_machine, nothing_too_near
):
    old = ready(eva, aldermouth)
    stays = published(eva, aldermouth)
    time_machine.shift(timedelta(days=31))

    tasks.forget_old()

    old.refresh_from_db()
    stays.refresh_from_db()
    assert (old.counts, old.said, old.is_kept) == ({}, {}, False)
    assert stays.counts
    assert [path.name for path in place.place().iterdir()] == [str(stays.pk)]


@pytest.mark.usefixtures("quick")
def test_what_is_being_made_is_left_alone_and_what_a_publication_left_goes(aldermouth, eva):
    stays = published(eva, aldermouth)  # in a test what comes after the transaction does not come
    working = actions.begin(run=asked(eva, aldermouth), by=eva)
    for folder in (place.work_of(working.pk), place.folder_of(working.pk), place.work_of(999)):
        folder.mkdir()
        touch(folder)

    tasks.forget_old()

    assert {path.name for path in place.place().iterdir()} == {
        str(stays.pk), str(working.pk), place.work_of(working.pk).name,
    }  # fmt: skip
    assert [path.name for path in place.folder_of(stays.pk).iterdir()] == ["published"]


def test_what_nobody_works_on_for_a_day_did_not_work_and_no_row_of_it_stays(
    aldermouth, eva, time_machine
):
    lost = actions.begin(run=asked(eva, aldermouth), by=eva)
    place.work_of(lost.pk).mkdir()
    (place.work_of(lost.pk) / "episodes.parquet").write_text("rows")
    touch(place.work_of(lost.pk))

    time_machine.shift(timedelta(hours=23))
    tasks.forget_old()
    lost.refresh_from_db()
    assert lost.state == "working"

    time_machine.shift(timedelta(hours=2))
    tasks.forget_old()
    lost.refresh_from_db()
    assert (lost.state, lost.why_failed) == ("failed", tasks.STOPPED)
    assert not list(place.place().iterdir())


# ---- publishing --------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_publishing_leaves_nothing_but_what_is_published(
    aldermouth, eva, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        run = published(eva, aldermouth)

    assert (run.published_by, run.kept_until, run.stands) == (eva, None, True)
    assert sorted(run.said) == ["published"]
    assert place.file_of(run, "report").read_text().count("As published") == 1
    assert not (place.folder_of(run.pk) / "full").exists()
    assert done()[-1] == "REPORT_PUBLISHED"


@pytest.mark.usefixtures("quick")
def test_only_an_evaluator_of_every_scheme_publishes(aldermouth, elsewhere, eva, dilys, colm):
    made.give(eva, "evaluator", elsewhere)
    run = ready(eva, aldermouth, elsewhere)
    half = made.worker("Olu Bright", "evaluator", aldermouth)

    for worker in (dilys, colm, half):
        with pytest.raises(actions.CannotPublish, match="not an evaluator of every scheme"):
            actions.publish(run=run, today=TODAY, by=worker)
    assert Run.objects.get().published_at is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"to_on": date(2026, 9, 29)}, "It ends on 29 September 2026."),
        ({"from_on": None}, "no first or no last day"),
    ],
)
@pytest.mark.usefixtures("quick")
def test_a_period_that_is_not_fixed_is_not_published(aldermouth, eva, more, words):
    with pytest.raises(actions.CannotPublish, match=words):
        published(eva, aldermouth, **more)


@pytest.mark.usefixtures("quick")
def test_what_was_made_before_its_period_was_over_is_made_again(
    aldermouth, eva, time_machine, nothing_too_near
):
    autumn = {"from_on": date(2026, 10, 1), "to_on": date(2026, 12, 31)}
    time_machine.move_to("2026-12-15T10:00:00+00:00")
    early = ready(eva, aldermouth, today=date(2026, 12, 15), **autumn)
    time_machine.move_to("2027-01-04T10:00:00+00:00")
    today = date(2027, 1, 4)

    with pytest.raises(actions.CannotPublish, match="made before its period was over"):
        actions.publish(run=early, today=today, by=eva)

    later = ready(eva, aldermouth, today=today, **autumn)
    assert actions.publish(run=later, today=today, by=eva).stands


@pytest.mark.parametrize("what", ["files", "findings"])
@pytest.mark.usefixtures("quick")
def test_a_version_that_is_not_there_is_not_published(aldermouth, eva, what):
    run = ready(eva, aldermouth)
    if what == "files":
        shutil.rmtree(place.folder_of(run.pk) / place.PUBLISHED)
    else:
        Run.objects.filter(pk=run.pk).update(said={place.FULL: run.said[place.FULL]})

    with pytest.raises(actions.CannotPublish, match="What would be published of it is not there"):
        actions.publish(run=run, today=TODAY, by=eva)


@pytest.mark.usefixtures("quick")
def test_the_same_is_published_once_at_a_time(aldermouth, eva, nothing_too_near):
    first = published(eva, aldermouth)

    with pytest.raises(actions.CannotPublish, match="Withdraw that one first"):
        published(eva, aldermouth)

    actions.withdraw(run=first, because="It was wrong.", by=eva)
    assert published(eva, aldermouth).stands


@pytest.mark.usefixtures("quick")
def test_each_is_compared_with_all_that_was_ever_published_of_some_of_the_same(
    aldermouth, elsewhere, eva, nothing_too_near
):
    made.give(eva, "evaluator", elsewhere)
    summer = published(eva, aldermouth)
    actions.withdraw(run=summer, because="It was wrong.", by=eva)
    spring = {"from_on": date(2026, 4, 1), "to_on": date(2026, 6, 30)}
    published(eva, aldermouth, **spring)
    published(eva, elsewhere)

    both = ready(eva, aldermouth, elsewhere, **SUMMER)

    assert {one.pk for one in comparing.published_beside(both)} == {
        summer.pk,
        Run.objects.stands().get(schemes=elsewhere).pk,
    }
    half_year = ready(eva, aldermouth, from_on=date(2026, 4, 1), to_on=date(2026, 9, 30))
    assert comparing.published_beside(half_year).count() == 2


@pytest.mark.usefixtures("quick")
def test_what_was_made_before_another_was_published_is_made_again(
    aldermouth, elsewhere, eva, nothing_too_near
):
    made.give(eva, "evaluator", elsewhere)
    both = ready(eva, aldermouth, elsewhere)
    published(eva, aldermouth)

    with pytest.raises(actions.CannotPublish, match="Since it was made another was published"):
        actions.publish(run=both, today=TODAY, by=eva)

    assert published(eva, aldermouth, elsewhere).stands


@pytest.mark.usefixtures("quick")
def test_what_differs_from_a_published_one_by_a_few_people_is_not_published(aldermouth, eva):
    first = published(eva, aldermouth)
    actions.withdraw(run=first, because="It was wrong.", by=eva)
    nearly = ready(eva, aldermouth)
    Run.objects.filter(pk=nearly.pk).update(
        counts=nearly.counts | {"episodes.count": nearly.counts["episodes.count"] + 3}
    )

    with pytest.raises(actions.CannotPublish, match="by fewer than 8 people") as refused:
        actions.publish(run=nearly, today=TODAY, by=eva)

    assert str(refused.value).startswith(
        "Beside the report that was published on 19 November 2026: This report differs"
    )


@pytest.mark.usefixtures("quick")
def test_what_is_withdrawn_keeps_its_reason(aldermouth, eva, dilys):
    run = published(eva, aldermouth)
    with pytest.raises(actions.CannotWithdraw, match="not an evaluator"):
        actions.withdraw(run=run, because="x", by=dilys)
    with pytest.raises(actions.CannotWithdraw, match="Say why"):
        actions.withdraw(run=run, because=" ", by=eva)

    gone = actions.withdraw(run=run, because=" A scheme was counted twice. ", by=eva)

    assert gone.withdrawn_because == "A scheme was counted twice."
    assert not gone.stands
    assert gone.kept_until == timezone.now() + timedelta(days=30)
    assert done()[-1] == "REPORT_WITHDRAWN"


@pytest.mark.usefixtures("quick")
def test_what_was_withdrawn_is_compared_with_for_ever(aldermouth, eva, time_machine):
    run = published(eva, aldermouth)
    actions.withdraw(run=run, because="It was wrong.", by=eva)
    time_machine.shift(timedelta(days=400))

    tasks.forget_old()

    run.refresh_from_db()
    assert run.counts
    assert not run.is_kept
    assert not place.folder_of(run.pk).exists()


# ---- files -------------------------------------------------------------------------------------


def test_a_file_is_sealed_and_its_content_goes_when_it_is_removed(aldermouth, eva):
    file = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )
    assert (file.size, file.removed_at) == (len(SURVEY), None)

    actions.remove_file(file=file, by=eva)

    assert ReportFile.objects.get().content == ""
    assert not ReportFile.objects.seen_by(eva).exists()
    assert done() == ["REPORT_FILE_ADDED", "REPORT_FILE_REMOVED"]


def test_a_file_is_brought_by_an_evaluator_of_the_programme(aldermouth, eva, dilys):
    another = Programme.objects.create(name="Another")
    for programme, worker in ((aldermouth.programme, dilys), (another, eva)):
        with pytest.raises(actions.CannotAddFile, match="Files are for evaluators"):
            actions.add_file(
                programme=programme, kind="comparison", name="a.csv", content=SURVEY, by=worker
            )


# ---- what the database holds together ----------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "ready"},
        {"made_at": timezone.now()},
        {"published_at": timezone.now()},
        {"withdrawn_at": timezone.now()},
        {"withdrawn_because": "x"},
        {"kept_until": None},
    ],
)
def test_the_database_ties_what_goes_together(aldermouth, eva, wrong):
    run = asked(eva, aldermouth)

    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(**wrong)


def test_a_removed_file_holds_nothing(aldermouth, eva):
    file = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportFile.objects.filter(pk=file.pk).update(removed_at=timezone.now())


def test_records_are_named_by_their_number_alone(aldermouth, eva):
    file = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )

    assert str(asked(eva, aldermouth)).startswith("report ")
    assert str(file).startswith("file ")
    assert file.audit_scheme_id is None
