"""What was typed is put back into the page, letter by letter."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from alongside.casework.site.refill import refill

RADIO = 'input type="radio" name="a"'
SELECT = '<select name="a"><option value="x"{x}>X &amp; Z</option><option value="y"{y}></select>'


def filled(page: str, typed: str, path: str = "/here/") -> str | None:
    return refill(page, path, QueryDict(typed))


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ('<input name="a" value="old">', "a=new", '<input name="a" value="new">'),
        ('<input name="a">', "a=%22%3Cb%3E", '<input name="a" value="&quot;&lt;b&gt;">'),
        (
            '<input type="hidden" name="a" value="1">',
            "a=2",
            '<input type="hidden" name="a" value="2">',
        ),
        (
            f'<{RADIO} value="x" checked><{RADIO} value="y">',
            "a=y",
            f'<{RADIO} value="x"><{RADIO} value="y" checked>',
        ),
        (
            '<input name="b"><input type="checkbox" name="a" value="x" checked>',
            "b=1",
            '<input name="b" value="1"><input type="checkbox" name="a" value="x">',
        ),
        (
            '<input name="b"><input type="checkbox" name="a">',
            "b=&a=on",
            '<input name="b" value=""><input type="checkbox" name="a" checked>',
        ),
        (
            SELECT.format(x=" selected", y=""),
            "a=y",
            SELECT.format(x="", y=" selected"),
        ),
        (
            '<textarea name="a">old &lt;b&gt; &#39;words&#39;</textarea>',
            "a=new+%26+%3C%2Ftextarea%3E",
            '<textarea name="a">\nnew &amp; &lt;/textarea&gt;</textarea>',
        ),
        (
            '<input name="a"><input name="a">',
            "a=1&a=2",
            '<input name="a" value="1"><input name="a" value="2">',
        ),
        (
            '<input name="a"><input type="password" name="p">',
            "a=1&p=2",
            '<input name="a" value="1"><input type="password" name="p">',
        ),
        (
            '<input name="a"><button name="b" value="1">Go</button>',
            "a=1&b=2",
            '<input name="a" value="1"><button name="b" value="1">Go</button>',
        ),
    ],
)
def test_each_kind_of_field_holds_what_was_typed(before: str, typed: str, after: str):
    page = "<!doctype html><form method=post>{}</form><!-- &copy; --><p>Peg &amp; Ruth &#8217;</p>"

    assert filled(page.format(before), typed) == page.format(after)


def test_the_pages_own_token_against_forged_forms_stays():
    page = '<form method="post"><input name="csrfmiddlewaretoken" value="fresh"><input name="a">'

    assert 'value="fresh"' in str(filled(page, "csrfmiddlewaretoken=stale&a=1"))


def test_other_forms_and_what_is_outside_stay_as_they_are():
    page = (
        '<form method="post" action="/elsewhere/"><input name="a"></form>'
        '<form><input name="a"></form><input name="a">'
        '<form method="post" action="/here/?then=/"><input name="a"></form>'
    )

    found = str(filled(page, "a=1"))

    assert found.count('value="1"') == 1
    assert found.endswith('action="/here/?then=/"><input name="a" value="1"></form>')


def test_of_two_forms_that_send_here_the_one_is_filled_that_was_sent():
    page = "".join(
        f'<form method="post"><input type="hidden" name="doing" value="{doing}">'
        '<textarea name="words"></textarea></form>'
        for doing in ("decide", "note")
    )

    found = str(filled(page, "doing=note&words=Rang+her"))

    assert found.index("Rang her") > found.index('value="note"')
    assert 'value="decide"><textarea name="words"></textarea>' in found


@pytest.mark.parametrize(
    "page",
    [
        "<p>No form</p>",
        '<form method="post"><input name="other"></form>',
        '<form method="post"><input name="csrfmiddlewaretoken"></form>',
    ],
)
def test_a_page_without_such_a_form_is_no_help(page: str):
    assert filled(page, "csrfmiddlewaretoken=1&a=1") is None
