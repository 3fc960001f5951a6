from .asking import leave, match, unlisted
from .connections import answer, new, signpost
from .introductions import introduce, introduction, noted
from .nearby import nearby, shortlist_pdf, shortlist_print

__all__ = [
    "answer",
    "introduce",
    "introduction",
    "leave",
    "match",
    "nearby",
    "new",
    "noted",
    "shortlist_pdf",
    "shortlist_print",
    "signpost",
    "unlisted",
]
