"""In which order the parts of a merged draft stand."""

from collections.abc import Callable, Iterable, Sequence

__all__ = ["arrange", "neighbours"]

Key = tuple[str, str, int]


def arrange(
    base: Sequence[Key],
    mine: Sequence[Key],
    theirs: Sequence[Key],
    members: Iterable[Key],
    *,
    own: Callable[[Key], bool],
) -> list[Key]:
    """The members in the editor's order, once the editor made an order, else in the program's.

    What only the other side has is put behind what precedes it there, and behind what the editor
    added to that (`own`).
    """
    members = set(members)
    was, now = set(base), set(mine)
    made = not now <= was or list(mine) != [key for key in base if key in now]
    first, second = (mine, theirs) if made else (theirs, mine)
    order = [key for key in first if key in members]
    for at, key in enumerate(second):
        if key not in members or key in order:
            continue
        before = next((other for other in reversed(second[:at]) if other in order), None)
        after = next((other for other in second[at:] if other in order), None)
        if before is not None:
            spot = order.index(before) + 1
            while spot < len(order) and own(order[spot]):
                spot += 1
        else:
            spot = order.index(after) if after is not None else len(order)
        order.insert(spot, key)
    return order + [key for key in sorted(members) if key not in order]


def neighbours(
    key: Key, keys: Sequence[Key], others: Sequence[Key]
) -> tuple[Key | None, Key | None]:
    """What stands before and after `key` in `keys`, of what `others` have too."""
    shared = set(others)
    common = [other for other in keys if other in shared]
    at = common.index(key)
    return (
        common[at - 1] if at else None,
        common[at + 1] if at + 1 < len(common) else None,
    )
