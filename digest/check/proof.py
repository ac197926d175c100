"""The proof: an issue as it is about to leave, beside the draft that it was made from."""

import email
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default

from lxml import html as lxml_html
from lxml.html import HtmlElement

from digest.config import Newsletter
from digest.draft import Located
from digest.draft.vouch import key, vouches
from digest.facts.vet import NOT_VETTED, Vetted
from digest.model import Block, Deal, Email, Issue, Item, Refusal, Section

__all__ = ["Place", "Proof", "proof", "said", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block of the draft, the section it stands in (None before the first) and its first line."""

    block: Block
    section: Section | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the rules look at.

    `html` and `text` are the two readings as they stand in `eml`, decoded; `page` is the first,
    parsed. `web` is the page on the web. `message` is `eml`, parsed. `vetted` is the draft before
    its sources, `verbatim` is how many words of a source may stand in a row (0: any number).
    `refused` are the pictures that could not be shown, `variant` is "everyone" or "subscribers".

    `ask` gives the status that an address answers with (SourceError when it cannot be asked), `score`
    what a filter of unwanted mail says of a message: points, and its reasons. None: nobody is asked.
    """

    located: Located
    newsletter: Newsletter
    subject: str
    html: str
    text: str
    web: str
    eml: bytes
    message: EmailMessage
    page: HtmlElement
    variant: str = "everyone"
    vetted: Vetted = NOT_VETTED
    verbatim: int = 0
    refused: tuple[Refusal, ...] = ()
    ask: Callable[[str], int] | None = None
    score: Callable[[bytes], tuple[float, str] | None] | None = None

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


def proof(
    located: Located,
    rendered: Email,
    newsletter: Newsletter,
    *,
    variant: str = "everyone",
    vetted: Vetted = NOT_VETTED,
    verbatim: int = 0,
    ask: Callable[[str], int] | None = None,
    score: Callable[[bytes], tuple[float, str] | None] | None = None,
) -> Proof:
    """The proof of an email. A part that is missing is empty; nothing is refused here."""
    message = email.message_from_bytes(rendered.eml, policy=default)
    html, text = (_part(message, kind) for kind in ("html", "plain"))
    return Proof(
        located=located,
        newsletter=newsletter,
        subject=str(message.get("Subject", "")),
        html=html,
        text=text,
        web=rendered.web,
        eml=rendered.eml,
        message=message,
        page=lxml_html.document_fromstring(html or "<p></p>"),
        variant=variant,
        vetted=vetted,
        verbatim=verbatim,
        refused=rendered.refused,
        ask=ask,
        score=score,
    )


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
