"""Who may do what with the directory.

Connectors, coordinators and administrators check and change entries; safeguarding leads read what
their scheme keeps to itself, too. Evaluators and commissioners read public entries, and no more.
"""

from __future__ import annotations

from alongside.casework.schemes.models import Role, Worker

KEEPS = (Role.CONNECTOR, Role.COORDINATOR, Role.ADMINISTRATOR)
BRINGS_IN = (Role.COORDINATOR, Role.ADMINISTRATOR)  # whole directories
READS_PRIVATE = (*KEEPS, Role.SAFEGUARDING_LEAD)


def keeps(worker: Worker) -> bool:
    """Whether this worker adds, checks and changes entries."""
    return worker.has_role(*KEEPS)


def brings_in(worker: Worker) -> bool:
    """Whether this worker brings other directories in: thousands of entries change at once."""
    return worker.has_role(*BRINGS_IN)
