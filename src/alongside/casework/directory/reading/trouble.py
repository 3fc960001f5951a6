"""Why a source cannot be read at all."""


class CannotRead(Exception):
    """What was found, and what to try; for who brings it in. Nothing was written."""
