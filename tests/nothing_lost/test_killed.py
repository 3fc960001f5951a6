"""A server that is killed: what it said is saved is there, and nothing is there twice."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from http.client import HTTPException

from .service import BEGIN, PATIENCE, ROOT, Person, Service, contact

WRITES = 1_000
MIDDLE = 400  # when this many have been acknowledged, the server is killed


class Clients:
    """Eight people who record contacts, and send again what nobody said was saved."""

    def __init__(self, people: list[Person]) -> None:
        self.acknowledged: Counter[str] = Counter()
        self.unanswered = 0
        self.wrong: list[str] = []
        self._threads = [
            threading.Thread(target=self._write, args=(number, person))
            for number, person in enumerate(people)
        ]
        self._each = WRITES // len(people)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(5 * PATIENCE)

    def alive(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _write(self, number: int, person: Person) -> None:
        forged = person.forged_token()
        for one in range(self._each):
            note = f"Contact {number}-{one}"
            form = contact(note) | {"csrfmiddlewaretoken": forged}
            while not self._sent(person, form):
                self.unanswered += 1
                time.sleep(0.2)
            self.acknowledged[note] += 1

    def _sent(self, person: Person, form: dict[str, str]) -> bool:
        """Whether the server said that it is saved. The same form has the same token."""
        try:
            answer = person.ask(person.page, form)
        except (OSError, HTTPException):
            return False
        if answer.status != 302:  # not even 503: eight who write at once wait for one another
            self.wrong.append(f"{answer.status} {answer.page[:200]}")
        return True


def test_killed_in_the_middle_of_a_thousand_contacts_all_that_were_acknowledged_are_there_once(
    service: Service,
):
    service.start()
    clients = Clients(service.people())
    clients.start()
    while sum(clients.acknowledged.values()) < MIDDLE:
        time.sleep(0.01)
        assert clients.alive()
        assert not clients.wrong
    service.kill()
    acknowledged_before = set(clients.acknowledged)
    there_before = Counter(service.notes())

    service.start()
    clients.join()

    assert acknowledged_before <= set(there_before)
    assert set(there_before.values()) == {1}
    assert clients.unanswered > 0
    assert not clients.wrong
    assert len(clients.acknowledged) == WRITES
    assert Counter(service.notes()) == clients.acknowledged
    service.stop()
    assert service.process is not None
    assert service.process.returncode == 0
    found = service.run("doctor")
    for line in ("Database, whole: Nothing is damaged", "ok    Audit"):
        assert line in found.stdout


def test_told_to_stop_the_server_finishes_what_is_in_hand(service: Service):
    service.start()
    person = service.people()[0]
    form = contact("In hand") | {"csrfmiddlewaretoken": person.forged_token()}
    answers = []
    asking = threading.Thread(target=lambda: answers.append(person.ask(person.page, form).status))
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN + HOLD_FOR_SIX_SECONDS],
        env=service.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline() == "held\n"
        asking.start()
        time.sleep(2)  # it has come to the lock, and waits there
        assert not answers

        service.stop()
        asking.join(PATIENCE)

    assert answers == [302]
    assert service.notes() == ["In hand"]
    assert not service.answers()


HOLD_FOR_SIX_SECONDS = """
import time
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    if connection.vendor == "postgresql":
        cursor.execute("LOCK TABLE support_contact IN EXCLUSIVE MODE")
    print("held", flush=True)
    time.sleep(6)
"""
