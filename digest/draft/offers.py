"""What the last build would say where the editor's text stands: offered until it is taken or refused."""

from collections.abc import Iterable, Sequence
from typing import Any

from digest.draft.escape import links_line
from digest.draft.merge import Conflict
from digest.model import Epigraph, Issue, Item, Link, Offer

__all__ = ["offers"]


def offers(
    conflicts: Iterable[Conflict], *, before: Sequence[Offer], mine: Issue, theirs: Issue
) -> tuple[Offer, ...]:
    """The offers of a build: those of its conflicts, and those of `before` that still stand.

    An older one stands while the new generation (`theirs`) says it again and the editor's issue
    (`mine`) does not.
    """
    found = [
        Offer(where=one.where, field=one.field, item=one.item, text=_said(one.theirs))
        for one in conflicts
    ]
    places = {(one.item, one.field) for one in found}
    now, own = _by_id(theirs), _by_id(mine)
    for old in before:
        stands = (
            old.item in now
            and old.item in own
            and _said(getattr(now[old.item], old.field)) == old.text
            and _said(getattr(own[old.item], old.field)) != old.text
        )
        if stands and (old.item, old.field) not in places:
            found.append(old)
    return tuple(one for one in found if one.text)


def _by_id(issue: Issue) -> dict[str | None, Item]:
    return {item.id: item for item in issue.items if item.id}


def _said(value: Any) -> str:
    """A field's value in words."""
    match value:
        case None:
            return ""
        case Epigraph():
            return f"{value.text} — {value.author}" if value.author else value.text
        case tuple() if value and all(isinstance(one, Link) for one in value):
            return links_line(value)
        case tuple():
            return " • ".join(map(str, value))
        case str() | int():
            return str(value)
    text: str = getattr(value, "text", "") or getattr(value, "caption", "") or str(value)
    return text
