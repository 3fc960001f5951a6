"""What may be asked for, and what may be published. Pure: refusals are sentences for who asks."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.casework.extracting.rules import why_not_period
from alongside.casework.schemes.words import day

QUARTERS = (1, 4, 7, 10)  # the months on whose first day one begins


def why_not_ask(
    *,
    schemes: int,
    programmes: int,
    holds_all: bool,
    with_files: bool,
    evaluates_all: bool,
    files_there: bool,
    files_of_kind: bool,
    files_of_programme: bool,
    from_on: date | None,
    to_on: date | None,
    today: date,
) -> str:
    """Why it is not made; empty when it is."""
    if not schemes:
        return "Choose at least one scheme."
    if not holds_all:
        return (
            "You do not coordinate or evaluate every scheme that you chose. Choose those of yours."
        )
    if programmes > 1:
        return "The schemes are of more than one programme. Choose schemes of one programme."
    if with_files and not evaluates_all:
        return "Files are for evaluators of every scheme that is chosen. Choose no file."
    if not files_there:
        return "A file that you chose was removed. Choose another one, or none."
    if not files_of_kind:
        return "A file that you chose is of another kind. Choose one of the right kind, or none."
    if not files_of_programme:
        return "A file that you chose is of another programme. Choose one of the same, or none."
    return why_not_period(from_on, to_on, today)


def why_not_fixed(from_on: date | None, to_on: date | None, today: date) -> str:
    """Why the period of a run is not one that can be published; empty when it is.

    Periods that all begin and end with quarters differ by whole quarters: from two reports nobody
    can work out what happened in a few days.
    """
    if from_on is None or to_on is None:
        return "It has no first or no last day. A published report is of whole quarters."
    if not _begins(from_on):
        return f"It begins on {day(from_on)}. A published report begins with a quarter."
    if not _begins(to_on + timedelta(days=1)):
        return f"It ends on {day(to_on)}. A published report ends with a quarter."
    if to_on >= today:
        return f"Its last day, {day(to_on)}, is not over yet."
    return ""


def _begins(on: date) -> bool:
    return on.day == 1 and on.month in QUARTERS


def why_not_publish(
    *,
    is_kept: bool,
    published: bool,
    same_stands: bool,
    beside_all: bool,
    from_on: date | None,
    to_on: date | None,
    made_on: date | None,
    has_version: bool,
    today: date,
) -> str:
    """Why a run is not published, before it is compared with others; empty when it may be."""
    if published:
        return "It was published before. Ask for a new one, and publish that."
    if not is_kept:
        return "What it found is not kept. Ask for it again, and publish that."
    if reason := why_not_fixed(from_on, to_on, today):
        return f"{reason} Ask for one from the first day of a quarter until the last day of one."
    if made_on is None or to_on is None or made_on <= to_on:
        return (
            "This report was made before its period was over. Ask for it again, and publish that"
            " one."
        )
    if not has_version:
        return "What would be published of it is not there. Ask for it again, and publish that one."
    if same_stands:
        return "One of the same schemes and days is published already. Withdraw that one first."
    if not beside_all:
        return (
            "Since it was made another was published, of some of the same schemes and days. Ask for"
            " it again, so that it is made to stand beside that one."
        )
    return ""


def why_not_withdraw(*, stands: bool, because: str) -> str:
    """Why a run is not withdrawn; empty when it is."""
    if not stands:
        return "It is not published."
    if not because.strip():
        return "Say why. Everybody who could read the report reads it."
    return ""


def why_not_file(*, evaluates: bool, size: int) -> str:
    """Why a file is not taken; empty when it is."""
    if not evaluates:
        return "Files are for evaluators of the programme."
    if not size:
        return "The file is empty. Choose it again, after it has been saved."
    return ""
