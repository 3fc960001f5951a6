"""Add somebody who signs in. The first administrator is added so, and adds the others in pages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from alongside.trouble import NoDatabase, Refused

from .managing import changes_waiting, start_django

if TYPE_CHECKING:
    from alongside.casework.schemes.models import Scheme, Worker


def add_worker(*, email: str, name: str, scheme: str, roles: Sequence[str], nation: str) -> None:
    """Ask for a password, then add the worker with their roles: all of it, or nothing."""
    open_database()
    refuse_unknown(roles)
    password = ask_password()

    from django.db import transaction
    from django.utils import timezone

    from alongside.casework.schemes import actions

    try:
        with transaction.atomic():
            place = find_scheme(scheme) or make_scheme(scheme, nation)
            worker = actions.add_worker(email=email, name=name, password=password, by=None)
            for role in roles:
                actions.give_role(
                    worker=worker, scheme=place, role=role, on=timezone.localdate(), by=None
                )
    except (actions.CannotAddWorker, actions.CannotGiveRole, actions.CannotAddScheme) as reason:
        raise Refused(
            str(reason),
            needed="What the service’s rules allow.",
            try_this="Change what the sentence names, and run this again.",
        ) from reason
    typer.echo(f"{name} can sign in with {email}, and is {' and '.join(roles)} at {place}.")


def open_database() -> None:
    """Start Django on a database that is up to date."""
    start_django()
    if changes_waiting():
        raise NoDatabase(
            "The database waits for changes that this version needs.",
            needed="A database that is up to date.",
            try_this="alongside manage migrate",
        )

    from alongside import sealing

    sealing.ready()


def name_resolver(*, email: str) -> None:
    """Make a worker the resolver of the programmes in which they have a role today."""
    worker = find_worker(email)

    from django.db import transaction
    from django.utils import timezone

    from alongside.casework.schemes import actions
    from alongside.casework.schemes.models import Programme, ProgrammeRole

    programmes = Programme.objects.filter(schemes__in=worker.scheme_ids()).distinct()
    if not programmes:
        raise Refused(
            f"{worker.name} has no role in any scheme today.",
            needed="A worker of the programme.",
            try_this="Give them a role in a scheme first, as its administrator.",
        )
    try:
        with transaction.atomic():
            for programme in programmes:
                actions.give_programme_role(
                    worker=worker,
                    programme=programme,
                    role=ProgrammeRole.RESOLVER,
                    on=timezone.localdate(),
                    by=None,
                )
    except actions.CannotGiveRole as reason:
        raise Refused(
            str(reason), needed="Somebody who is not it yet.", try_this="Nothing: it is so already."
        ) from reason
    names = ", ".join(str(programme) for programme in programmes)
    typer.echo(f"{worker.name} is the resolver of {names}.")


def end_resolver(*, email: str) -> None:
    """From tomorrow the worker is no longer a resolver of anything."""
    worker = find_worker(email)

    from django.db import transaction
    from django.utils import timezone

    from alongside.casework.schemes import actions

    held = list(worker.programme_roles.filter(ended_on=None))
    if not held:
        raise Refused(
            f"{worker.name} is no resolver.",
            needed="A worker who is.",
            try_this="alongside worker resolver EMAIL, to name one.",
        )
    with transaction.atomic():
        for membership in held:
            actions.end_programme_role(membership=membership, on=timezone.localdate(), by=None)
    typer.echo(f"{worker.name} is the resolver until today, and no longer.")


def sign_out(*, email: str, everybody: bool) -> None:
    """End the sessions of one worker, or of everybody."""
    if bool(email) == everybody:
        raise Refused(
            "It was not said who is to be signed out.",
            needed="One worker’s address, or --all.",
            try_this="alongside worker sign-out ruth@example.org",
        )
    if everybody:
        open_database()

        from alongside.casework.schemes import sessions

        typer.echo(f"Everybody is signed out everywhere: sessions ended: {sessions.end_all()}.")
        return
    worker = find_worker(email)

    from alongside.casework.schemes import actions

    ended = actions.sign_out_everywhere(worker=worker, by=None)
    typer.echo(f"{worker.name} is signed out everywhere: sessions ended: {ended}.")


def find_worker(email: str) -> Worker:
    """The worker who signs in with this address."""
    open_database()

    from alongside.casework.schemes.models import Worker

    worker = Worker.objects.filter(email__iexact=email).first()
    if worker is None:
        raise Refused(
            f"Nobody signs in with {email}.",
            needed="The address of a worker.",
            try_this="alongside worker add --help",
        )
    return worker


def refuse_unknown(roles: Sequence[str]) -> None:
    """A role that is not one of ours is refused before anybody types a password."""
    from alongside.casework.schemes.models import Role

    for role in roles:
        if role not in Role.values:
            raise Refused(
                f"“{role}” is not a role.",
                needed=f"One of: {', '.join(Role.values)}.",
                try_this="--role connector",
            )


def ask_password() -> str:
    """From the keyboard, twice and unseen; or a line from a pipe."""
    if sys.stdin.isatty():
        asked: str = typer.prompt(
            "Password (12 characters or more)", hide_input=True, confirmation_prompt=True
        )
        return asked
    return sys.stdin.readline().rstrip("\n")


def find_scheme(name: str) -> Scheme | None:
    """The scheme of this name; two programmes with one each are not told apart here."""
    from alongside.casework.schemes.models import Scheme

    found = list(Scheme.objects.filter(name__iexact=name)[:2])
    if len(found) == 2:
        raise Refused(
            f"More than one scheme is called {name}.",
            needed="A name that one scheme has.",
            try_this="Sign in as an administrator, and add the worker there.",
        )
    return found[0] if found else None


def make_scheme(name: str, nation: str) -> Scheme:
    """Make the scheme when a nation is given, in the one programme there is, or a new one."""
    from alongside.casework.schemes import actions
    from alongside.casework.schemes.models import Nation, Programme, Scheme

    if nation not in Nation.values:
        there = ", ".join(Scheme.objects.values_list("name", flat=True)) or "none yet"
        raise Refused(
            f"There is no scheme called {name}; there are: {there}.",
            needed=f"One that is there, or a nation to make it in: {', '.join(Nation.values)}.",
            try_this="--nation england, beside --scheme, to make it.",
        )
    programmes = list(Programme.objects.all()[:2])
    programme = programmes[0] if len(programmes) == 1 else actions.add_programme(name=name, by=None)
    return actions.add_scheme(
        programme=programme, name=name, public_name=name, nation=nation, by=None
    )
