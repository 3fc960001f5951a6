from pathlib import Path

import pytest

from alongside.instruments import (
    WordingRefused,
    load,
    score,
    with_wording,
    wording_from_file,
    wording_from_text,
)

SWEMWBS = load("swemwbs")
# Made-up words in the place of the licensed ones.
STATEMENTS = [f"Made-up sentence about the garden, number {n}" for n in range(1, 8)]
OPTIONS = ["Not once", "Once", "Twice", "Often", "Every day"]


def toml(**changed: object) -> str:
    table = {
        "title": "The garden scale",
        "licence": "W-123",
        "statements": STATEMENTS,
        "options": OPTIONS,
        **changed,
    }
    lines = []
    for key, value in table.items():
        if isinstance(value, list):
            lines.append(f"{key} = [{', '.join(repr(each) for each in value)}]")
        else:
            lines.append(f"{key} = {value!r}")
    return "\n".join(lines)


def plain(*lines: str) -> str:
    return "\n\n".join(lines)


def test_licensed_words_take_the_place_of_the_placeholders() -> None:
    wording = wording_from_text(toml(lead_in="About your garden:"), SWEMWBS)

    worded = with_wording(SWEMWBS, wording)

    assert worded.title == "The garden scale"
    assert worded.lead_in == "About your garden:"
    assert [item.wording for item in worded.items] == STATEMENTS
    assert [(each.code, each.label) for each in worded.items[6].options] == list(
        zip(range(1, 6), OPTIONS, strict=True)
    )
    assert worded.wording_supplied
    assert worded.licence.endswith("Licence of this scheme: W-123.")


def test_scoring_is_the_same_with_the_words_in_place() -> None:
    worded = with_wording(SWEMWBS, wording_from_text(toml(), SWEMWBS))

    answers = [3, 3, 2, 3, 3, 2, 4]

    assert score(worded, answers) == score(SWEMWBS, answers)
    assert not SWEMWBS.wording_supplied


def test_plain_text_is_read_a_line_each(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text(plain("The garden scale", "W-123", *STATEMENTS, *OPTIONS), encoding="utf-8-sig")

    wording = wording_from_file(file, SWEMWBS)

    assert wording == wording_from_text(toml(), SWEMWBS)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordingRefused, match=r"words\.toml could not be opened"):
        wording_from_file(tmp_path / "words.toml", SWEMWBS)


def test_a_word_processor_document_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.docx"
    file.write_bytes(b"PK\x03\x04\xff\xfe\xfa")

    with pytest.raises(WordingRefused, match="Try saving it again as plain text"):
        wording_from_file(file, SWEMWBS)


def test_published_wording_may_not_be_changed() -> None:
    with pytest.raises(WordingRefused, match="comes with its published wording"):
        wording_from_text(toml(), load("ucla3"))


def test_words_of_another_instrument_are_refused() -> None:
    with pytest.raises(WordingRefused, match="for swemwbs, and it was to be used for ucla3"):
        with_wording(load("ucla3"), wording_from_text(toml(), SWEMWBS))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (toml(statements=STATEMENTS[:6]), "has 6 statements, and exactly 7 are needed"),
        (toml(options=[*OPTIONS, "Always"]), "has 6 options, and exactly 5 are needed"),
        (toml(title=""), "has no title"),
        (toml(licence=" "), "has no licence"),
        (toml(licence=7), "“licence” must be words in quotation marks"),
        (toml(statements=[1] * 7), "“statements” must be a list of words"),
        (toml(options="Often"), "“options” must be a list of words"),
        (toml(statements=[*STATEMENTS[:6], ""]), "are empty, or the same as another"),
        (toml(statements=[*STATEMENTS[:6], STATEMENTS[0]]), "are empty, or the same as another"),
        (toml(statements=[*STATEMENTS[:6], "Statement 7"]), "still has a placeholder"),
        (toml(title="x" * 301), "more than 300 characters"),
        ("x" * 20_001, "20,000 is the most"),
        (plain("The garden scale", *STATEMENTS, *OPTIONS), "has 13 lines of words, and 14 are"),
        ("", "has 0 statements, and exactly 7 are needed"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_says_what_is_needed(text: str, words: str) -> None:
    with pytest.raises(WordingRefused, match=words):
        wording_from_text(text, SWEMWBS)
