"""What the person says, in their words; later words are added, wrong ones corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import ConversationWords, Episode, Prompt, Tag


class CannotSay(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def say(
    *,
    episode: Episode,
    prompt: str,
    words: str,
    on: date,
    barriers: Sequence[str] | None = None,
    by: Worker,
) -> ConversationWords:
    """Add what the person said to one prompt, on one day.

    `barriers` is what gets in the way as it stands now, all of it; None leaves it as it was.
    """
    if barriers is not None and prompt != Prompt.BARRIERS and not barriers:
        barriers = None
    if refusal := rules.why_not_change(episode) or rules.why_not_say(prompt, words, barriers):
        raise CannotSay(refusal)
    if barriers is None:
        barriers = _as_they_stand(episode) if prompt == Prompt.BARRIERS else []
    said = ConversationWords.objects.create(
        episode=episode,
        prompt=prompt,
        words=words.strip(),
        barriers=sorted(set(barriers)),
        on=on,
        by=by,
    )
    audit.record("CONVERSATION_ADDED", to=said, by=by, prompt=prompt)
    return said


class CannotCorrect(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def correct_words(*, words: ConversationWords, new: str, on: date, by: Worker) -> ConversationWords:
    """Put wrong words right: the new ones are shown, the earlier ones stay behind them."""
    words = ConversationWords.objects.select_for_update(of=("self",)).get(pk=words.pk)
    if words.replaced_by_id is not None:
        raise CannotCorrect(
            "Somebody has corrected these words already. Look at what they say now first."
        )
    if not new.strip():
        raise CannotCorrect("Write what it should say instead. A few words are enough.")
    if new.strip() == words.words:
        raise CannotCorrect("The words are as they were, so there is nothing to correct.")
    words.replaced_by = ConversationWords.objects.create(
        episode=words.episode,
        prompt=words.prompt,
        words=new.strip(),
        barriers=words.barriers,
        on=words.on,
        by=by,
    )
    words.corrected_on = on
    words.save(update_fields=["replaced_by", "corrected_on"])
    audit.record("CONVERSATION_CORRECTED", to=words, by=by, prompt=words.prompt)
    return words.replaced_by


def _as_they_stand(episode: Episode) -> list[str]:
    newest = (
        episode.conversation.filter(prompt=Prompt.BARRIERS, replaced_by=None)
        .order_by("-on", "-pk")
        .first()
    )
    return newest.barriers if newest else []


class CannotTag(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def tag(*, episode: Episode, word: str, by: Worker) -> Tag:
    """Remember an interest or a fact in a word or two. The same word twice is one tag."""
    word = " ".join(word.split())
    if refusal := rules.why_not_tag(word):
        raise CannotTag(refusal)
    same = episode.tags.filter(word__iexact=word).first()
    kept = same or Tag.objects.create(episode=episode, word=word)
    audit.record("TAG_ADDED", to=episode, by=by)
    return kept


@transaction.atomic
def untag(*, tag: Tag, by: Worker) -> None:
    """Take a tag away: it is no longer so, or was never needed."""
    audit.record("TAG_REMOVED", to=tag.episode, by=by)
    tag.delete()
