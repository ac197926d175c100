"""The draft: an issue as one Markdown file that a person edits.

`loads(dumps(issue)) == normal(issue)` for every issue, and `loads` loses no word of whatever a
person writes. The format is explained in docs/draft.md.
"""

from digest.draft.lines import Lines
from digest.draft.located import Located, SectionLines
from digest.draft.merge import Conflict, Merged, merge
from digest.draft.normal import normal, normal_blocks
from digest.draft.offers import offers
from digest.draft.read import loads, parse
from digest.draft.write import dumps

__all__ = [
    "Conflict",
    "Lines",
    "Located",
    "Merged",
    "SectionLines",
    "dumps",
    "loads",
    "merge",
    "normal",
    "normal_blocks",
    "offers",
    "parse",
]
