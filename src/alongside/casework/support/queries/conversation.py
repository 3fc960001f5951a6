"""What the person has said, prompt by prompt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..models import Barrier, ConversationWords, Episode, Prompt


@dataclass(frozen=True)
class Said:
    """Words that stand, with what they said before they were corrected, newest first."""

    entry: ConversationWords
    before: tuple[ConversationWords, ...] = ()

    @property
    def words(self) -> str:
        return self.entry.words

    @property
    def on(self) -> date:
        return self.entry.on

    @property
    def by(self) -> str:
        return self.entry.by.called


@dataclass(frozen=True)
class PromptSaid:
    """One prompt with everything said to it, oldest first."""

    code: str
    label: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """The whole conversation as it stands now."""

    prompts: tuple[PromptSaid, ...]
    barriers: tuple[str, ...] = ()  # codes, as they were last ticked
    tags: tuple[tuple[int, str], ...] = field(default=())  # number and word

    def of(self, code: str) -> PromptSaid:
        return next(prompt for prompt in self.prompts if prompt.code == code)

    def words(self, code: str) -> str:
        """Everything that stands under one prompt, as one text."""
        return "\n".join(said.words for said in self.of(code).said if said.words)

    @property
    def barrier_words(self) -> list[str]:
        return [Barrier(code).label for code in self.barriers if code in Barrier.values]

    @property
    def anything(self) -> bool:
        return any(prompt.said for prompt in self.prompts)


def conversation_of(episode: Episode, *, named: bool = True) -> Conversation:
    """Two queries, whatever was said. Where it is `named`, with who wrote it down."""
    said = episode.conversation.order_by("on", "pk")
    entries = list(said.select_related("by") if named else said)
    replaced = {entry.replaced_by_id: entry for entry in entries if entry.replaced_by_id}
    standing = [
        Said(entry, _before(entry, replaced)) for entry in entries if entry.replaced_by_id is None
    ]
    prompts = tuple(
        PromptSaid(
            prompt.value,
            prompt.label,
            tuple(said for said in standing if said.entry.prompt == prompt.value),
        )
        for prompt in Prompt
    )
    ticked = [said.entry for said in standing if said.entry.prompt == Prompt.BARRIERS]
    return Conversation(
        prompts=prompts,
        barriers=tuple(ticked[-1].barriers) if ticked else (),
        tags=tuple((tag.pk, tag.word) for tag in episode.tags.all()),
    )


def _before(
    entry: ConversationWords, replaced: dict[int, ConversationWords]
) -> tuple[ConversationWords, ...]:
    found: list[ConversationWords] = []
    while earlier := replaced.get((found[-1] if found else entry).pk):
        found.append(earlier)
    return tuple(found)


def what_matters(episode: Episode) -> ConversationWords | None:
    """The newest words to *what matters to me* that stand: the largest on the person's page."""
    return (
        episode.conversation.filter(prompt=Prompt.MATTERS, replaced_by=None)
        .order_by("-on", "-pk")
        .first()
    )
