"""A sentence before its sources, and what every kind of claim answers about it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Literal, Protocol

from digest.facts.reading import Reading, read, tongue
from digest.text import Span

__all__ = ["SOMEWHERE", "Case", "Claim", "Instead", "Kind", "Sort", "Status"]

Kind = Literal["amount", "number", "date", "name", "quotation", "overlap"]
Status = Literal["supported", "unsupported", "contradicted", "translated"]
SOMEWHERE = Span(0, 0, "")  # a source has it, in no one place


class Claim(Protocol):
    """A stretch of a text, whatever else it knows of itself: `text == source[start:end]`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


Instead = tuple[Status, str]  # a verdict, and the text that it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The sentence `said`, the passages it `cited`, and the other `texts` of its story, read only when a claim
    is looked for in them."""

    said: Reading
    cited: Sequence[Reading]
    texts: Sequence[str]
    anchor: date

    @property
    def sources(self) -> Iterator[Reading]:
        """Where a claim is looked for, the passages first."""
        return chain(self.cited, (read(text, tongue(text), self.anchor) for text in self.texts))

    @property
    def foreign(self) -> bool:
        """Whether every passage is in another language than the sentence."""
        return all(source.language != self.said.language for source in self.cited)


def _nothing(_one: Claim, _case: Case) -> None:
    """No other verdict than the rival's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of claim: `claims` finds them in the sentence, `find` says where a source bears one out, `rival`
    where a passage has another value of the sort, `instead` what else may be said of one that no source has.

    Each is called with what `claims` gave, and nothing else.
    """

    kind: Kind
    claims: Callable[[Case], Iterable[Claim]]
    find: Callable[[Any, Reading, Case], Claim | None]
    rival: Callable[[Any, Reading], Claim | None]
    instead: Callable[[Any, Case], Instead | None] = _nothing
