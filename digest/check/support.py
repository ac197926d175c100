"""Which mail programs read what: a snapshot of caniemail.com, never fetched while checking.

`.ci/update-support` makes it anew. Only the programs that our readers use are in it.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Support", "support"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Of one feature: when it was tested (a date), and by which programs it is not read."""

    tested: str
    unread: tuple[str, ...]
    partly: tuple[str, ...]


@cache
def support() -> dict[str, Support]:
    """Feature, as caniemail.com names it -> what is known of it."""
    text = (resources.files("digest.check") / "support.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            feature, tested, unread, partly = line.split("\t")
            found[feature] = Support(
                tested=tested,
                unread=tuple(filter(None, unread.split(", "))),
                partly=tuple(filter(None, partly.split(", "))),
            )
    return found
