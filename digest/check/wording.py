"""Rules on the words: nothing unfinished leaves, nothing is lost, nothing leaks."""

import re
import unicodedata
from collections.abc import Iterator

from lxml import html as lxml_html

from digest.check.proof import Proof, said, words
from digest.check.rule import Found
from digest.greeting import unaddressed
from digest.model import EDITORIAL, Block, Deal, Item, Note, Picture, Prose, Quote, Subhead
from digest.notice import Notice
from digest.text import shorten

__all__ = ["leaked", "lost_words", "placeholders", "typography", "unwritten_editorial"]

# Signs of templates and of work left to do. Capitals only where the small word is a word.
_PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\{%|%\}|%%|\\u\{|\*\|[A-Z_:]+\|\*|\{[a-z_]{1,30}[|}]|\[\[[^\]]{1,40}\]\]"
    r"|\b(?:TODO|TBD|FIXME)\b|\blorem ipsum\b|\b[àÀ] compléter\b"
)
_MAIL, _PLAIN, _WEB = Notice("the mail"), Notice("the plain text"), Notice("the web page")
_NOTHING = {"None", "undefined", "null", "NaN"}
_PICTURE = re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)")
_TARGET = re.compile(r"\]\(<?(?:https?:|mailto:)(?:[^()\n]|\([^()\n]*\))*\)")
_FENCE = re.compile(r"^```.*$", re.MULTILINE)
_NUMBER_OF_LIST = re.compile(r"^[ >]*\d+\. ", re.MULTILINE)
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e]")


def placeholders(proof: Proof) -> Iterator[Found]:
    """`{{ name }}`, `TODO`, `None` in the place of a value …"""
    # A reader's name with its fallback is put in by the sender; never in the subject.
    shown = f"{proof.subject}\n{unaddressed(said(proof.page))}\n{unaddressed(proof.text)}"
    token = "{token}" if "{token}" in proof.newsletter.unsubscribe_url else ""
    for sign in sorted({found[0] for found in _PLACEHOLDER.finditer(shown)} - {token}):
        line, item = _where(proof, sign)
        yield Found(
            evidence=Notice("“{sign}” is what readers would see.", sign=sign), line=line, item=item
        )
    for element in proof.page.iter("p", "td", "h1", "h2", "h3", "a", "b", "div", "span"):
        if len(element) == 0 and (element.text or "").strip() in _NOTHING:
            yield Found(
                evidence=Notice(
                    "“{text}” stands where words should.", text=(element.text or "").strip()
                )
            )


def unwritten_editorial(proof: Proof) -> Iterator[Found]:
    """An editorial of which only the note to the editor is there."""
    for section, at in zip(proof.issue.sections, proof.located.sections, strict=True):
        if section.key == EDITORIAL and all(isinstance(block, Note) for block in section.blocks):
            yield Found(
                evidence=Notice("“{title}” has no text yet.", title=section.title or EDITORIAL),
                line=at.heading.first,
            )


def lost_words(proof: Proof) -> Iterator[Found]:
    """What the draft says and a reading does not."""
    readings = {
        _MAIL: f" {' '.join(words(said(proof.page)))} ",
        _PLAIN: f" {' '.join(words(proof.text))} ",
        _WEB: f" {' '.join(words(said(lxml_html.document_fromstring(proof.email.web or '<p/>'))))} ",
    }
    for line, item, passage in _passages(proof):
        run = " ".join(words(_plain(passage)))
        # Each mail has the reader's name cut in where it stands; the page is for nobody in particular.
        told = dict.fromkeys(readings, run) | {_WEB: " ".join(words(unaddressed(_plain(passage))))}
        missing = [name for name, reading in readings.items() if f" {told[name]} " not in reading]
        if run and missing:
            yield Found(
                evidence=Notice(
                    "“{passage}” is missing in {missing}.",
                    missing=Notice.joined(missing, Notice(" and ")),
                    passage=shorten(passage, 60),
                ),
                line=line,
                item=item,
            )


