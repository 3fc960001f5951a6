from .about import Contact, CostOption, Frequency, Language, NotOn, Phone, ServiceArea, Time
from .activity import (
    UNCONFIRMED_HIDES,
    Activity,
    ActivityPlace,
    Company,
    Sort,
    Standing,
    Status,
    Tip,
)
from .organisation import Identifier, Kind, Organisation
from .place import Access, LocationType, Place
from .source import Imported, RunState, Said, Shape, Source, SourceRun
from .taxonomy import Tag, Taxonomy, Term
from .trust import Check, How, Merge, Notice, OrganiserLink, Proposal, Result, ToldApart

__all__ = [
    "UNCONFIRMED_HIDES",
    "Access",
    "Activity",
    "ActivityPlace",
    "Check",
    "Company",
    "Contact",
    "CostOption",
    "Frequency",
    "How",
    "Identifier",
    "Imported",
    "Kind",
    "Language",
    "LocationType",
    "Merge",
    "NotOn",
    "Notice",
    "Organisation",
    "OrganiserLink",
    "Phone",
    "Place",
    "Proposal",
    "Result",
    "RunState",
    "Said",
    "ServiceArea",
    "Shape",
    "Sort",
    "Source",
    "SourceRun",
    "Standing",
    "Status",
    "Tag",
    "Taxonomy",
    "Term",
    "Time",
    "Tip",
    "ToldApart",
]
