"""The fixed words of measuring: codes as the extract has them, labels as a worker reads them."""

from enum import StrEnum


class Worded(StrEnum):
    """A code with the words that stand for it on a page."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Worded":
        """Keep the code as the value, and the words beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Give (code, words) pairs, in order, for a form or a column."""
        return [(member.value, member.label) for member in cls]


class Stage(Worded):
    """When in somebody's support a questionnaire is answered."""

    START = "start", "At the start"
    REVIEW = "review", "At a review"
    END = "end", "At the end"
    FOLLOW_UP = "follow_up", "At follow-up"


class Mode(Worded):
    """How it was answered; it matters, because people answer a voice and a page differently."""

    SELF = "self", "Answered on the device themselves"
    READ_OUT = "read_out", "Read out to them"
    TELEPHONE = "telephone", "By telephone"
    PAPER = "paper", "On paper"
    LINK = "link", "By a link we sent"


class NotMeasured(Worded):
    """Why a questionnaire that was due was not answered. None of these counts against anybody."""

    TOO_EARLY = "too_early", "Too early to ask"
    DECLINED = "declined", "Did not want to"
    NOT_ABLE = "not_able", "Was not able to"
    FORGOT = "forgot", "We forgot to ask"
    COULD_NOT_REACH = "could_not_reach", "We could not reach them"


class Direction(StrEnum):
    """Which way along the scale is good for the person."""

    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"


class OfferedFrom(StrEnum):
    """The earliest moment at which the questionnaire may be put to somebody."""

    REFERRAL = "referral"
    ACCEPTANCE = "acceptance"


class Scoring(StrEnum):
    """How the answers become a score."""

    SUM = "sum"  # the points of every item added; all items needed
    SEPARATE = "separate"  # each item stands on its own; there is no total
