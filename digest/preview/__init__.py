"""The newsroom: the issue in the browser, as it will be sent, and the edits that finish it.

Begins from `issue.md` like all that publishes; what it needs of other stages (a renderer, a writer)
it is handed.
"""

from digest.preview.newsroom import Newsroom, Render, WriteStory

__all__ = ["Newsroom", "Render", "WriteStory"]
