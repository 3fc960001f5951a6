"""Answers to a score. What is missing or out of range is said, never guessed; nothing here stops.

The definitions are those of the evaluation's list of figures ("Scoring"); see docs/methods.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan

from alongside.instruments.model import Band, Instrument, Item, band_of
from alongside.instruments.words import Scoring


class FindingCode(StrEnum):
    """What can be wrong with a questionnaire, for the list of data quality."""

    ITEM_OUT_OF_RANGE = "item_out_of_range"
    ITEM_NOT_OF_INSTRUMENT = "item_not_of_instrument"
    RECORDED_OUT_OF_RANGE = "recorded_out_of_range"
    RECORDED_DIFFERS = "recorded_differs"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, where, and in a sentence. `item` counts from 1; 0 is the total."""

    code: FindingCode
    item: int
    sentence: str


@dataclass(frozen=True)
class Part:
    """One item's own score, for an instrument whose items stand on their own."""

    key: str
    short: str
    value: int | None
    band: Band | None


@dataclass(frozen=True)
class Score:
    """What a questionnaire came to. Without `valid`, `raw`, `metric` and `band` are None."""

    instrument: str
    valid: bool
    raw: int | None
    metric: float | None
    band: Band | None
    missing_items: tuple[int, ...]  # numbers from 1; "don't know" is here too
    from_recorded: bool  # the total was recorded without the answers
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    why_not: str  # a sentence for the worker; empty where there is a score

    @property
    def value(self) -> float | None:
        """Give the score that the figures use: metric where there is a table, raw elsewhere."""
        return self.raw if self.metric is None else self.metric


def score(
    instrument: Instrument, answers: Sequence[int | None], recorded: float | None = None
) -> Score:
    """Score one questionnaire: `answers` in item order, None where skipped; codes as printed.

    `recorded` is a total kept by the service. It is used only where no item at all is given;
    where it differs from the items, the items count and a finding says so.
    """
    given = _fitted(answers, len(instrument.items))
    recorded = None if recorded is None or isnan(recorded) else recorded
    findings = _out_of_range(instrument, given) + _extra(instrument, answers)
    if any(finding.code is FindingCode.ITEM_OUT_OF_RANGE for finding in findings):
        return _none(instrument, given, findings, findings[0].sentence)
    if instrument.scoring is Scoring.SEPARATE:
        return _separate(instrument, given, findings)
    if recorded is not None and instrument.recorded and not _any(given):
        return _from_recorded(instrument, given, recorded, findings)
    return _summed(instrument, given, recorded, findings)


def _fitted(answers: Sequence[int | None], size: int) -> tuple[int | None, ...]:
    """Cut or fill the answers to the instrument's own items: the extract has columns for seven."""
    return (*answers[:size], *[None] * (size - len(answers)))


def _any(given: Sequence[int | None]) -> bool:
    return any(answer is not None for answer in given)


def _out_of_range(instrument: Instrument, given: Sequence[int | None]) -> tuple[Finding, ...]:
    pairs = enumerate(zip(instrument.items, given, strict=True), start=1)
    return tuple(
        Finding(FindingCode.ITEM_OUT_OF_RANGE, number, _range_sentence(number, item, answer))
        for number, (item, answer) in pairs
        if answer is not None and answer not in item.codes
    )


def _range_sentence(number: int, item: Item, answer: int) -> str:
    return (
        f"Question {number} has the answer {answer}, and its answers go from {min(item.codes)} "
        f"to {max(item.codes)}. The questionnaire has no score until that is put right."
    )


def _extra(instrument: Instrument, answers: Sequence[int | None]) -> tuple[Finding, ...]:
    size = len(instrument.items)
    return tuple(
        Finding(
            FindingCode.ITEM_NOT_OF_INSTRUMENT,
            number,
            f"There is an answer to question {number}, and this questionnaire ends at {size}. "
            "It was left out.",
        )
        for number, answer in enumerate(answers[size:], start=size + 1)
        if answer is not None
    )


