from .asking import leave, match, unlisted
from .connections import answer, new, signpost
from .introductions import introduce, introduction, noted

__all__ = [
    "answer",
    "introduce",
    "introduction",
    "leave",
    "match",
    "new",
    "noted",
    "signpost",
    "unlisted",
]
