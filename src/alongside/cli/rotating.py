"""Look at the keys, and put a new one in the place of the one in use."""

from __future__ import annotations

import typer

from alongside.trouble import Refused, WrongKeys

from . import say
from .workers import open_database


def check() -> None:
    """Open everything that is sealed, and count it by key."""
    open_database()
    from alongside.sealing import checking, kept

    ring = kept.ring()
    typer.echo(f"{kept.where()} holds {_keys(len(ring.keys))}; {ring.in_use} seals.")
    with say.progress("Opening everything") as step:
        looked = checking.look(step)
    for name, texts in sorted(looked.by_key.items()):
        typer.echo(f"  {name or 'not sealed':<10} {texts:>12,} texts")
    if looked.said:
        raise WrongKeys(
            " ".join(looked.said),
            needed="Every text sealed with a key that is there, and as it was sealed.",
            try_this="docs/guide/administrators.md, Keys, says what to do in each case.",
        )
    typer.echo("Everything that is sealed can be opened.")


def rotate() -> None:
    """Put a new key in the place of the one in use, while the service goes on."""
    open_database()
    from django.utils import timezone

    from alongside.sealing import rotation

    with say.progress("Sealing with the new key") as step:
        done = rotation.rotate(on=timezone.localdate(), step=step)
    typer.echo(f"{done.sealed_again:,} texts are sealed with the key {done.in_use} now.")
    if done.before is None:
        typer.echo("Take the keys behind the first one out of ALONGSIDE_KEYS, in every place.")
    else:
        typer.echo(f"The key that was in use is in {done.before}. Backups from before need it:")
        typer.echo("keep it as long as you keep them, apart from them, and then delete it.")
        typer.echo("Make a new copy of the keys file now.")


def new() -> None:
    """Print the keys of the environment with a new one in front, and what to do with them."""
    open_database()
    from alongside.sealing import kept

    if not kept.in_environment():
        raise Refused(
            "The keys are in a file, which can be changed while the service goes on.",
            needed="Nothing to be typed by hand.",
            try_this="alongside keys rotate",
        )
    typer.echo(",".join(kept.ring().with_new_key().write()))
    typer.echo(
        "Set ALONGSIDE_KEYS to this line wherever the service runs, and start it anew. Then:"
        " alongside keys rotate. Keep the old line as long as you keep backups from before.",
        err=True,
    )


def _keys(number: int) -> str:
    return "one key" if number == 1 else f"{number} keys"
