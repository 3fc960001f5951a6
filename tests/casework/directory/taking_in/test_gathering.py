"""What a report says on a page: alike lines once, the weightiest first."""

from alongside.casework.directory.reading import Level, Report
from alongside.casework.directory.reading.gathering import gathered
from alongside.casework.directory.reading.saying import as_csv, sentences
from alongside.casework.directory.reading.table import _start_of


def report_of(*lines: tuple[Level, str, int, str, str]) -> Report:
    report = Report()
    for level, words, row, name, field in lines:
        report.say(level, words, row=row, name=name, field=field)
    return report


def test_lines_that_differ_in_what_they_quote_alone_are_one():
    checked = "Was checked last on {} March 2020, by those who keep it."
    report = report_of(
        *[
            (Level.DOUBTED, checked.format(day), day, f"Tea {day}", "assured_date")
            for day in range(1, 6)
        ],
        (Level.LEFT_OUT, "“Quay Hall” is no address of the web.", 2, "Tea 2", "url"),
        (Level.LEFT_OUT, "Has no name.", 7, "", ""),
    )

    nameless, part, old = gathered(report.lines)

    assert (nameless.became, nameless.words, nameless.rows) == (
        "Left out",
        "Has no name.",
        [(7, "no name", "")],
    )
    assert (part.became, part.words) == ("A part left out", "“Quay Hall” is no address of the web.")
    assert part.about == "website"
    assert old.words == "Was checked last on …, by those who keep it."
    assert (old.count, old.more, old.about) == (5, 2, "when it was checked")
    assert old.rows[0] == (1, "Tea 1", "1 March 2020")


def test_fields_have_the_names_that_people_use_and_many_are_not_named():
    empty = "Empty text taken for no value."
    few = report_of((Level.MENDED, empty, 1, "Tea", "fees, organization.url"))
    many = report_of((Level.MENDED, empty, 1, "Tea", "fees, url, email, alert, status"))

    assert gathered(few.lines)[0].about == "cost and website of who runs it"
    assert gathered(many.lines)[0].about == ""


def test_the_table_says_too_that_only_a_part_was_left_out():
    report = report_of((Level.LEFT_OUT, "Is no text.", 1, "Tea", "fees"))

    assert '"A part left out"' in as_csv(report.lines)


def test_one_is_said_as_one():
    counts = {"entries": 1, "new": 1, "doubted": 1, "mended": 1_200, "gone": 0}

    assert sentences(counts) == ["1 activity read.", "1 new.", "1 doubt.", "1,200 things mended."]


def test_a_number_alone_is_no_name_of_a_place():
    assert _start_of("1, Gills Lane, Pensby") == "1 Gills Lane"
    assert _start_of("Quay Hall, Aldermouth") == "Quay Hall"
    assert _start_of("17") == "17"
    assert _start_of("") == ""
