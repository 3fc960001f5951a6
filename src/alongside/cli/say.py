"""How the command line speaks: results on stdout; progress and trouble on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from alongside.trouble import Trouble


def trouble(reason: Trouble) -> None:
    """Three lines on stderr: what was found, what is needed, what to try."""
    from rich.console import Console  # late, here and below: most commands say nothing of the kind

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for label, words in (
        ("Found: ", reason.found),
        ("Needed:", reason.needed),
        ("Try:   ", reason.try_this),
    ):
        console.print(label, style="bold", end=" ")
        console.print(words, markup=False)


def stage(words: str) -> None:
    """One line on stderr that says what is being done now."""
    typer.echo(f"{words} …", err=True)


def note(words: str) -> None:
    """One line on stderr that somebody should know, and need not act on."""
    typer.echo(f"Note: {words}", err=True)


@contextmanager
def progress(stage: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr. Hands over `step(stage, done, total)`, to be called as the work goes on."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(stage, total=None)

        def step(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield step
