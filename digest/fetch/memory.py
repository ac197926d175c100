"""What was fetched before: bodies and validators, in one SQLite file.

The body is kept beside its validators, so that a 304 gives the same page again and a lost issue
folder can be collected anew. The file is a cache: when it is damaged it is made again.
"""

import sqlite3
import threading
import zlib
from pathlib import Path

from digest.fetch.page import Page

__all__ = ["Memory"]

MOST_PAGES = 5_000  # a year of thirty feeds with their full texts, about 100 MB compressed

VERSION = 2  # of the table; another one is a cache that is made again
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS page (
    asked TEXT PRIMARY KEY, url TEXT NOT NULL, content_type TEXT NOT NULL, etag TEXT NOT NULL,
    modified TEXT NOT NULL, body BLOB NOT NULL, reservation TEXT NOT NULL, used INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS page_used ON page (used);
PRAGMA user_version = {VERSION};
"""
_KEPT = ("asked", "url", "content_type", "etag", "modified", "reservation")


class Memory:
    """The pages that were good, by the address asked for. Safe to use from several threads."""

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path` (made when missing); None keeps everything in memory."""
        self._lock = threading.Lock()
        self._base = _open(path)

    def recall(self, asked: str) -> Page | None:
        """What was kept of the address `asked`, with the server's validators (RFC 9110, 8.8)."""
        with self._lock:
            row = self._base.execute(
                f"SELECT {', '.join(_KEPT)}, body FROM page WHERE asked = ?",  # noqa: S608 - our names
                (asked,),
            ).fetchone()
            if row is None:
                return None
            self._base.execute(
                "UPDATE page SET used = (SELECT max(used) + 1 FROM page) WHERE asked = ?", (asked,)
            )
        *kept, body = row
        try:
            return Page(**dict(zip(_KEPT, kept, strict=True)), body=zlib.decompress(body))
        except zlib.error:
            return None

    def remember(self, page: Page) -> None:
        """Keep `page`; the pages that were not used for longest make room."""
        kept = [getattr(page, name) for name in _KEPT]
        with self._lock:
            self._base.execute(
                f"INSERT OR REPLACE INTO page ({', '.join(_KEPT)}, body, used) VALUES"  # noqa: S608
                " (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(used), 0) + 1 FROM page))",
                (*kept, zlib.compress(page.body)),
            )
            self._base.execute(
                "DELETE FROM page WHERE used <= (SELECT used FROM page"
                " ORDER BY used DESC LIMIT 1 OFFSET ?)",
                (MOST_PAGES,),
            )

    def close(self) -> None:
        with self._lock:
            self._base.close()


def _open(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _connect(":memory:")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connect(str(path))
    except sqlite3.DatabaseError:
        path.unlink()
        return _connect(str(path))


def _connect(name: str) -> sqlite3.Connection:
    # isolation_level None: each statement commits itself, so a crash loses one page at most.
    base = sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=10)
    try:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        if base.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            base.execute("DROP TABLE IF EXISTS page")
        base.executescript(SCHEMA)
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base
