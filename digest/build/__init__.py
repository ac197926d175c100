"""The pipeline, written down as a pipeline: the articles of a week become a draft, a draft an email.

    sources | collect | group | write | compose | merge  >  issue.md
    issue.md | render                                    >  out/

Every step is handed values and returns a new one; this room only names the order and says which
file keeps which value. The pipeline itself is `digest.build.issue`, which who only prints or reads
issues does not wait for (0.2 s).
"""

from digest.build.archive import drafted, past_choices, past_issues
from digest.build.gather import Place, gather
from digest.build.printed import printed
from digest.build.progress import Progress
from digest.build.publish import publish

__all__ = [
    "Place",
    "Progress",
    "drafted",
    "gather",
    "past_choices",
    "past_issues",
    "printed",
    "publish",
]