def _points(item: Item, answer: int | None) -> int | None:
    return None if answer is None else item.option(answer).points


def _missing(instrument: Instrument, given: Sequence[int | None]) -> tuple[int, ...]:
    """Number the items that have no answer that counts; one out of range is there, but wrong."""
    return tuple(
        number
        for number, (item, answer) in enumerate(zip(instrument.items, given, strict=True), start=1)
        if answer is None or (answer in item.codes and item.option(answer).points is None)
    )


def _none(
    instrument: Instrument,
    given: Sequence[int | None],
    findings: tuple[Finding, ...],
    why_not: str,
) -> Score:
    return Score(
        instrument=instrument.id,
        valid=False,
        raw=None,
        metric=None,
        band=None,
        missing_items=_missing(instrument, given),
        from_recorded=False,
        parts=(),
        findings=findings,
        why_not=why_not,
    )


def _separate(
    instrument: Instrument, given: Sequence[int | None], findings: tuple[Finding, ...]
) -> Score:
    """Score each item on its own: valid with any of them answered, and never a total."""
    if not _any(given):
        return _none(instrument, given, findings, _missing_sentence(_missing(instrument, given)))
    parts = tuple(_part(item, answer) for item, answer in zip(instrument.items, given, strict=True))
    return Score(
        instrument=instrument.id,
        valid=True,
        raw=None,
        metric=None,
        band=None,
        missing_items=_missing(instrument, given),
        from_recorded=False,
        parts=parts,
        findings=findings,
        why_not="",
    )


def _part(item: Item, answer: int | None) -> Part:
    value = _points(item, answer)
    band = None if value is None else band_of(item.bands, value)
    return Part(key=item.key, short=item.short, value=value, band=band)


def _from_recorded(
    instrument: Instrument,
    given: Sequence[int | None],
    recorded: float,
    findings: tuple[Finding, ...],
) -> Score:
    """Take a total that was kept without its answers, if it is one that the answers could give."""
    low, high = instrument.score_range or (0, 0)
    if low <= recorded <= high and recorded == int(recorded):
        return _valid(instrument, int(recorded), _missing(instrument, given), findings, True)
    sentence = (
        f"The recorded score is {recorded:g}, and it must be a whole number from {low} to {high}. "
        "Look for the answers themselves."
    )
    wrong = Finding(FindingCode.RECORDED_OUT_OF_RANGE, 0, sentence)
    return _none(instrument, given, (*findings, wrong), sentence)


def _summed(
    instrument: Instrument,
    given: Sequence[int | None],
    recorded: float | None,
    findings: tuple[Finding, ...],
) -> Score:
    if missing := _missing(instrument, given):
        return _none(instrument, given, findings, _missing_sentence(missing))
    pairs = zip(instrument.items, given, strict=True)
    raw = sum(_points(item, answer) or 0 for item, answer in pairs)
    if recorded is not None and recorded != raw:
        sentence = f"The recorded score is {recorded:g} and the answers add to {raw}: they count."
        findings = (*findings, Finding(FindingCode.RECORDED_DIFFERS, 0, sentence))
    return _valid(instrument, raw, (), findings, False)


def _valid(
    instrument: Instrument,
    raw: int,
    missing: tuple[int, ...],
    findings: tuple[Finding, ...],
    from_recorded: bool,
) -> Score:
    metric = instrument.metric_of(raw)
    return Score(
        instrument=instrument.id,
        valid=True,
        raw=raw,
        metric=metric,
        band=instrument.band_of(raw if metric is None else metric),
        missing_items=missing,
        from_recorded=from_recorded,
        parts=(),
        findings=findings,
        why_not="",
    )


def _missing_sentence(missing: Sequence[int]) -> str:
    """Say which questions stand between these answers and a score."""
    numbers = [str(number) for number in missing]
    if len(numbers) == 1:
        return f"There is no score, because question {numbers[0]} has no answer that can be scored."
    listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"There is no score, because questions {listed} have no answer that can be scored."
