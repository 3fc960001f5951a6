"""The page is valid, whole in itself, and can be read without seeing it."""

import re
from itertools import pairwise

import pytest

from alongside.evaluation.report.html import as_html

from . import small
from .page import Page

MOST = 3_000_000  # bytes


@pytest.fixture(scope="module", params=["inside", "outside"])
def text(request) -> str:
    return as_html(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def page(text) -> Page:
    return Page(text)


def test_every_element_is_closed_in_its_turn(page):
    assert page.wrong == []


def test_there_is_one_h1_and_no_level_of_headings_is_skipped(page):
    levels = [int(one.tag[1]) for one in page.these("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_id_is_there_once_and_every_link_within_lands(page):
    assert [one for one, times in page.ids.items() if times > 1] == []
    assert [to for to in page.links if to.startswith("#") and to[1:] not in page.ids] == []


def test_names_that_elements_are_labelled_by_are_there(page):
    for one in page.all:
        for name in (one.attributes.get("aria-labelledby") or "").split():
            assert name in page.ids


def test_nothing_is_fetched_and_nothing_is_run(page, text):
    without_names = text.replace("http://www.w3.org/2000/svg", "").replace(
        "http://www.w3.org/1999/xlink", ""
    )

    assert page.these("script", "link", "iframe", "img") == []
    assert not re.search(r"https?:|@import|\bon\w+=\"|javascript:", without_names)
    assert {to for to in page.links if not to.startswith("#")} == {"tables.xlsx"}


def test_every_picture_has_words_in_its_place_and_its_numbers_in_a_table(page):
    figures = page.these("figure")
    pictures = [
        one for one in page.these("svg") if "figure" in one.above and "svg" not in one.above
    ]

    assert len(pictures) == 2 * len(figures) > 0
    for one in pictures:
        assert one.attributes.get("role") == "img"
        assert one.attributes.get("aria-label") or one.attributes.get("aria-labelledby")
    assert len([one for one in page.these("table") if "figure" in one.above]) == len(figures)


def test_every_table_has_a_caption_and_a_head_for_each_column_and_row(page):
    tables = page.these("table")
    heads = page.these("th")

    assert len(page.these("caption")) == len(tables)
    assert all(one.attributes.get("scope") in ("col", "row") for one in heads)
    assert all(one.text for one in heads)


def test_every_table_can_be_told_from_the_others_by_its_name(page):
    names = [one.attributes["aria-label"] for one in page.all if "tabindex" in one.attributes
             and one.attributes.get("role") == "region"]  # fmt: skip

    assert len(set(names)) == len(names) > 20


def test_the_page_is_small_enough_to_send(text):
    assert len(text.encode()) < MOST


def test_it_says_in_which_language_and_by_which_name(page):
    assert page.these("html")[0].attributes["lang"] == "en-GB"
    assert page.these("title")[0].text == page.these("h1")[0].text


def test_the_banner_stands_at_the_head_and_at_the_foot(inside):
    page = Page(as_html(inside))

    assert "Not for publication." in page.these("footer")[0].text
    assert [one for one in page.these("p") if one.attributes.get("class") == "banner"]


def test_a_report_for_inside_says_so_on_every_printed_page(inside, outside):
    assert 'content: "Not for publication"' in as_html(inside)
    assert 'content: "Not for publication"' not in as_html(outside)


def test_the_same_document_gives_the_same_page(inside):
    assert as_html(inside) == as_html(inside)


def test_what_an_extract_says_is_shown_and_never_read_as_markup():
    text = as_html(small.document())

    assert "<b>" not in text
    assert "&lt;b&gt; &#34;quoted&#34;" in text
