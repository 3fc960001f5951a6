"""A scheme's own licensed wording, for an instrument whose wording may not be given away.

The file is TOML:

    title = "…"                      # what the person reads at the top
    licence = "…"                    # the reference on the scheme's licence
    statements = ["…", …]            # as printed, in order, as many as the instrument has
    options = ["…", …]               # as printed, from the lowest code to the highest
    lead_in = "…"                    # optional: the sentence above the statements

or plain text: the title, then the licence, then the statements and the options, a line each.
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alongside.instruments.model import Instrument, Item

LONGEST_FILE = 20_000  # characters; seven statements need under a thousand
LONGEST_LINE = 300


class WordingRefused(ValueError):
    """The message is written for whoever loads the file, and shown as it is."""


@dataclass(frozen=True)
class Wording:
    """Licensed words that fit one instrument."""

    instrument: str
    title: str
    licence: str
    statements: tuple[str, ...]
    options: tuple[str, ...]
    lead_in: str = ""


def wording_from_file(path: Path, instrument: Instrument) -> Wording:
    """Read and check a wording file (UTF-8, TOML or plain text)."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WordingRefused(
            f"The file {path.name} could not be opened. A file with the licensed wording is "
            "needed. Check its name and that you may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise WordingRefused(
            f"The file {path.name} is not plain text. Plain text in UTF-8 is needed. Try saving "
            "it again as plain text, not as a word-processor document."
        ) from error
    return wording_from_text(text, instrument)


def wording_from_text(text: str, instrument: Instrument) -> Wording:
    """Check the words of a wording file, TOML or plain text, against their instrument."""
    if instrument.wording_supplied:
        raise WordingRefused(
            f"{instrument.short_title} comes with its published wording, which may not be changed. "
            "Only an instrument that needs a licence takes its wording from a file."
        )
    if len(text) > LONGEST_FILE:
        raise WordingRefused(
            f"The file has {len(text):,} characters, and {LONGEST_FILE:,} is the most. Try a file "
            "that has the wording alone."
        )
    wording = _from_toml(text, instrument) or _from_lines(text, instrument)
    _check_counts(wording, instrument)
    _check_lines(wording, instrument)
    return wording


def with_wording(instrument: Instrument, wording: Wording) -> Instrument:
    """Give the instrument with the licensed words in place; codes and scoring stay as they are."""
    if wording.instrument != instrument.id:
        raise WordingRefused(
            f"This wording is for {wording.instrument}, and it was to be used for {instrument.id}. "
            "Choose the wording that belongs to the questionnaire."
        )
    pairs = zip(instrument.items, wording.statements, strict=True)
    return replace(
        instrument,
        title=wording.title,
        lead_in=wording.lead_in or instrument.lead_in,
        items=tuple(_worded(item, statement, wording.options) for item, statement in pairs),
        wording_supplied=True,
        licence=f"{instrument.licence} Licence of this scheme: {wording.licence}.",
    )


def _worded(item: Item, statement: str, labels: tuple[str, ...]) -> Item:
    pairs = zip(item.options, labels, strict=True)
    options = tuple(replace(option, label=label) for option, label in pairs)
    return replace(item, wording=statement, options=options)


def _from_toml(text: str, instrument: Instrument) -> Wording | None:
    """Read the file as TOML; None where it is no TOML, so that it is read as lines."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return Wording(
        instrument=instrument.id,
        title=_text(table, "title"),
        licence=_text(table, "licence"),
        statements=_texts(table, "statements"),
        options=_texts(table, "options"),
        lead_in=_text(table, "lead_in"),
    )


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise WordingRefused(f"“{key}” must be words in quotation marks. Put them round it.")
    return value.strip()


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        raise WordingRefused(
            f"“{key}” must be a list of words in quotation marks. Try {key} = ["
            '"the first", "the second"] and so on.'
        )
    return tuple(each.strip() for each in value)


def _from_lines(text: str, instrument: Instrument) -> Wording:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    size, needed = len(instrument.items), 2 + len(instrument.items) + _answers(instrument)
    if len(lines) != needed:
        raise WordingRefused(
            f"The file has {len(lines)} lines of words, and {needed} are needed: the title, the "
            f"licence, {size} statements and {_answers(instrument)} answers, a line each. Try "
            "taking out anything else, such as page numbers."
        )
    return Wording(
        instrument=instrument.id,
        title=lines[0],
        licence=lines[1],
        statements=tuple(lines[2 : 2 + size]),
        options=tuple(lines[2 + size :]),
    )


def _answers(instrument: Instrument) -> int:
    return len(instrument.items[0].options)


def _check_counts(wording: Wording, instrument: Instrument) -> None:
    wanted = (
        ("statements", len(wording.statements), len(instrument.items)),
        ("options", len(wording.options), _answers(instrument)),
    )
    for name, found, needed in wanted:
        if found != needed:
            raise WordingRefused(
                f"The file has {found} {name}, and exactly {needed} are needed. The scale may not "
                "be shortened or added to. Check it against the copy that came with the licence."
            )
    for name, words in (("title", wording.title), ("licence", wording.licence)):
        if not words:
            raise WordingRefused(
                f"The file has no {name}. It needs one: the title that people read, and the "
                f"reference on your licence. Add the {name}."
            )


def _check_lines(wording: Wording, instrument: Instrument) -> None:
    lines = (*wording.statements, *wording.options)
    if not all(lines) or len(set(lines)) != len(lines):
        raise WordingRefused(
            "Some of the statements or options are empty, or the same as another. Each must have "
            "its own words. Check the file against the copy that came with the licence."
        )
    if {item.wording for item in instrument.items} & set(lines):
        raise WordingRefused(
            "The file still has a placeholder, such as “Statement 1”. The licensed words are "
            "needed in its place. Copy them from the copy that came with the licence."
        )
    if max(map(len, (*lines, wording.title, wording.licence, wording.lead_in))) > LONGEST_LINE:
        raise WordingRefused(
            f"One of the lines has more than {LONGEST_LINE} characters. Check that each statement "
            "has a line of its own."
        )
