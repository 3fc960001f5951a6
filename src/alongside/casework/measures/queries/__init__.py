"""What is due to be asked, what was answered, and what came of it."""

from .dues import Due, StartMissing, due, due_for, end_questions, next_due, start_missing
from .known import agrees, facts, facts_for
from .scoring import InstrumentScores, Scored, asked_in, scored, scores

__all__ = [
    "Due",
    "InstrumentScores",
    "Scored",
    "StartMissing",
    "agrees",
    "asked_in",
    "due",
    "due_for",
    "end_questions",
    "facts",
    "facts_for",
    "next_due",
    "scored",
    "scores",
    "start_missing",
]
