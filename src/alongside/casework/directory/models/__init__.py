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
from .ground import District, Postcode, Stop, StopKind
from .organisation import Identifier, Kind, Organisation
from .place import Access, LocationType, Place
from .searched import Listing, Posting, SavedSearch, SearchTrigram, SearchWord
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
    "District",
    "Frequency",
    "How",
    "Identifier",
    "Imported",
    "Kind",
    "Language",
    "Listing",
    "LocationType",
    "Merge",
    "NotOn",
    "Notice",
    "Organisation",
    "OrganiserLink",
    "Phone",
    "Place",
    "Postcode",
    "Posting",
    "Proposal",
    "Result",
    "RunState",
    "Said",
    "SavedSearch",
    "SearchTrigram",
    "SearchWord",
    "ServiceArea",
    "Shape",
    "Sort",
    "Source",
    "SourceRun",
    "Standing",
    "Status",
    "Stop",
    "StopKind",
    "Tag",
    "Taxonomy",
    "Term",
    "Time",
    "Tip",
    "ToldApart",
]
