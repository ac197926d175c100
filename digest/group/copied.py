"""Which article each copy stands for."""

from collections.abc import Mapping

from digest.model import Article

__all__ = ["originals"]


def originals(copies: Mapping[str, str], known: Mapping[str, Article]) -> dict[str, str]:
    """The original at the end of each chain of `copies`, by the copy's id; `known` articles only."""
    found = {copy: _original(copy, copies, known) for copy in copies if copy in known}
    return {copy: original for copy, original in found.items() if copy != original}


def _original(copy: str, copies: Mapping[str, str], known: Mapping[str, Article]) -> str:
    """The original at the end of a chain of copies; of a circle, its smallest id."""
    seen = {copy}
    while (original := copies.get(copy)) is not None and original in known:
        if original in seen:
            return min(seen)
        seen.add(original)
        copy = original
    return copy
