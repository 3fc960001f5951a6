"""What needs doing: the lines in their groups, at most seven; the rest is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casework.schemes.models import Worker

from .. import words
from .known import Known, known
from .task import Task
from .tasks import tasks

SHOWN = 7
GROUPS = {"late": "Late", "today": "Today", "week": "This week"}


@dataclass(frozen=True)
class Group:
    """Late, today or this week: the lines that are shown, and how many there are."""

    kind: str
    title: str
    tasks: list[Task]
    count: int


@dataclass(frozen=True)
class Todo:
    """What needs doing, in short and in lines."""

    groups: list[Group]
    lead: str
    more: str  # what is not shown, in words; empty where everything is


def for_connector(worker: Worker, today: date, *, whole: bool = False) -> Todo:
    """What this connector has to do with their own people and those they cover."""
    return of_known(worker, known(worker, today), today, whole=whole)


def of_known(worker: Worker, read: Known, today: date, *, whole: bool = False) -> Todo:
    """The same where their people have been read already."""
    return arranged(tasks(worker, read, today), today, whole=whole)


def arranged(found: list[Task], today: date, *, whole: bool = False) -> Todo:
    """Late ones longest first, then today by the clock, then the week; seven lines at most."""
    until = today + timedelta(days=6)
    parts = {
        "late": sorted((task for task in found if task.due < today), key=_by_day),
        "today": sorted((task for task in found if task.due == today), key=_by_clock),
        "week": sorted((task for task in found if today < task.due <= until), key=_by_day),
    }
    groups, room = [], sum(map(len, parts.values())) if whole else SHOWN
    for kind, lines in parts.items():
        shown = lines[:room]
        room -= len(shown)
        if lines:
            groups.append(Group(kind, GROUPS[kind], shown, len(lines)))
    hidden = {group.kind: group.count - len(group.tasks) for group in groups}
    return Todo(
        groups=[group for group in groups if group.tasks],
        lead=words.lead(*(len(lines) for lines in parts.values())),
        more=words.left_out(*(hidden.get(kind, 0) for kind in GROUPS)),
    )


def _by_clock(task: Task) -> tuple[bool, float, int, str]:
    at = task.at.timestamp() if task.at else 0.0
    return (task.at is None, at, task.rank, task.words)


def _by_day(task: Task) -> tuple[date, bool, float, int, str]:
    return (task.due, *_by_clock(task))
