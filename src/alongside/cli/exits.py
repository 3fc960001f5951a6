"""Exit codes, one a kind of failure. A test compares them with the table in docs/commands.md."""

from __future__ import annotations

from enum import IntEnum

from alongside import trouble


class Exit(IntEnum):
    """How a command ended."""

    FINE = 0
    MISTAKE_OF_OURS = 1
    USAGE = 2
    WRONG_SETTING = 3
    NO_DATABASE = 4
    CANNOT_LISTEN = 5
    NOT_EMPTY = 6
    REFUSED = 7
    NOT_INSTALLED = 8
    WRONG_KEYS = 9
    CANNOT_WRITE = 10
    NOT_READABLE = 11
    NOT_VALID = 12
    BAD_BACKUP = 13
    NOT_WELL = 14
    AUDIT_NOT_WHOLE = 15
    STOPPED = 130


MEANING = {
    Exit.FINE: "All went well.",
    Exit.MISTAKE_OF_OURS: "A mistake in Alongside, or in one of Django’s own commands.",
    Exit.USAGE: "The command was not understood, `--help` teaches it; or what was to be evaluated "
    "cannot be used.",
    Exit.WRONG_SETTING: "A setting in the environment has a value that cannot be used.",
    Exit.NO_DATABASE: "The database cannot be reached, or is not up to date.",
    Exit.CANNOT_LISTEN: "The address to serve on is taken or not allowed.",
    Exit.NOT_EMPTY: "There is something already where it would be written.",
    Exit.REFUSED: "A rule of the service said no, and which.",
    Exit.NOT_INSTALLED: "Something that the command needs is not installed.",
    Exit.WRONG_KEYS: "The keys are missing, cannot be read, or do not open what is there.",
    Exit.CANNOT_WRITE: "A folder or a file cannot be written: no right to, or no room.",
    Exit.NOT_READABLE: "What was to be read is not there, or is nothing of the kind.",
    Exit.NOT_VALID: "What was checked has faults, and they are listed.",
    Exit.BAD_BACKUP: "A backup cannot be opened, is not whole, or is not for this service.",
    Exit.NOT_WELL: "`alongside doctor` found something to mend.",
    Exit.AUDIT_NOT_WHOLE: "Lines of the audit were changed, are missing or were moved; listed.",
    Exit.STOPPED: "Somebody stopped it from the keyboard.",
}

OF_TROUBLE: dict[type[trouble.Trouble], Exit] = {
    trouble.WrongSetting: Exit.WRONG_SETTING,
    trouble.NoDatabase: Exit.NO_DATABASE,
    trouble.CannotListen: Exit.CANNOT_LISTEN,
    trouble.NotEmpty: Exit.NOT_EMPTY,
    trouble.Refused: Exit.REFUSED,
    trouble.NotInstalled: Exit.NOT_INSTALLED,
    trouble.WrongKeys: Exit.WRONG_KEYS,
    trouble.BadBackup: Exit.BAD_BACKUP,
    trouble.CannotWrite: Exit.CANNOT_WRITE,
    trouble.NotReadable: Exit.NOT_READABLE,
    trouble.NotValid: Exit.NOT_VALID,
    trouble.AuditNotWhole: Exit.AUDIT_NOT_WHOLE,
}
