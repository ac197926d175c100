"""The archive: the issues as a static site, ready for any host that serves files.

What the site is, is a pure function of its issues (`site`); putting it on disk is another
(`publish`).
"""

from digest.archive.issue import Published
from digest.archive.publish import Done, publish, published
from digest.archive.site import site

__all__ = ["Done", "Published", "publish", "published", "site"]
