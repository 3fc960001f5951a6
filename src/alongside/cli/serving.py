"""Serve with gunicorn, in one process from the first check to the first answer."""

from __future__ import annotations

import gc
import os
import socket
from pathlib import Path
from typing import Any

import typer

from alongside.trouble import CannotListen, NoDatabase

from .managing import changes_waiting, start_django
from .working import Helper


def serve(*, host: str, port: int, workers: int, with_demonstration: bool) -> None:
    """Check what can go wrong, then serve until stopped."""
    refuse_taken_address(host, port)
    if with_demonstration:
        os.environ.setdefault("ALONGSIDE_LOG_LEVEL", "warning")  # the sign-ins should stay in sight
    start_django()
    make_ready(with_demonstration=with_demonstration)
    run(host=host, port=port, workers=workers)


def refuse_taken_address(host: str, port: int) -> None:
    """Find out before anything else, in words: gunicorn would try five times and give up."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise CannotListen(
                f"{host}:{port} cannot be used: {os.strerror(error.errno or 0)}.",
                needed="An address of this machine and a port that nothing else listens on.",
                try_this=f"alongside serve --port {port + 80}, or: make run PORT={port + 80}",
            ) from error


def make_ready(*, with_demonstration: bool) -> None:
    """Serve only on a database that is up to date."""
    from django.db import connections

    from alongside import sealing
    from alongside.casework.audit import notebook

    from .demonstration import load_once

    if with_demonstration:
        load_once()
    elif waiting := changes_waiting():
        raise NoDatabase(
            f"The database waits for {waiting} changes that this version needs.",
            needed="A database that is up to date.",
            try_this="Make a copy of your data, then: alongside manage migrate",
        )
    sealing.ready()
    notebook.prepare()
    connections.close_all()  # no connection is shared by the processes that answer


def run(*, host: str, port: int, workers: int) -> None:
    """Hand over to gunicorn. Returns when it is stopped."""
    from django.conf import settings

    from .demonstration import show_sign_ins

    helper = Helper()

    def ready(_server: Any) -> None:
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"Alongside is at http://{shown}:{port}")
        show_sign_ins()
        typer.echo("Ctrl-C stops it.")
        from django.db import connections

        connections.close_all()
        gc.freeze()  # what is loaded stays: no process that answers need look through it again
        helper.start()

    memory = Path("/dev", "shm")  # a slow disk must not look like a process that hangs
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": 4,
        "preload_app": True,
        "control_socket_disable": True,
        "worker_tmp_dir": str(memory) if memory.is_dir() else None,
        "logconfig_dict": settings.LOGGING
        | {"loggers": {"gunicorn.error": {"level": "WARNING", "handlers": ["stderr"]}}},
        "when_ready": ready,
        "on_exit": lambda _server: helper.stop(),
    }

    _server(options).run()


def _server(options: dict[str, Any]) -> Any:
    """gunicorn, told its options here instead of on a command line of its own."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from alongside.casework.site.wsgi import application

            return application

    return Server()
