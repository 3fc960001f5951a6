"""`python -m alongside.cli` is `alongside`."""

from alongside.cli import app

app()
