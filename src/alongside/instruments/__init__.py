"""Questionnaires as data, and their scoring. Plain Python: both halves of the house use it."""

from alongside.instruments.catalogue import NoSuchInstrument, all_instruments, load
from alongside.instruments.changes import Change, PartChange, Verdict, change, cronbach_alpha
from alongside.instruments.model import (
    Band,
    Important,
    Instrument,
    Item,
    Option,
    Reliable,
    Threshold,
    not_before_acceptance,
    reliable_threshold,
)
from alongside.instruments.scoring import Finding, FindingCode, Part, Score, score
from alongside.instruments.wording import (
    Wording,
    WordingRefused,
    with_wording,
    wording_from_file,
    wording_from_text,
)
from alongside.instruments.words import (
    Direction,
    Mode,
    NotMeasured,
    OfferedFrom,
    Scoring,
    Stage,
)

__all__ = [
    "Band",
    "Change",
    "Direction",
    "Finding",
    "FindingCode",
    "Important",
    "Instrument",
    "Item",
    "Mode",
    "NoSuchInstrument",
    "NotMeasured",
    "OfferedFrom",
    "Option",
    "Part",
    "PartChange",
    "Reliable",
    "Score",
    "Scoring",
    "Stage",
    "Threshold",
    "Verdict",
    "Wording",
    "WordingRefused",
    "all_instruments",
    "change",
    "cronbach_alpha",
    "load",
    "not_before_acceptance",
    "reliable_threshold",
    "score",
    "with_wording",
    "wording_from_file",
    "wording_from_text",
]
