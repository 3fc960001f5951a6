"""What is read in this room. The diary's and the inbox's are in `queries.diary`, `.caseloads`."""

from .contact import (
    Version,
    contacts_seen_by,
    how_words,
    last_contact,
    last_mode,
    taper_of,
    versions_of,
)
from .conversation import Conversation, PromptSaid, conversation_of, what_matters
from .costs import CostRow, costs_by_month
from .episodes import LastContact, Next, Row, mine, my_episodes, next_steps, rows
from .plan import (
    GoalLine,
    StepLine,
    changed_since_agreed,
    goal_lines,
    goals_seen_by,
    plan_of,
    promises,
    steps_seen_by,
    who_words,
)
from .supervision import ToRead, reads_seen_by, reads_to_answer, to_read
from .timeline import Happening, happenings

__all__ = [
    "Conversation",
    "CostRow",
    "GoalLine",
    "Happening",
    "LastContact",
    "Next",
    "PromptSaid",
    "Row",
    "StepLine",
    "ToRead",
    "Version",
    "changed_since_agreed",
    "contacts_seen_by",
    "conversation_of",
    "costs_by_month",
    "goal_lines",
    "goals_seen_by",
    "happenings",
    "how_words",
    "last_contact",
    "last_mode",
    "mine",
    "my_episodes",
    "next_steps",
    "plan_of",
    "promises",
    "reads_seen_by",
    "reads_to_answer",
    "rows",
    "steps_seen_by",
    "taper_of",
    "to_read",
    "versions_of",
    "what_matters",
    "who_words",
]
