"""What the archive says of the names of an item, as the page shows it."""

from collections.abc import Sequence
from typing import Any

from digest.model import Recalled

__all__ = ["told"]

SHOWN = 5  # items of one name; `digest recall` lists them all


def told(names: Sequence[tuple[str, Sequence[Recalled]]]) -> list[dict[str, Any]]:
    """Each name with the items that hold it, newest first, and how many more there are."""
    return [
        {
            "name": name,
            "told": [_item(one) for one in found[:SHOWN]],
            "more": max(len(found) - SHOWN, 0),
        }
        for name, found in names
    ]


def _item(one: Recalled) -> dict[str, Any]:
    return {
        "date": one.issue.date.isoformat(),
        "number": one.issue.number,
        "section": one.section,
        "title": one.item.title,
        "sentences": list(one.sentences),
        "address": one.address,
    }
