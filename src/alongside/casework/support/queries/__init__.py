"""What is read in this room. The diary's and the inbox's are in `queries.diary`, `.caseloads`."""

from .contact import contacts_seen_by, how_words, last_contact, last_mode, taper_of
from .conversation import Conversation, PromptSaid, conversation_of, what_matters
from .episodes import LastContact, Next, Row, mine, my_episodes, next_steps, rows
from .plan import Promise, plan_of, promises, who_words
from .supervision import ToRead, reads_to_answer, to_read
from .timeline import Happening, happenings

__all__ = [
    "Conversation",
    "Happening",
    "LastContact",
    "Next",
    "Promise",
    "PromptSaid",
    "Row",
    "ToRead",
    "contacts_seen_by",
    "conversation_of",
    "happenings",
    "how_words",
    "last_contact",
    "last_mode",
    "mine",
    "my_episodes",
    "next_steps",
    "plan_of",
    "promises",
    "reads_to_answer",
    "rows",
    "taper_of",
    "to_read",
    "what_matters",
    "who_words",
]
