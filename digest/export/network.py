"""A short text about an issue for a network: sentences of the issue, as many as fit, and its address.

Nothing is written that does not stand in the issue, word for word, so what was checked there holds.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from digest.export import count
from digest.greeting import unaddressed
from digest.model import RESERVED_KEYS, Issue, Item
from digest.text import sentences

__all__ = ["NETWORKS", "Network", "short"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network: its limit, how it counts, and whether items are told with their first sentence."""

    limit: int
    length: Callable[[str], int]
    tells: bool = False


NETWORKS: Mapping[str, Network] = {
    "linkedin": Network(limit=3000, length=count.linkedin, tells=True),
    "bluesky": Network(limit=300, length=count.bluesky),
    "mastodon": Network(limit=500, length=count.mastodon),
    "x": Network(limit=280, length=count.x),
}
_MOST_ITEMS = 6
_MARKUP = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|(?<!\\)[*`]+|\\(?=[!-/:-@\[-`{-~])"
)


def short(issue: Issue, network: str, *, address: str = "") -> str:
    """The text for `network` (a key of `NETWORKS`), within its limit; `address` is the issue's page.

    The title, then the points of the teaser as far as they fit. A title that does not fit gives way
    to a point that does.
    """
    rules = NETWORKS[network]
    issue = issue.printed()
    lines = [_plain(line) for line in (issue.title, *issue.teaser) if line.strip()]
    opening, points = (
        lines[0] if issue.title.strip() else "",
        lines[1:] if issue.title.strip() else lines,
    )
    end = f"\n\n{address}" if address else ""

    def fits(text: str) -> bool:
        return rules.length(text + end) <= rules.limit

    if not fits(opening):
        opening = next((point for point in points if fits(point)), "")
    told = {opening}
    text = opening
    for point in points:
        longer = f"{text}{_gap(text, opening)}• {point}"
        if point not in told and fits(longer):
            text = longer
            told.add(point)
    if rules.tells:
        for title, sentence in _items(issue):
            named = f"{title}\n{sentence}" if title and title not in told else sentence
            longer = "\n\n".join(filter(None, [text, named]))
            text = longer if fits(longer) else text
    return (text + end).strip()


def _gap(text: str, opening: str) -> str:
    return "" if not text else "\n\n" if text == opening else "\n"


def _items(issue: Issue) -> Iterator[tuple[str, str]]:
    """The first items that everyone may read: their title and their first sentence."""
    found = [
        item
        for section in issue.sections
        if section.audience == "everyone" and section.key not in RESERVED_KEYS
        for item in section.items[:2]
    ]
    for item in found[:_MOST_ITEMS]:
        if first := _first(item):
            yield _plain(item.title), first


def _first(item: Item) -> str:
    whole = sentences(_plain(item.text))
    return whole[0].text if whole else ""


def _plain(markdown: str) -> str:
    return " ".join(
        _MARKUP.sub(lambda found: found[1] or "", unaddressed(markdown)).split(" ")
    ).strip()
