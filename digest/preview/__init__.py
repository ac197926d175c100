"""The newsroom: the issue in the browser, as it will be sent, and the edits that finish it.

Begins from `issue.md` like all that publishes; what it needs of other stages (a renderer, a writer)
it is handed.
"""

from digest.preview.handed import Handed
from digest.preview.newsroom import Newsroom

__all__ = ["Handed", "Newsroom"]
