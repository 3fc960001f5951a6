"""Suggestions of something to do for a person, each with its reasons: docs/methods/suggestions.md.

They are a start for a conversation. Nothing is decided by them, and the search is always there.
"""

from .making import Suggested, Suggestions, suggest
from .wishes import Wishes, wishes_of

__all__ = ["Suggested", "Suggestions", "Wishes", "suggest", "wishes_of"]
