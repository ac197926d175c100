"""What past issues said of a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import Issue, Item
from digest.text import fold, sentences, words

__all__ = ["Recalled", "recall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """An item of `issue`, in the section of that title, with the sentences that hold the name."""

    issue: Issue
    section: str
    item: Item
    sentences: tuple[str, ...]


def recall(name: str, past: Sequence[Issue]) -> tuple[Recalled, ...]:
    """The items that hold all words of `name` one after the other, in the order of `past`.

    Capitals, accents and the kind of apostrophe do not matter; whole words do: "Arm" is not in
    "army". Labels and the words of links are not searched.
    """
    wanted = _folded(name)
    if not wanted:
        return ()
    return tuple(_recalled(wanted, past))


def _recalled(wanted: list[str], past: Sequence[Issue]) -> Iterator[Recalled]:
    for issue in past:
        for section in issue.sections:
            for item in section.items:
                said = tuple(
                    span.text for span in sentences(item.text) if _holds(span.text, wanted)
                )
                if said or _holds(item.title, wanted):
                    yield Recalled(issue=issue, section=section.title, item=item, sentences=said)


def _holds(text: str, wanted: list[str]) -> bool:
    found, size = _folded(text), len(wanted)
    return any(
        found[place : place + size] == wanted
        for place, word in enumerate(found)
        if word == wanted[0]
    )


def _folded(text: str) -> list[str]:
    return words(fold(text))
