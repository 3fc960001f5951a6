"""The open page of the conversation: everything may be left empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from alongside.forms import NearDate
from alongside.meanwhile import CHANGED_MEANWHILE, Row, SeesMeanwhile

from ..models import Barrier, Prompt
from ..queries import Conversation

LONGEST = 10_000


class ConversationForm(SeesMeanwhile):
    """A space for new words at each prompt, and the words that stand, to be put right."""

    on = NearDate(
        label="Said on",
        help_text="The day on which you spoke.",
        error_messages={"required": "Say on which day you spoke."},
    )
    barriers = forms.MultipleChoiceField(
        label="What gets in the way?",
        choices=Barrier.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    tag = forms.CharField(
        label="Another word to remember",
        help_text="An interest or a fact, such as birds or Tuesdays free.",
        required=False,
        max_length=30,
        error_messages={"max_length": "A tag is a word or two, at most 30 letters."},
    )

    def __init__(self, *args: Any, conversation: Conversation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conversation, self.today = conversation, today
        self._corrected_by_two = list(self._take_over())
        for prompt in conversation.prompts:
            self.fields[f"words_{prompt.code}"] = _words(prompt.label)
            for said in prompt.said:
                if said.words:
                    self.fields[f"correct_{said.entry.pk}"] = _words("It should say", said.words)
        self.fields["tags"] = forms.MultipleChoiceField(
            label="Words to remember",
            help_text="Untick what is no longer so.",
            choices=[(str(number), word) for number, word in conversation.tags],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=[str(number) for number, _ in conversation.tags],
        )
        self.fields["barriers"].initial = list(conversation.barriers)

    def as_recorded(self) -> dict[str, Any]:
        """Ticks alone: words are added to, and what was put right is looked at by itself."""
        return {
            "barriers": list(self.conversation.barriers),
            "tags": [str(number) for number, _ in self.conversation.tags],
        }

    @property
    def both(self) -> list[Row]:
        return self._corrected_by_two

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._corrected_by_two:
            self.add_error(None, CHANGED_MEANWHILE)
        return cleaned

    def _take_over(self) -> Iterator[Row]:
        """Where two have put the same words right: what was typed moves below the words as they
        stand now. A tick for a word that somebody else has taken away says nothing any more.
        """
        if self.is_bound:
            self.data = sent = cast(QueryDict, self.data).copy()
            still = {str(number) for number, _ in self.conversation.tags}
            ticked = sent.getlist("tags")
            sent.setlist("tags", [number for number in ticked if number in still])
        typed_in = cast(dict[str, Any], self.data if self.is_bound else self.initial)  # or a draft
        for prompt in self.conversation.prompts:
            for said in prompt.said:
                for earlier in said.before:
                    typed = str(typed_in.get(f"correct_{earlier.pk}", ""))
                    if not _same(typed, "", earlier.words, said.words):
                        typed_in[f"correct_{said.entry.pk}"] = typed
                        yield prompt.label, said.words, typed

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("That day is still to come. Choose the day you spoke.")
        return on

    def said(self) -> dict[str, str]:
        """New words by prompt; empty ones are left out, and so is the prompt of the barriers."""
        new = {prompt.value: self.cleaned_data[f"words_{prompt.value}"] for prompt in Prompt}
        return {prompt: words.strip() for prompt, words in new.items() if words.strip()}

    def corrected(self) -> dict[int, str]:
        """Words that were put right, by the number of the entry."""
        found = {}
        for prompt in self.conversation.prompts:
            for one in prompt.said:
                now = self.cleaned_data.get(f"correct_{one.entry.pk}", "").strip()
                if not _same(now, "", one.words):
                    found[one.entry.pk] = now
        return found

    def new_barriers(self) -> list[str] | None:
        """What gets in the way, all of it, when that has changed; else None."""
        ticked = sorted(self.cleaned_data["barriers"])
        return ticked if ticked != sorted(self.conversation.barriers) else None

    def tags_gone(self) -> list[int]:
        kept = {int(number) for number in self.cleaned_data["tags"]}
        return [number for number, _ in self.conversation.tags if number not in kept]


def _same(typed: str, *others: str) -> bool:
    """Whether it is one of these texts; browsers end lines in another way than we keep them."""
    plain = typed.strip().replace("\r\n", "\n")
    return plain in [other.strip().replace("\r\n", "\n") for other in others]


def _words(label: str, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, required=False, max_length=LONGEST, initial=initial
    )
