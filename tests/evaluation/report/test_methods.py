"""Every figure leads to the page of its method, and the pages are in the report."""

from dataclasses import replace

import pytest

from alongside.evaluation.report import methods
from alongside.evaluation.report.document import Bullets, Formula, Heading, Prose, Table
from alongside.evaluation.report.parts import quality


def test_every_figure_has_a_page(whole):
    assert [id_ for id_ in whole.figures if not methods.method_of(id_)] == []


def test_what_is_no_figure_has_none():
    assert methods.method_of("nothing.of.the.kind") == ""
    assert methods.method_for("nothing") == ""
    assert methods.anchor("") == ""


@pytest.mark.parametrize("section", tuple(methods.sections()), ids=lambda one: one.id)
def test_each_page_is_a_section_with_its_five_headings(section):
    heads = [block.text for block in section.blocks if isinstance(block, Heading)]

    assert section.level == 3
    assert heads == ["Question", "Data", "Formula", "Limits", "Worked example"]
    assert any(isinstance(block, Formula) for block in section.blocks)


def test_paragraphs_lists_tables_and_code_become_blocks():
    text = """# Name

## Question

Is it **so**, or *not*? See [that](that.md) and `this`.

- one
  and more
- two

| a | b |
| --- | --- |
| 1 | 2 |

    x = 1

    y = 2
"""

    section = methods._section("name", text)

    assert section.heading == "Name"
    assert section.blocks == (
        Heading("Question"),
        Prose(("Is it so, or not? See that and this.",)),
        Bullets(("one and more", "two")),
        Table("method-name-table-1", "Name, table 1", ("a", "b"), (("1", "2"),), (False, False)),
        Formula("x = 1\n\ny = 2"),
    )


def test_a_multiplication_stays_one():
    assert methods.plain("1.96 * 2 * SD") == "1.96 * 2 * SD"


def test_what_is_hidden_is_told_by_the_rule_that_was_used(whole):
    strict = replace(whole, published=True, suppress_below=11, round_to=10)

    note = quality.hidden(strict)

    assert "counts of 1 to 10 people are hidden" in note.paragraphs[0]
    assert "rounded to the nearest 10" in note.paragraphs[0]
