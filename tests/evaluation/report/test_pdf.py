"""The PDF as a screen reader gets it: order, headings, texts of pictures, heads of tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from alongside.evaluation import Options, evaluate
from alongside.evaluation.report.compose import compose
from alongside.evaluation.report.folder import shown
from alongside.evaluation.report.pdf import as_pdf, told
from alongside.evaluation.report.run import run_of

from .. import made
from . import small
from .structure import Tag, open_pdf, structure


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return open_pdf(as_pdf(small.document()))


@pytest.fixture(scope="module")
def root(pdf: PdfReader) -> Tag:
    return structure(pdf)


def test_it_says_that_it_is_tagged_in_which_language_and_what_it_is_called(pdf: PdfReader):
    catalogue = pdf.trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata
    assert pdf.metadata.title == "What the service did"
    assert b"pdfuaid:part>1<" in catalogue["/Metadata"].get_data()


def test_it_is_read_in_the_order_in_which_it_is_written(root: Tag):
    said = root.text

    order = [
        "What the service did",
        "Not for publication.",
        "Over two thirds were less lonely.",
        "Key findings",
        "69% of 820 people Less lonely 566 of 820, 69%.",
        "28 of 71, 39%. Few people",
        "How sure is this? Most are missing. 820 of 5,787. Who is missing",
        "Loneliness On 820 people",
        "Over two thirds were less lonely 820 people asked at the start and at the end",
        "Change in loneliness Change People Share 95% interval Less lonely 566 69% 66% to 72%",
        "All 1,820",
        "One.",
        "Scheme 59 59",
        "Limits Of a note. p + z²/2n",
        "Made on 22 November 2026.",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_headings_go_down_one_level_at_a_time(root: Tag):
    headings = list(root.every("H1", "H2", "H3", "H4", "H5"))
    levels = [int(one.kind[1]) for one in headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [(one.kind, one.text) for one in headings[-3:]] == [
        ("H3", "Interval of a share"),
        ("H4", "Limits"),
        ("H2", "More"),
    ]


def test_every_picture_has_its_text(root: Tag):
    figures = list(root.every("Figure"))

    assert [one.alt for one in figures] == [small.CHART.alt]


def test_tables_have_heads_and_every_cell_knows_its_head(root: Tag):
    tables = list(root.every("Table"))

    assert [next(one.every("Caption")).text for one in tables] == [
        "Change in loneliness",
        "Schemes side by side",
    ]
    for table, whole in zip(tables, (small.CHANGE, small.SCHEMES), strict=True):
        heads = list(table.every("TH"))
        assert [one.text for one in heads] == list(whole.head)
        assert {one.scope for one in heads} == {"Column"}
        assert len(list(table.every("TD"))) == len(whole.rows) * len(whole.head)


def test_sections_are_in_the_outline(pdf: PdfReader):
    def titles(outline: list) -> list:
        return [titles(one) if isinstance(one, list) else one.title for one in outline]

    assert titles(pdf.outline) == [
        "What the service did",
        [
            "Key findings",
            "How sure is this?",
            "Loneliness",
            "Schemes: side by side?",
            "Methods",
            ["Interval of a share"],
            "More",
        ],
    ]


def test_links_lead_to_sections_and_files_and_never_to_what_is_not_there(pdf: PdfReader, root: Tag):
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    to = [note["/A"].get("/URI") for note in notes if "/A" in note]

    contents = [one.text for one in next(root.every("TOC")).every("Link")]
    assert [one.text for one in root.every("Link")] == [
        "How this is worked out",
        "Who is missing",
        *contents,
        *("Interval of a share", "Interval", "Tables"),
    ]
    assert "Schemes: side by side?" in " ".join(contents)
    assert "tables.xlsx" in to
    assert "Gone" in root.text


def test_what_was_typed_is_text_and_never_a_command(root: Tag):
    assert next(root.every("TD")).text == "Less lonely"
    assert small.TRICKS in [one.text for one in root.every("TD")]
    assert small.TRICKS in [one.text for one in root.every("LBody")]


def test_the_head_of_a_long_table_and_the_warning_stand_on_every_page(pdf: PdfReader):
    pages = [page.extract_text() for page in pdf.pages]

    assert len(pages) > 2
    assert all("Not for publication." in page for page in pages)
    assert all("Page " in page for page in pages)
    assert sum("Worth" in page for page in pages) >= 2


def test_only_our_own_letters_are_in_it(pdf: PdfReader):
    names = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert {name for name in names if "Atkinson" not in name} <= {"LibertinusSerif-Regular"}


def test_the_same_document_gives_the_same_bytes():
    assert as_pdf(small.document()) == as_pdf(small.document())


def test_what_is_to_be_published_has_no_warning():
    said = structure(open_pdf(as_pdf(small.document(banner="")))).text

    assert "Not for publication" not in said


def test_a_block_of_no_known_kind_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match="cannot show object"):
        told(object())


@pytest.mark.parametrize("scores", [[], [(8, 5)], [(8, 5)] * 12 + [(6, 6)] * 9 + [(4, 7)] * 9])
def test_a_whole_report_has_headings_in_order_and_no_picture_or_head_without_words(
    tmp_path: Path, scores: list[tuple[int, int]]
):
    extract, options = made.write(tmp_path / "x", **made.pairs(*scores)), Options(quick=True)
    run = run_of(extract, options)
    document = compose(shown(evaluate(extract, options), run), run)

    root = structure(open_pdf(as_pdf(document)))

    levels = [int(one.kind[1]) for one in root.every("H1", "H2", "H3", "H4", "H5")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(one.alt for one in root.every("Figure"))
    assert all(one.text for one in root.every("TH"))
    assert document.title in root.text
    assert [one.heading for one in document.sections if one.heading not in root.text] == []
