"""Key findings: sentences made from the figures, each with its base and its interval in it.

A worse result is said as plainly as a good one, and what cannot be shown is said to be so. Words
for shares come from `numbers.roughly`, so that no number has two names in one report.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..figure import Figure, Status
from ..findings import Findings
from .document import KeyFinding, KeyFindings
from .methods import method_of
from .numbers import (
    base_words,
    capital,
    clear,
    counted,
    few,
    hundredfold,
    interval,
    many,
    people,
    points_apart,
    pounds_for_a_pound,
    roughly,
    rounded,
    shown,
    with_sign,
    written,
)

HIDDEN = "It is not shown, because it would tell of only a few people."


def key_findings(findings: Findings) -> KeyFindings:
    """The findings that come first. What was not asked for, or not measured, is left out here and
    told in its section; change in loneliness is always there."""
    found = (
        *_share(findings, "loneliness.change.less", LESS, always=True),
        *_change_in_loneliness(findings),
        *_share(findings, "loneliness.lonely_to_not", NO_LONGER),
        *_compared(findings),
        *_wellbeing(findings),
        *_later(findings),
        *_share(findings, "signposts.people_share", CONNECTED),
        *_social_return(findings),
    )
    return KeyFindings(found)


class Words:
    """How one share is said: for some, for none, for all; and how it is named where it is not."""

    def __init__(self, some: str, none: str, everyone: str, who: str, unknown: str) -> None:
        self.some, self.none, self.everyone = some, none, everyone
        self.who, self.unknown = who, unknown

    def head(self, share: float) -> str:
        """What was found, in a few words: *Over two thirds were less lonely at the end*."""
        if share <= 0:
            return self.none
        if share >= 1:
            return self.everyone
        return capital(self.some.format(roughly(share)))


LESS = Words(
    "{} were less lonely at the end",
    "Nobody was less lonely at the end",
    "Everybody was less lonely at the end",
    "with a score at both times",
    "How many were less lonely at the end",
)
NO_LONGER = Words(
    "{} of those who were lonely no longer were",
    "All who were lonely at the start still were at the end",
    "None who were lonely at the start still were at the end",
    "who were lonely at the start",
    "How many were no longer lonely",
)
CONNECTED = Words(
    "{} were connected to something near them",
    "Nobody was connected to something near them",
    "Everybody was connected to something near them",
    "supported",
    "How many were connected to something near them",
)


def _share(
    findings: Findings, id_: str, words: Words, *, always: bool = False
) -> Iterator[KeyFinding]:
    figure = findings[id_]
    if not there(figure):
        yield from _untold(figure, words.unknown, always=always)
        return
    value, base = figure.value or 0.0, figure.base or 0
    who = f"the {people(base)}" if base != 1 else "1 person"
    sentence = f"{shown(figure)} of {who} {words.who} ({interval(figure)})."
    unit = f"of {people(base)}"
    yield _finding(figure, shown(figure), unit, words.head(value), sentence)


def _change_in_loneliness(findings: Findings) -> Iterator[KeyFinding]:
    figure = findings["loneliness.change.mean"]
    if not there(figure):
        yield from _untold(figure, "How far scores changed")
        return
    value = figure.value or 0.0
    size = written(abs(value), 1)
    head = {
        1: f"Scores fell by {about(value)}, towards less lonely",
        -1: f"Scores rose by {about(-value)}, towards more lonely",
        0: "Scores did not clearly change",
    }[clear(figure)]
    sentence = f"On average, from 3, least lonely, to 9. {_on(figure, 'fell', 'rose')}."
    unit = _way(value, "points lower", "points higher")
    yield _finding(figure, size, unit, head, sentence)


def _wellbeing(findings: Findings) -> Iterator[KeyFinding]:
    figure = findings["wellbeing.change.mean"]
    if not there(figure):
        yield from _untold(figure, "How wellbeing changed")
        return
    value = figure.value or 0.0
    heads = {1: "Wellbeing rose", -1: "Wellbeing fell", 0: "Wellbeing did not clearly change"}
    sentence = f"On average, from 7 to 35, where more is better. {_on(figure, 'rose', 'fell')}."
    yield _finding(figure, with_sign(value, 1), "points", heads[clear(figure)], sentence)


def _on(figure: Figure, up: str, down: str) -> str:
    """*Scores of 820 people fell by 1.8 points (1.7 to 1.9)*; the interval is of that change."""
    value = figure.value or 0.0
    who = people(figure.n or 0)
    if rounded(value, 1) == 0:
        said = f"Scores of {who} changed by 0.0 points"
    else:
        said = f"Scores of {who} {up if value > 0 else down} by {written(abs(value), 1)} points"
    if figure.ci_low is None or figure.ci_high is None:
        return f"{said} (one person has no interval)" if figure.n == 1 else said
    ends = (figure.ci_low, figure.ci_high) if value >= 0 else (-figure.ci_high, -figure.ci_low)
    return f"{said} ({written(ends[0], 1)} to {written(ends[1], 1)})"


def about(size: float) -> str:
    """How large a change is, in words that do not hide it: *nearly 2 points*, *1.3 points*."""
    whole = int(rounded(size))
    off = whole - size
    if whole and 0.05 < off <= 0.3:
        return f"nearly {whole} point{'' if whole == 1 else 's'}"
    return f"{written(size, 1)} points"


def _compared(findings: Findings) -> Iterator[KeyFinding]:
    difference = findings["matched.less.difference"]
    ours, theirs = findings["matched.less.treated"], findings["matched.less.comparison"]
    if not all(map(there, (difference, ours, theirs))):
        yield from _untold(difference, "How they compare with similar people")
        return
    head = {
        1: "More than among similar people who had no support",
        -1: "Fewer than among similar people who had no support",
        0: "No clear difference from similar people who had no support",
    }[clear(difference)]
    matched = counted(difference.n or 0, "matched person").replace("persons", "people")
    sentence = (
        f"{shown(ours)} were less lonely, against {shown(theirs)} of {matched}:"
        f" {points_apart(difference)}."
    )
    big = with_sign(hundredfold(difference.value or 0.0))
    yield _finding(difference, big, "points", head, sentence)


def _later(findings: Findings) -> Iterator[KeyFinding]:
    figure = findings["follow_up.relapsed"]
    if not there(figure):
        yield from _untold(figure, "How many had become lonely since the end")
        return
    n, base = figure.n or 0, figure.base or 0
    head = (
        f"{capital(many(figure.value or 0.0))} of those asked later had become lonely since the end"
    )
    if not n:
        head = "Nobody asked later had become lonely since the end"
    who = f"{n:,} of {people(base)} asked three months or more after the end"
    sentence = f"{who} were lonely, and had not been at the end ({interval(figure)})."
    yield _finding(figure, shown(figure), base_words(figure), head, sentence)


def _social_return(findings: Findings) -> Iterator[KeyFinding]:
    """Those measured and all who ended always stand side by side."""
    measured, ended = findings["sroi.ratio_pairs"], findings["sroi.ratio_ended"]
    if not (there(measured) and there(ended)):
        yield from _untold(measured, "What each pound was worth")
        return
    here, there_ = (pounds_for_a_pound(figure.value or 0.0) for figure in (measured, ended))
    said = f"{here} for each pound of running costs, counting those measured{_around(findings)}."
    both = f"{there_}, if all who ended changed as they did."
    heads = ("Worth less than a pound", "Worth a pound or more")
    head = f"{heads[(measured.value or 0.0) >= 1]} for each pound spent, on those measured"
    yield _finding(measured, here, "for each pound", head, f"{said} {both}")


def _around(findings: Findings) -> str:
    """The interval, where it is that of those measured."""
    ratio, measured = findings["sroi.ratio"], findings["sroi.ratio_pairs"]
    low, high = findings["sroi.ratio_low"], findings["sroi.ratio_high"]
    if ratio.value != measured.value or not (there(low) and there(high)):
        return ""
    return f" ({' to '.join(pounds_for_a_pound(end.value or 0.0) for end in (low, high))})"


def title(findings: Findings) -> str:
    """The finding of the whole report in a sentence or two, from the figures."""
    return " ".join((_first_sentence(findings), *_second_sentence(findings)))


def _first_sentence(findings: Findings) -> str:
    less, more = (findings[f"loneliness.change.{way}"] for way in ("less", "more"))
    if less.status is Status.SUPPRESSED:
        return "How many were less lonely after support cannot be shown."
    if not there(less):
        return "How lonely people were after support is not known."
    share, base = less.value or 0.0, less.base or 0
    if base == 1:
        not_ = "" if share else "not "
        return f"The one person asked before and after support was {not_}less lonely."
    who = f"Of the {base:,} people asked before and after support, " if few(less) else ""
    after = "" if who else " after support"
    if there(more) and (more.value or 0.0) > share:
        said = f"{roughly(more.value or 0.0)} were more lonely{after}, and {roughly(share)} less"
        return capital(f"{who}{said}.")
    if share <= 0:
        return capital(f"{who}{'none were' if who else 'nobody was'} less lonely{after}.")
    if share >= 1:
        return capital(f"{who}{'all were' if who else 'everybody was'} less lonely{after}.")
    return capital(f"{who}{roughly(share)} were less lonely{after}.")


def _second_sentence(findings: Findings) -> Iterator[str]:
    again = findings["follow_up.relapsed"]
    if there(again):
        who = "Of the few asked later" if few(again) else "Of those asked later"
        yield f"{who}, {many(again.value or 0.0)} had become lonely since the end."


def there(figure: Figure) -> bool:
    """Whether there is a value to show."""
    return figure.status is Status.OK and figure.value is not None


def _way(value: float, up: str, down: str) -> str:
    return "points" if rounded(value, 1) == 0 else (up if value > 0 else down)


def _untold(figure: Figure, what: str, *, always: bool = False) -> Iterator[KeyFinding]:
    """A finding that is hidden, or not known and has to be said to be so."""
    method = method_of(figure.id)
    if figure.status is Status.SUPPRESSED:
        yield KeyFinding("", "not shown", f"{what} is too few to show", HIDDEN, False, method)
    elif always:
        yield KeyFinding("", "not known", f"{what} is not known", figure.why, False, method)


def _finding(figure: Figure, big: str, unit: str, head: str, sentence: str) -> KeyFinding:
    return KeyFinding(big, unit, head, sentence, few(figure), method_of(figure.id))
