"""What was written: sentences, the passages they rest on, links."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`text == article.text[start:end]` (or of the title, where `field` is "title")."""

    article: str
    start: int
    end: int
    text: str
    field: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an item as plain text, and the passages it rests on."""

    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence that stands round the items and was written from them.

    `part` is "teaser", "preheader", "subject" (a proposal), "standfirst" or "editorial"; `section` is
    the key of the section that a standfirst opens.
    """

    part: str
    sentence: Sentence
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of an item to a publisher: the words readers see and an absolute http(s) URL."""

    text: str
    url: str
