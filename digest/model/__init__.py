"""The nouns of the house, frozen.

One type per life stage: `Article` (collected) -> `Story` (grouped) -> `Placement` (ranked and
placed) -> `Written` (an item and what it rests on) -> `Issue` (the draft) -> `Email` (rendered).
Every string that readers see is NFC. Datetimes are aware.
"""

from digest.model.article import (
    Article,
    Outcome,
    Refusal,
    SourceReport,
)
from digest.model.constraints import Constraints
from digest.model.email import (
    Email,
    EmailPicture,
    Finding,
    Severity,
)
from digest.model.evidence import Evidence
from digest.model.issue import (
    ABOUT,
    AGENDA,
    DROPPED,
    EDITORIAL,
    HELD,
    LATEST,
    LOCKED,
    RESERVED_KEYS,
    SIGNOFF,
    TEASERS,
    UNSURE,
    Block,
    Deal,
    Epigraph,
    Issue,
    Item,
    Note,
    Picture,
    Prose,
    Quote,
    Recalled,
    Section,
    Subhead,
    Written,
)
from digest.model.offer import (
    Offer,
)
from digest.model.sentence import (
    Line,
    Link,
    Passage,
    Sentence,
)
from digest.model.story import (
    Change,
    LeftOut,
    Placement,
    Score,
    Selection,
    Story,
    Theme,
    Told,
)

__all__ = [
    "ABOUT",
    "AGENDA",
    "DROPPED",
    "EDITORIAL",
    "HELD",
    "LATEST",
    "LOCKED",
    "RESERVED_KEYS",
    "SIGNOFF",
    "TEASERS",
    "UNSURE",
    "Article",
    "Block",
    "Change",
    "Constraints",
    "Deal",
    "Email",
    "EmailPicture",
    "Epigraph",
    "Evidence",
    "Finding",
    "Issue",
    "Item",
    "LeftOut",
    "Line",
    "Link",
    "Note",
    "Offer",
    "Outcome",
    "Passage",
    "Picture",
    "Placement",
    "Prose",
    "Quote",
    "Recalled",
    "Refusal",
    "Score",
    "Section",
    "Selection",
    "Sentence",
    "Severity",
    "SourceReport",
    "Story",
    "Subhead",
    "Theme",
    "Told",
    "Written",
]