def leaked(proof: Proof) -> Iterator[Found]:
    """Words that only subscribers paid for, in the mail for everyone."""
    if proof.variant != "everyone":
        return
    readings = {
        Notice("the subject"): proof.subject,
        _MAIL: said(proof.page),
        _PLAIN: proof.text,
        _WEB: said(lxml_html.document_fromstring(proof.email.web or "<p/>")),
    }
    spoken = {name: f" {' '.join(words(text))} " for name, text in readings.items()}
    free = {
        " ".join(words(_plain(passage)))
        for place in proof.places()
        if place.section is None or place.section.audience == "everyone"
        for passage in _said_by(place.block)
    }
    for place in proof.places():
        if place.section is None or place.section.audience == "everyone":
            continue
        for passage in _said_by(place.block):
            run = words(_plain(passage))
            # Three words may stand in any two texts; and what is said to everyone is no secret.
            if len(run) < 4 or " ".join(run) in free:
                continue
            if leaks := [name for name, text in spoken.items() if f" {' '.join(run)} " in text]:
                yield Found(
                    evidence=Notice(
                        "“{passage}” is in {leaks} for everyone.",
                        passage=shorten(passage, 60),
                        leaks=Notice.joined(leaks, Notice(" and ")),
                    ),
                    line=place.line,
                    item=place.item,
                )


_FRENCH = (
    (re.compile(r"[^\W\d_]{3}[!?;](?!\w)"), Notice("No space before a sign that wants one")),
    (re.compile(r"«(?=\w)|(?<=\w)»"), Notice("No space inside « »")),
    (re.compile(r"(?<!\S)\"(?=\w)"), Notice("Straight quotation marks")),
)


def typography(proof: Proof) -> Iterator[Found]:
    """French as a typesetter would not let it pass."""
    if proof.issue.language != "fr":
        return
    foreign = {
        place.line
        for place in proof.places()
        if isinstance(place.block, Item)
        and any(mark.startswith("lang:") and mark != "lang:fr" for mark in place.block.marks)
    }
    for line, item, passage in _passages(proof):
        if line in foreign or "`" in passage:
            continue
        text = " ".join(
            word for word in _plain(passage).split(" ") if "://" not in word and "www." not in word
        )
        for pattern, what in _FRENCH:
            if found := pattern.search(text):
                around = text[max(0, found.start() - 15) : found.end() + 10].strip()
                yield Found(
                    evidence=Notice("{what}: “{around}”.", what=what, around=around),
                    line=line,
                    item=item,
                )


def _passages(proof: Proof) -> Iterator[tuple[int | None, str | None, str]]:
    """(line, item, what is said in one go) of all that the readers of the mail are told; empty sections are not."""
    issue = proof.issue
    yield proof.line("title"), None, issue.title
    for point in issue.teaser:
        yield proof.line("teaser"), None, point
    if issue.epigraph:
        yield proof.line("epigraph"), None, issue.epigraph.text
        yield proof.line("epigraph"), None, issue.epigraph.author
    told = {
        id(place.section)
        for place in proof.places()
        if place.section is not None
        and (place.section.audience == "everyone" or proof.variant == "subscribers")
        and any(words(text) for text in _said_by(place.block))
    }
    for section, at in zip(issue.sections, proof.located.sections, strict=True):
        if id(section) not in told:
            continue
        yield at.heading.first, None, section.title
        for line in section.standfirst.split("\n"):
            yield at.heading.first, None, line
        for company in section.companies:
            yield at.heading.first, None, company
    for place in proof.places():
        if place.section is None or id(place.section) in told:
            for passage in _said_by(place.block):
                yield place.line, place.item, passage


def _said_by(block: Block) -> Iterator[str]:
    """What a block says, in pieces that no reading tears apart."""
    match block:
        case Item():
            yield from (block.label, block.title)
            yield from block.text.split("\n")
            yield from (link.text for link in block.links)
        case Prose(text=text) | Subhead(text=text):
            yield from text.split("\n")
        case Quote():
            yield from [*block.text.split("\n"), block.source]
        case Picture():
            yield from [block.alt, *block.caption.split("\n")]
        case Deal() if block.shown:
            yield from (block.who, block.whom, block.kind, block.amount)
            yield from (link.text for link in block.links)
        case Note() | Deal():
            return


def _plain(passage: str) -> str:
    """The words of a line of Markdown, without the addresses it leads to."""
    passage = unicodedata.normalize("NFC", _INVISIBLE.sub("", passage))
    passage = _FENCE.sub("", _NUMBER_OF_LIST.sub("", passage))
    return _TARGET.sub("", _PICTURE.sub(r"\1", passage))


def _where(proof: Proof, sign: str) -> tuple[int | None, str | None]:
    for line, item, passage in _passages(proof):
        if sign in passage:
            return line, item
    return (proof.line("subject"), None) if sign in proof.subject else (None, None)
