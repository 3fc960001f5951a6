"""Reports as evaluators, coordinators, commissioners and others meet them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.reports import actions, making, place
from alongside.casework.reports.models import ReportFile, Run
from tests.casework import made

from .conftest import TODAY, asked, published, ready

SENT = {"from_on": "2026-07-01", "to_on": "2026-09-30"}
SURVEY = b"id,age,gender,lives_alone,ucla_start,ucla_end\n1,70,female,true,6,5\n"


@pytest.fixture
def as_eva(client, eva):
    client.force_login(eva)
    return client


def shown(client, name, *args, status=200, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def sent(client, name, *args, **fields):
    answer = client.post(reverse(name, args=args), fields, follow=True)
    return " ".join(answer.content.decode().split())


# ---- asking ------------------------------------------------------------------------------------


def test_an_evaluator_asks_waits_and_reads(
    as_eva, aldermouth, quick, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = sent(as_eva, "reports:ask", schemes=[aldermouth.pk], **SENT)
    assert "Asked for. It is made while you do something else." in page
    assert "Waiting for its turn." in page
    assert 'content="5"' in page

    run = Run.objects.get()
    page = shown(as_eva, "reports:run", run.pk)
    assert "1 July to 30 September 2026" in page
    assert "Not for publication. It shows small numbers" in page
    assert "69%" in page
    assert "Few people" in page
    assert "Publish" in page

    listed = shown(as_eva, "reports:list")
    assert "Aldermouth Connectors." in listed
    assert "Asked for by Eva Lindgren on 19 November 2026." in listed


def test_the_days_of_a_report_are_said_as_people_say_them(as_eva, aldermouth, eva):
    for days in (
        {"from_on": None, "to_on": None},
        {"from_on": None},
        {"to_on": None},
        {"from_on": date(2025, 7, 1)},
    ):
        asked(eva, aldermouth, **days)

    page = shown(as_eva, "reports:list")

    for words in (
        "Everything until 19 November 2026",
        "Until 30 September 2026",
        "From 1 July 2026 on",
        "1 July 2025 to 30 September 2026",
    ):
        assert words in page


def test_how_far_it_is_is_said(as_eva, aldermouth, eva, time_machine):
    run = actions.begin(run=asked(eva, aldermouth), by=eva)
    making.step_of(run)(2)

    page = shown(as_eva, "reports:run", run.pk)
    assert "Computing the figures." in page
    assert "Step 2 of 4" in page
    assert "should be done by now" not in page

    time_machine.move_to("2026-11-19T10:16:00+00:00", tick=False)
    assert "should be done by now" in shown(as_eva, "reports:run", run.pk)


def test_what_did_not_work_is_said_and_asked_for_again_as_it_was(as_eva, aldermouth, eva):
    run = actions.give_up(run=asked(eva, aldermouth), why="values.toml: no.", by=eva)

    page = shown(as_eva, "reports:run", run.pk)
    assert "values.toml: no." in page
    form = shown(as_eva, "reports:ask", like=run.pk)
    assert 'value="2026-07-01"' in form
    assert "checked" in form


def test_what_is_missing_or_refused_is_said_with_the_form(as_eva, aldermouth):
    nothing = sent(as_eva, "reports:ask")
    backwards = sent(
        as_eva, "reports:ask", schemes=[aldermouth.pk], from_on="2026-10-02", to_on="2026-10-01"
    )

    assert "Choose at least one scheme." in nothing
    assert "1 October 2026 is before 2 October 2026." in backwards
    assert not Run.objects.exists()


def test_of_several_schemes_all_are_chosen_at_once_or_some(as_eva, aldermouth, elsewhere, eva):
    made.give(eva, "evaluator", elsewhere)
    programme = str(aldermouth.programme_id)
    assert "All 2 schemes of Neighbours Together" in shown(as_eva, "reports:ask")

    sent(as_eva, "reports:ask", of=programme)
    sent(as_eva, "reports:ask", of="some", schemes=[elsewhere.pk])
    nothing = sent(as_eva, "reports:ask", of="some")

    chosen = [set(run.schemes.all()) for run in Run.objects.order_by("pk")]
    assert chosen == [{aldermouth, elsewhere}, {elsewhere}]
    assert "Choose at least one scheme." in nothing


def test_a_coordinator_asks_without_files(client, aldermouth, dilys, eva):
    file = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )
    client.force_login(dilys)

    assert "Compare with" not in shown(client, "reports:ask")
    sent(client, "reports:ask", schemes=[aldermouth.pk], comparison=file.pk)

    assert Run.objects.get().comparison is None


def test_a_number_sent_along_opens_no_other_report(client, aldermouth, elsewhere, eva):
    run = asked(eva, aldermouth)
    client.force_login(made.worker("Elin Berg", "evaluator", elsewhere))

    for like in (run.pk, "x", 999):
        assert "2026-07-01" not in shown(client, "reports:ask", like=like)


# ---- reading -----------------------------------------------------------------------------------


def test_the_whole_report_is_a_page_of_its_own_with_its_own_styles_and_no_script(
    as_eva, aldermouth, eva, quick
):
    run = ready(eva, aldermouth)

    answer = as_eva.get(reverse("reports:page", args=[run.pk]))

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    page = answer.content.decode()
    assert "Every number" in page
    assert f'<a href="/reports/{run.pk}/">Back to this report in Alongside</a>' in page
    assert f'<a href="/reports/{run.pk}/files/tables/">Tables</a>' in page
    assert Event.objects.filter(action="REPORT_FETCHED", detail={"what": "page"}).count() == 1


def test_a_page_without_styles_may_have_none(as_eva, aldermouth, eva, quick):
    run = ready(eva, aldermouth)
    place.file_of(run, "report").write_text("<body>Nothing</body>")

    answer = as_eva.get(reverse("reports:page", args=[run.pk]))

    assert "style-src 'none'" in answer["Content-Security-Policy"]


def test_its_files_say_in_their_names_that_they_are_not_for_publication(
    as_eva, aldermouth, eva, quick
):
    run = ready(eva, aldermouth)
    address = reverse("reports:file", args=[run.pk, "all"])

    answer = as_eva.get(address)

    assert answer["Content-Disposition"] == (
        f'attachment; filename="report-{run.pk}-not-for-publication.zip"'
    )
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "report/report.html" in packed.namelist()
    tables = as_eva.get(reverse("reports:file", args=[run.pk, "tables"]))
    assert f"report-{run.pk}-tables-not-for-publication.xlsx" in tables["Content-Disposition"]


@pytest.mark.parametrize("what", ["people", "all.zip", "..", "report.html"])
def test_a_file_that_is_none_of_its_own_is_not_there(as_eva, aldermouth, eva, quick, what):
    run = ready(eva, aldermouth)

    assert as_eva.get(f"/reports/{run.pk}/files/{what}/").status_code == 404


def test_what_is_not_kept_is_said_and_can_be_asked_for_again(
    as_eva, aldermouth, eva, quick, time_machine
):
    run = ready(eva, aldermouth)
    time_machine.move_to("2026-12-20T10:00:00+00:00", tick=False)
    as_eva.force_login(eva)

    page = shown(as_eva, "reports:run", run.pk)

    assert "is not kept any more" in page
    assert f"?like={run.pk}" in page
    shown(as_eva, "reports:page", run.pk, status=404)
    shown(as_eva, "reports:file", run.pk, "pdf", status=404)
    assert "No longer kept" in shown(as_eva, "reports:list")


# ---- who ---------------------------------------------------------------------------------------


def test_a_commissioner_reads_what_is_published_and_nothing_else(
    client, aldermouth, eva, colm, quick, django_capture_on_commit_callbacks
):
    run = ready(eva, aldermouth)
    client.force_login(colm)
    assert "None is published yet." in shown(client, "reports:list")
    for name in ("run", "page"):
        shown(client, f"reports:{name}", run.pk, status=404)

    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(run=run, today=TODAY, by=eva)

    assert "Published on 19 November 2026." in shown(client, "reports:list")
    page = shown(client, "reports:run", run.pk)
    assert "Numbers of fewer than eight people are hidden" in page
    assert "Withdraw" not in page
    assert "As published" in shown(client, "reports:page", run.pk)
    answer = client.get(reverse("reports:file", args=[run.pk, "pdf"]))
    assert answer["Content-Disposition"] == f'attachment; filename="report-{run.pk}.pdf"'
    assert b"".join(answer.streaming_content) == b"As published"
    for name in ("ask", "files"):
        shown(client, f"reports:{name}", status=404)
    for name in ("publish", "withdraw"):
        shown(client, f"reports:{name}", run.pk, status=404)


def test_a_report_is_for_who_reads_every_scheme_of_it(
    client, aldermouth, elsewhere, eva, colm, dilys, quick
):
    made.give(eva, "evaluator", elsewhere)
    both = published(eva, aldermouth, elsewhere)

    for worker in (colm, dilys):
        client.force_login(worker)
        shown(client, "reports:run", both.pk, status=404)

    made.give(colm, "commissioner", elsewhere)
    client.force_login(colm)
    assert "Glen Torran Connectors" in shown(client, "reports:run", both.pk)


def test_others_find_nothing_there(client, aldermouth, eva, ruth, outsider, quick):
    run = published(eva, aldermouth)

    for worker in (ruth, outsider, made.worker("Amina Yusuf", "administrator", aldermouth)):
        client.force_login(worker)
        shown(client, "reports:list", status=404)
        shown(client, "reports:run", run.pk, status=404)


def test_a_role_that_ended_reads_nothing_more(client, aldermouth, eva, colm, quick):
    run = published(eva, aldermouth)
    colm.memberships.update(ended_on=date(2026, 11, 18))
    client.force_login(colm)

    shown(client, "reports:run", run.pk, status=404)


# ---- publishing --------------------------------------------------------------------------------


def test_what_publishing_means_is_said_before_it_is_done(as_eva, aldermouth, eva, quick):
    run = ready(eva, aldermouth)

    page = shown(as_eva, "reports:publish", run.pk)
    assert "Numbers of 1 to 7 people are hidden" in page
    assert "The version with every number is removed." in page
    after = sent(as_eva, "reports:publish", run.pk)

    assert "Published. Commissioners of its schemes can read it." in after
    assert "Publish this report?" not in shown(as_eva, "reports:run", run.pk)
    assert as_eva.get(reverse("reports:publish", args=[run.pk])).status_code == 302


def test_why_it_cannot_be_published_is_said_where_it_is_read(as_eva, aldermouth, eva, quick):
    run = ready(eva, aldermouth, to_on=date(2026, 9, 29))

    assert "It ends on 29 September 2026." in shown(as_eva, "reports:run", run.pk)
    assert "It cannot be published." in shown(as_eva, "reports:publish", run.pk)
    assert "It ends on 29 September 2026." in sent(as_eva, "reports:publish", run.pk)
    assert Run.objects.get().published_at is None


def test_what_is_withdrawn_stays_in_the_list_with_its_reason(
    client, as_eva, aldermouth, eva, colm, quick
):
    run = published(eva, aldermouth)

    assert "Say why." in sent(as_eva, "reports:withdraw", run.pk)
    after = sent(as_eva, "reports:withdraw", run.pk, because="A scheme was counted twice.")
    assert "Withdrawn. Commissioners cannot open it any more." in after
    assert "69%" in after
    assert as_eva.get(reverse("reports:withdraw", args=[run.pk])).status_code == 302

    client.force_login(colm)
    assert "A scheme was counted twice." in shown(client, "reports:list")
    page = shown(client, "reports:run", run.pk)
    assert "A scheme was counted twice." in page
    assert "69%" not in page
    shown(client, "reports:page", run.pk, status=404)
    shown(client, "reports:file", run.pk, "pdf", status=404)


# ---- files -------------------------------------------------------------------------------------


def add(client, aldermouth, content, kind="comparison", name="survey.csv"):
    file = SimpleUploadedFile(name, content)
    return sent(client, "reports:files", programme=aldermouth.programme_id, kind=kind, file=file)


def test_a_file_is_added_chosen_and_removed(as_eva, aldermouth):
    assert "Nothing yet." in shown(as_eva, "reports:files")

    page = add(as_eva, aldermouth, SURVEY)
    assert "Added. It can be chosen" in page
    assert "survey.csv" in page
    file = ReportFile.objects.get()
    assert "survey.csv (Neighbours Together)" in shown(as_eva, "reports:ask")
    sent(as_eva, "reports:ask", schemes=[aldermouth.pk], comparison=file.pk, **SENT)
    run = Run.objects.get()
    assert run.comparison == file
    assert "A survey to compare with: survey.csv" in shown(as_eva, "reports:run", run.pk)

    assert "Nothing yet." in sent(as_eva, "reports:file_remove", file.pk)


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"%PDF-1.7", "comparison", "This is a PDF."),
        (b"id,age\n1,70\n", "comparison", "A survey to compare with.csv"),
        (b"x = 1\n", "values", "unknown key x"),
        (b"area,group\nA,gender:female\n", "population", "there is no column count"),
        (b"", "values", "The file is empty."),
    ],
)
def test_a_file_that_cannot_be_used_is_not_kept(as_eva, aldermouth, content, kind, words):
    assert words in add(as_eva, aldermouth, content, kind)

    assert not ReportFile.objects.exists()


def test_values_and_a_population_are_read_as_well(as_eva, aldermouth):
    from alongside.demo.published.beside import made_up_values

    add(as_eva, aldermouth, made_up_values().encode(), "values", "values.toml")
    add(as_eva, aldermouth, b"area,group,count\nA,gender:female,9\n", "population", "people.csv")

    assert set(ReportFile.objects.values_list("kind", flat=True)) == {"values", "population"}


def test_files_of_another_programme_are_not_there(client, aldermouth, eva):
    from alongside.casework.schemes.models import Programme, Scheme

    file = actions.add_file(
        programme=aldermouth.programme, kind="comparison", name="a.csv", content=SURVEY, by=eva
    )
    there = Scheme.objects.create(
        programme=Programme.objects.create(name="Another"), name="There", nation="wales"
    )
    client.force_login(made.worker("Elin Berg", "evaluator", there))

    assert "a.csv" not in shown(client, "reports:files")
    assert client.post(reverse("reports:file_remove", args=[file.pk])).status_code == 404


# ---- as many queries for twenty as for one -----------------------------------------------------


def test_a_long_list_comes_in_pages(as_eva, aldermouth, eva, django_assert_max_num_queries):
    for _ in range(21):
        asked(eva, aldermouth)

    first = shown(as_eva, "reports:list")
    assert first.count("Asked for by") == 20
    assert "Older ones" in first
    assert shown(as_eva, "reports:list", page=2).count("Asked for by") == 1
    with django_assert_max_num_queries(9):
        as_eva.get(reverse("reports:list"))


def test_a_report_is_shown_in_few_queries(
    as_eva, aldermouth, eva, quick, django_assert_max_num_queries
):
    run = published(eva, aldermouth)

    with django_assert_max_num_queries(12):
        as_eva.get(reverse("reports:run", args=[run.pk]))
