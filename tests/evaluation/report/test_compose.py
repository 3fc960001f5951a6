"""What stands in a report, in what order, and at the edges."""

import re

import pytest

from alongside.evaluation import Findings, Options, evaluate, findings_of
from alongside.evaluation.disclosure import controlled
from alongside.evaluation.report import methods
from alongside.evaluation.report.compose import compose
from alongside.evaluation.report.document import (
    Bullets,
    Document,
    KeyFindings,
    Note,
    Picture,
    Prose,
    Table,
)

from .. import made
from .conftest import run_of

HEADINGS = [
    "Key findings",
    "Who came",
    "Support",
    "What changed",
    "Connections and gaps",
    "Schemes side by side",
    "What it cost",
    "Data quality",
    "How to read this",
    "Methods",
]


def words_of(document: Document) -> str:
    """Everything that is said in words, but for the pages of methods."""
    said = [document.title, document.lead, document.banner]
    for section in document.sections:
        if section.id.startswith("method-"):
            continue
        said += [section.heading, section.base]
        for block in section.blocks:
            match block:
                case Prose(paragraphs):
                    said += paragraphs
                case Note(head, paragraphs):
                    said += [head, *paragraphs]
                case Bullets(items):
                    said += items
                case KeyFindings(items):
                    said += [f"{one.big} {one.unit} {one.head} {one.sentence}" for one in items]
                case Picture(chart):
                    said += [chart.title, chart.base, chart.alt]
                case Table():
                    said += [block.caption, *(cell for row in block.rows for cell in row)]
                case _:
                    pass
    return "\n".join(said)


def tables_of(document: Document) -> list[Table]:
    return [b for section in document.sections for b in section.blocks if isinstance(b, Table)]


def test_the_sections_stand_in_the_order_in_which_they_are_read(inside):
    assert [one.heading for one in inside.sections if one.level == 2] == HEADINGS


def test_what_changed_has_its_parts_below_it(inside):
    ids = [one.id for one in inside.sections]
    first = ids.index("what-changed")

    assert ids[first + 1 : first + 5] == [
        "who-was-not-measured",
        "what-goes-with-it",
        "follow-up",
        "compared",
    ]


def test_the_lead_says_of_what_when_and_on_how_many(inside):
    assert inside.lead == (
        "3 schemes, March 2018 to May 2018. 240 referrals, 180 people with a score at the start"
        " and at the end, 36 people asked again later."
    )


def test_the_foot_says_what_it_was_made_with(inside):
    assert inside.made == (
        "Made by Alongside 0.1.0 on 24 November 2026 from 3 schemes’ extract. Contract 1.0, seed 7."
    )


def test_every_picture_that_has_something_to_show_is_there_once(inside):
    drawn = [b.chart.id for s in inside.sections for b in s.blocks if isinstance(b, Picture)]

    assert len(drawn) == len(set(drawn))
    assert {"three-shares", "scores", "flow", "balance", "comparison", "sources"} <= set(drawn)


def test_every_row_of_figures_leads_to_its_method(inside):
    figures = [t for t in tables_of(inside) if t.methods]

    assert len(figures) > 15
    for table in figures:
        assert len(table.methods) == len(table.rows)
        assert all(method in methods.pages() for method in table.methods)


def test_social_return_on_those_measured_stands_beside_all_who_ended(inside):
    ratios = next(table for table in tables_of(inside) if table.id == "cost-ratios")

    assert [row[0] for row in ratios.rows[:2]] == [
        "Social return on those who were measured",
        "Social return on all who ended",
    ]
    assert "on those measured, £" in words_of(inside)


def test_a_report_for_inside_says_on_every_page_that_it_is_not_for_publication(inside):
    assert inside.banner == "Made-up people, for demonstration. Not for publication."
    assert "Nothing is hidden in this report" in words_of(inside)


def test_a_published_report_says_what_was_hidden_and_why(outside):
    said = words_of(outside)

    assert outside.banner == "Small numbers are hidden."
    assert "counts of 1 to 7 people are hidden" in said
    assert re.search(r"\d+ of \d+ figures are hidden here", said)
    assert "too few to show" in said


def test_what_it_cannot_say_is_told_beside_the_findings(inside):
    heads = [one.head for one in inside.how_sure]

    assert heads == [
        "Some people are missing.",
        "One point is within the scale’s error.",
        "A comparison is not a trial.",
    ]


EDGES = {
    "no row at all": {"episodes": []},
    "no measures": {"episodes": [made.episode(1)]},
    "no pair": {"episodes": [made.episode(1)], "measures": [made.ucla(1, "start", 8)]},
    "one pair": made.pairs((8, 5)),
    "nobody less lonely": made.pairs((5, 7), (6, 6), (4, 9)),
    "everybody less lonely": made.pairs(*[(9, 4)] * 30),
}


@pytest.fixture(scope="module", params=EDGES, ids=list(EDGES))
def edge(request, tmp_path_factory) -> Findings:
    folder = tmp_path_factory.mktemp("edge") / "extract"
    extract = made.write(
        folder, **{name: list(rows) for name, rows in EDGES[request.param].items()}
    )
    return findings_of(evaluate(extract, Options(quick=True)))


@pytest.mark.parametrize("publish", [False, True], ids=["inside", "published"])
def test_at_the_edges_there_is_a_whole_report_without_a_stray_word(edge, publish):
    findings = controlled(edge) if publish else edge

    document = compose(findings, run_of(publish=publish))

    said = words_of(document)
    assert [one.heading for one in document.sections if one.level == 2] == HEADINGS
    assert not re.search(r"\b(None|nan|inf|NaN)\b(?! (of|were|identified|who))", said)
    assert "{" not in said
    assert ".." not in said
    assert "  " not in said


def test_without_a_comparison_before_and_after_is_said_to_be_no_proof(tmp_path):
    alone = findings_of(evaluate(made.write(tmp_path / "x", **made.pairs((8, 5), (7, 6)))))

    document = compose(alone, run_of())

    heads = [one.head for one in document.how_sure]
    assert "Before and after is no proof." in heads
    assert "What lasted is not known." in heads
    assert "No comparison file was given." in words_of(document)
    assert "No values file was given." in words_of(document)


def test_a_benchmark_of_ones_own_is_said_to_be_so(tmp_path):
    extract = made.write(tmp_path / "x", **made.pairs((8, 5)))
    found = findings_of(evaluate(extract, Options(benchmark=23.6)))

    said = words_of(compose(found, run_of()))

    assert "The benchmark is 23.6" in said
    assert "chosen by whoever made this report" in said
