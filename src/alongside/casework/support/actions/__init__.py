"""Everything that is written in this room: `from alongside.casework.support import actions`."""
