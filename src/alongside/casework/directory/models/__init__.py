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

__all__ = [
    "UNCONFIRMED_HIDES",
    "Access",
    "Activity",
    "ActivityPlace",
    "Company",
    "Contact",
    "CostOption",
    "Frequency",
    "Identifier",
    "Imported",
    "Kind",
    "Language",
    "LocationType",
    "NotOn",
    "Organisation",
    "Phone",
    "Place",
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
]
