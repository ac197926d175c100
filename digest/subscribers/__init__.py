"""The people: who they are, what they agreed to, who must not be written to.

Addresses live in one database in the workspace, never in git and never in a log.
"""

from digest.subscribers.database import connect

__all__ = ["connect"]
