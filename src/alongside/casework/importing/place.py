"""Where a file comes in: the scheme, who brings it in, and what its references mean here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db import models

from alongside import sealing
from alongside.background import Step, nobody_waits
from alongside.casework.people.models import Person
from alongside.casework.people.queries import standing
from alongside.casework.schemes.models import Membership, Role, Scheme, Worker

from .kinds.base import RowIn
from .models import ExternalReference
from .parsing import Fault, Parsed
from .values import shown

AT_ONCE = 500  # keys asked for in one query
M = TypeVar("M", bound=models.Model)


@dataclass
class Place:
    """What `check` and `write` of a kind are given."""

    scheme: Scheme
    by: Worker
    today: date
    parsed: Parsed
    faults: list[Fault] = field(default_factory=list)
    step: Step = nobody_waits  # says how far it has come

    def fault(self, row: RowIn, column: str, words: str) -> None:
        """Say what is wrong with a row; words for the worker, with what to do."""
        value = row.get(column)
        text = shown(value) if column and value is not None and not isinstance(value, list) else ""
        self.faults.append(self.parsed.fault(row.number, column, text, words))

    def find(self, kind: str, references: Iterable[str]) -> dict[str, int]:
        """For references of another kind, the numbers of what they stand for, where it is here."""
        keys = {self.key(kind, reference): reference for reference in references}
        found = {keys[known.key]: known.thing_number for known in self.known(kind, keys)}
        return standing(found) if kind == "people" else found

    def find_whole(
        self, kind: str, model: type[M], references: Iterable[str], *related: str
    ) -> dict[str, M]:
        """For references of another kind, what they stand for, where it is here."""
        numbers = self.find(kind, references)
        found = whole(model, numbers.values(), *related)
        return {
            reference: found[number] for reference, number in numbers.items() if number in found
        }

    def people(self, references: Iterable[str]) -> dict[str, Person]:
        """Whom references stand for: where two records became one, the one that stands for both."""
        found = self.find_whole("people", Person, references)
        stand = {reference: _standing(person) for reference, person in found.items()}
        return {one: who for one, who in stand.items() if who.scheme_id == self.scheme.pk}

    def known(self, kind: str, keys: Iterable[str]) -> Iterable[ExternalReference]:
        """What is here already of these keys."""
        wanted = list(keys)
        for at in range(0, len(wanted), AT_ONCE):
            yield from ExternalReference.objects.filter(
                scheme=self.scheme, kind=kind, key__in=wanted[at : at + AT_ONCE]
            )

    def key(self, kind: str, reference: str) -> str:
        """What a reference is kept as: without the keys nobody can tell what it was."""
        return sealing.keyed_hash("importing.reference", f"{self.scheme.pk}\0{kind}\0{reference}")

    def worker(self, words: str) -> Worker | None:
        """The worker of this scheme, now or before, with this email address or this whole name."""
        plain = " ".join(words.split()).casefold()
        found = self._workers.get(plain, [])
        return found[0] if len(found) == 1 else None

    def knows_worker(self, row: RowIn, column: str) -> bool:
        """Whether the worker that the row names is known, or none is named; a fault where not."""
        words = row.get(column, "")
        if not words or self.worker(words) is not None:
            return True
        self.fault(
            row,
            column,
            "is no worker of this scheme by email address or whole name. Correct it, say in the"
            " mapping who is meant, or have an administrator add them, with the days they worked.",
        )
        return False

    def is_connector(self, worker: Worker) -> bool:
        """Whether they are a connector of this scheme today."""
        return worker.pk in self._connectors

    @cached_property
    def _workers(self) -> dict[str, list[Worker]]:
        here = Membership.objects.filter(scheme=self.scheme, worker=models.OuterRef("pk"))
        found: dict[str, list[Worker]] = {}
        for worker in Worker.objects.filter(models.Exists(here)):
            for words in {worker.email.casefold(), worker.name.casefold()}:
                found.setdefault(words, []).append(worker)
        return found

    @cached_property
    def _connectors(self) -> set[int]:
        held = Membership.objects.on(self.today).filter(scheme=self.scheme, role=Role.CONNECTOR)
        return set(held.values_list("worker_id", flat=True))


def _standing(person: Person) -> Person:
    while person.merged_into is not None:
        person = person.merged_into
    return person


def whole(model: type[M], numbers: Iterable[int], *related: str) -> dict[int, M]:
    """These rows by number, however many: asked for in parts."""
    wanted = sorted(set(numbers))
    found: dict[int, M] = {}
    for at in range(0, len(wanted), AT_ONCE):
        rows = model._default_manager.select_related(*related)
        found |= rows.in_bulk(wanted[at : at + AT_ONCE])
    return found
