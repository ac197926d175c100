"""The proof: an issue as it is about to leave, beside the draft that it was made from."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cached_property

from lxml import html as lxml_html
from lxml.html import HtmlElement

from digest.config import Newsletter
from digest.draft import Located
from digest.draft.vouch import key, vouches
from digest.facts.vet import Vetted
from digest.model import Block, Deal, Email, Issue, Item, Section

__all__ = ["Place", "Proof", "said", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block of the draft, the section it stands in (None before the first) and its first line."""

    block: Block
    section: Section | None
    line: int

    @property
    def item(self) -> str | None:
        """The id of an item; None of any other block."""
        return self.block.id if isinstance(self.block, Item) else None


@dataclass(frozen=True, kw_only=True)  # no slots: what is read out of the mail is kept
class Proof:
    """What the rules look at: `email` beside the draft that it was rendered from.

    `vetted` is the draft before its sources, `verbatim` how many words of a source may stand in a row
    (0: any number), `variant` "everyone" or "subscribers". `ask` gives the status that an address
    answers with (SourceError when it cannot be asked), `score` what a filter of unwanted mail says of
    a message: points, and its reasons. None: nobody is asked.
    """

    located: Located
    email: Email
    newsletter: Newsletter
    variant: str
    vetted: Vetted
    verbatim: int
    ask: Callable[[str], int] | None
    score: Callable[[bytes], tuple[float, str] | None] | None

    @cached_property
    def message(self) -> EmailMessage:
        """The message as it would leave, parsed."""
        return message_from_bytes(self.email.eml, policy=default)

    @cached_property
    def html(self) -> str:
        """The HTML that stands in the message; "" when there is none."""
        return _part(self.message, "html")

    @cached_property
    def text(self) -> str:
        """The plain text that stands in the message; "" when there is none."""
        return _part(self.message, "plain")

    @cached_property
    def page(self) -> HtmlElement:
        return lxml_html.document_fromstring(self.html or "<p></p>")

    @property
    def subject(self) -> str:
        return str(self.message.get("Subject", ""))

    @property
    def issue(self) -> Issue:
        return self.located.issue

    def places(self) -> Iterator[Place]:
        """The blocks of the draft that are meant for readers, in their order."""
        for block, at in zip(self.issue.preamble, self.located.preamble, strict=True):
            yield Place(block=block, section=None, line=at.first)
        for section, lines in zip(self.issue.sections, self.located.sections, strict=True):
            for block, at in zip(section.blocks, lines.blocks, strict=True):
                if not isinstance(block, Deal | Item) or block.shown:
                    yield Place(block=block, section=section, line=at.first)

    @property
    def stale_vouches(self) -> tuple[str, ...]:
        """The sentences vouched for that stand nowhere in the draft."""
        told = {key(sentence.text) for sentence in self.vetted.sentences}
        return tuple(one.sentence for one in vouches(self.issue) if not one.keys & told)

    def line(self, key: str) -> int | None:
        """The line of a key of the front matter; None where it is not written."""
        at = self.located.head.get(key)
        return at.first if at else None


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    payload = part.get_payload(decode=True) if part else b""
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


_WORD = re.compile(r"[^\W_]+")
# What stands on a line of its own, or in a cell: the words before and after are two.
_APART = re.compile(
    "address|article|blockquote|body|br|cite|div|d[dlt]|figcaption|figure|footer|h[1-6]|header|hr"
    "|li|main|nav|[ou]l|p|pre|section|table|td|th|tr"
)
_SILENT = frozenset({"head", "script", "style", "template", "title"})


def words(text: str) -> list[str]:
    """The words of a text: letters and digits."""
    return _WORD.findall(text)


def said(page: HtmlElement) -> str:
    """All that a page says to a reader, pictures' words included."""
    pieces: list[str] = []
    for event, element in _walk(page):
        apart = " " if _APART.fullmatch(str(element.tag)) else ""
        if event == "start":
            pieces += [apart, element.text or ""]
            if element.tag == "img":
                pieces.append(f" {element.get('alt') or ''} ")
        else:
            pieces += [apart, element.tail or ""]
    return "".join(pieces)


def _walk(page: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """The start and the end of each element a reader sees; of others, the text behind them."""
    waiting: list[tuple[str, HtmlElement]] = [("start", page)]
    while waiting:
        event, element = waiting.pop()
        if event == "end" or not isinstance(element.tag, str) or element.tag in _SILENT:
            yield "end", element
            continue
        yield event, element
        waiting.append(("end", element))
        waiting += [("start", child) for child in reversed(element)]
