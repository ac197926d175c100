"""The public pages: coming onto the list, leaving it, one's preferences, the archive.

They work without JavaScript and without cookies. Whoever may do something holds a token from a mail;
a stranger learns nothing of who is on the list, not even from the time an answer takes.
"""

from digest.serve.people import People
from digest.serve.postroom import Posted
from digest.serve.site import site

__all__ = ["People", "Posted", "site"]
