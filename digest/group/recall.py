"""What past issues said of a name."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from digest.draft.plain import plain
from digest.facts import names, tongue
from digest.facts.countries import everywhere
from digest.model import Issue, Item, Recalled
from digest.text import fold, sentences, words
from digest.urls import anchor, within

__all__ = ["Archive", "holds"]

_SHORTEST = 3  # letters of a name


class Archive:
    """The items of `past` issues, found by the names in them.

    `address` gives the web address of the issue of a day, "" where it has none. Capitals, accents and
    the kind of apostrophe do not matter; whole words do: "Arm" is not in "army". Labels and the words
    of links are not searched.
    """

    def __init__(
        self, past: Sequence[Issue], address: Callable[[date], str] = lambda _: ""
    ) -> None:
        self._address = address
        self._items = [
            (issue, section.title, item)
            for issue in past
            for section in issue.sections
            for item in section.items
        ]
        self._said = [_folded(f"{item.title}\n{plain(item.text)}") for _, _, item in self._items]
        self._with = defaultdict[str, list[int]](list)
        for place, said in enumerate(self._said):
            for word in set(said):
                self._with[word].append(place)

    def recall(self, name: str) -> tuple[Recalled, ...]:
        """The items that hold all words of `name` one after the other, in the order of `past`."""
        wanted = _folded(name)
        if not wanted:
            return ()
        rarest = min(wanted, key=lambda word: len(self._with.get(word, ())))
        return tuple(
            found
            for place in self._with.get(rarest, ())
            if _holds(self._said[place], wanted) and (found := self._recalled(place, wanted))
        )

    def remembers(self, item: Item) -> tuple[tuple[str, tuple[Recalled, ...]], ...]:
        """Each name of `item` that the archive knows, in reading order, with what was said of it.

        Left aside are countries and peoples, which say where and not of whom, and names of two
        letters, of which most are words of every week (« IA », "EU"). Two names that lead to the
        same items are one: "Mistral" where "Mistral AI" stood before.
        """
        said = f"{item.title}.\n\n{plain(item.text)}"
        found: dict[tuple[int, ...], tuple[str, tuple[Recalled, ...]]] = {}
        for name in names(said, tongue(said)):
            if len(name.key) < _SHORTEST or name.key in everywhere():
                continue
            if told := self.recall(name.text):
                found.setdefault(tuple(id(one.item) for one in told), (name.text, told))
        return tuple(found.values())

    def _recalled(self, place: int, wanted: list[str]) -> Recalled | None:
        """None where the words only meet across the end of a sentence."""
        issue, section, item = self._items[place]
        said = tuple(
            span.text for span in sentences(plain(item.text)) if _holds(_folded(span.text), wanted)
        )
        if not said and not _holds(_folded(item.title), wanted):
            return None
        return Recalled(
            issue=issue,
            section=section,
            item=item,
            sentences=said,
            address=within(self._address(issue.date), anchor(item)),
        )


def holds(text: str, name: str) -> bool:
    """Whether `text` holds all words of `name` one after the other."""
    return _holds(_folded(text), _folded(name))


def _holds(said: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(
        said[place : place + size] == wanted for place, word in enumerate(said) if word == wanted[0]
    )


def _folded(text: str) -> list[str]:
    return words(fold(text))
