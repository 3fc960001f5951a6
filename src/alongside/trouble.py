"""Trouble that somebody can mend: said in three lines, never as a traceback."""


class Trouble(Exception):
    """What was found, what is needed, and what to try. Written for the person who runs a command.

    Each kind of trouble is a class of its own, and has its own exit code in `cli/exits.py`.
    """

    def __init__(self, found: str, *, needed: str, try_this: str) -> None:
        super().__init__(f"{found} {needed} {try_this}")
        self.found = found
        self.needed = needed
        self.try_this = try_this


class WrongSetting(Trouble):
    """A setting in the environment has a value that cannot be used."""


class NoDatabase(Trouble):
    """The database cannot be reached, or is not up to date."""


class CannotListen(Trouble):
    """The address to serve on is taken or not allowed."""


class NotEmpty(Trouble):
    """What would be written would be mixed with what is already there."""


class Refused(Trouble):
    """A rule of the service says no."""


class NotInstalled(Trouble):
    """Something that this command needs is not installed."""


class WrongKeys(Trouble):
    """The keys are missing, cannot be read, or do not open what is in the database."""


class CannotWrite(Trouble):
    """A folder or a file cannot be written: no right to, or no room."""


class NotReadable(Trouble):
    """What was to be read is not there, or is nothing of the kind."""


class NotValid(Trouble):
    """What was checked has faults, which were listed before."""


class BadBackup(Trouble):
    """A backup cannot be opened, is not whole, or is not for this service."""


class AuditNotWhole(Trouble):
    """Lines of the audit were changed, taken away or moved, and they were listed before."""
