"""What a person can type so that nothing is lost: backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PassphraseFile = Annotated[
    Path | None,
    typer.Option(help="A file whose first line is the passphrase.", show_default=False),
]


def add_to(app: typer.Typer) -> None:
    """Teach these commands to `alongside`."""
    app.command(epilog=BACKUP_EXAMPLES)(backup)
    app.command(epilog=RESTORE_EXAMPLES)(restore)
    app.command(epilog=DOCTOR_EXAMPLES)(doctor)


BACKUP_EXAMPLES = """[bold]Examples[/bold]

  alongside backup /mnt/backups

  alongside backup /mnt/backups/tonight.backup --replace

  alongside backup /mnt/usb/moving.backup --passphrase --with-keys

Locked with the keys file, unless a passphrase is given: with --passphrase, --passphrase-file, \
or in ALONGSIDE_BACKUP_PASSPHRASE. Keep the keys file apart from the backups. Every day, by \
itself: docs/guide/backing-up.md."""


def backup(
    file: Annotated[
        Path,
        typer.Argument(help="What to write; in a folder, a name with the moment in it is chosen."),
    ],
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help="Ask for a passphrase, and lock it with that.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    with_keys: Annotated[
        bool,
        typer.Option(
            "--with-keys",
            help="Put the keys in too: this one file and its passphrase are then everything.",
        ),
    ] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Write over a file of this name, once this one is whole."),
    ] = False,
) -> None:
    """Write everything into one locked file, while the service goes on."""
    from .backing_up import backup, given_passphrase

    words = given_passphrase(passphrase_file, ask=passphrase, new=True)
    backup(file=file, passphrase=words, with_keys=with_keys, replace=replace)


RESTORE_EXAMPLES = """[bold]Examples[/bold]

  alongside restore --check /mnt/backups/tonight.backup

  ALONGSIDE_DATA=/srv/new alongside restore /mnt/backups/tonight.backup"""


def restore(
    file: Annotated[Path, typer.Argument(help="What `alongside backup` wrote.")],
    check: Annotated[
        bool, typer.Option("--check", help="Read it through to its end, and write nothing.")
    ] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Put a backup into an empty place; nothing that is there is ever written over."""
    from .backing_up import check as read_through
    from .backing_up import restore

    (read_through if check else restore)(file=file, passphrase_file=passphrase_file)


DOCTOR_EXAMPLES = """[bold]Examples[/bold]

  alongside doctor

  alongside doctor --quick

It ends with 0 when all is well, and with 14 when there is something to mend."""


def doctor(
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Leave out what reads the whole database: a few seconds."),
    ] = False,
) -> None:
    """Look whether all is well with the service, and say what to do where it is not."""
    from .doctor import doctor

    doctor(quick=quick)
