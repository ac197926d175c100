"""The issue as the page lists it: head, sections, blocks, what was left out, what the build offers."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from digest import draft
from digest.draft import Lines, Located
from digest.edit import PREAMBLE
from digest.errors import DigestError
from digest.model import (
    Block,
    Deal,
    Issue,
    Item,
    Note,
    Offer,
    Picture,
    Prose,
    Quote,
    Section,
    Subhead,
)
from digest.notice import Notice
from digest.workspace import IssueFolder

__all__ = ["state"]

A_MINUTE = 230  # words a minute, a grown-up's silent reading (Brysbaert 2019: 238 in English)

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")  # "l’élève" is one, as editors count


def state(located: Located, folder: IssueFolder) -> dict[str, Any]:
    """What stands in `issue.md` and in the record beside it, JSON-ready.

    Places are [section, block]. A record that is missing or cannot be read is shown as empty: the
    draft is what counts.
    """
    issue = located.issue
    built = _built(folder)
    offers = folder.read_offers()
    words = sum(len(_WORD.findall(text)) for text in _read(issue.printed()))
    return {
        "date": issue.date.isoformat(),
        "language": issue.language,
        "newsletter": issue.newsletter,
        "head": _head(issue),
        "preamble": [
            _block(block, [PREAMBLE, spot], lines, built, offers)
            for spot, (block, lines) in enumerate(
                zip(issue.preamble, located.preamble, strict=True)
            )
        ],
        "sections": [
            {
                "number": number,
                "key": section.key,
                "title": section.title,
                "standfirst": section.standfirst,
                "companies": list(section.companies),
                "audience": section.audience,
                "line": at.heading.first,
                "blocks": [
                    _block(block, [number, spot], lines, built, offers)
                    for spot, (block, lines) in enumerate(
                        zip(section.blocks, at.blocks, strict=True)
                    )
                ],
            }
            for number, (section, at) in enumerate(
                zip(issue.sections, located.sections, strict=True)
            )
        ],
        "left_out": _left_out(folder, {item.id for item in issue.items if item.id}),
        "words": words,
        "minutes": max(1, round(words / A_MINUTE)),
    }


def _head(issue: Issue) -> dict[str, Any]:
    epigraph = issue.epigraph
    return {
        "title": issue.title,
        "subject": issue.subject,
        "preheader": issue.preheader,
        "teaser": list(issue.teaser),
        "epigraph": epigraph.text if epigraph else "",
        "author": epigraph.author if epigraph else "",
        "frozen": issue.frozen if issue.closed else "",
    }


def _block(
    block: Block, place: list[int], lines: Lines, built: dict[str, Item], offers: tuple[Offer, ...]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "place": place,
        "line": lines.first,
        "kind": type(block).__name__.lower(),
    }
    match block:
        case Item():
            was = built.get(block.id or "")
            return told | {
                "id": block.id,
                "title": block.title,
                "label": block.label,
                "text": block.text,
                "marks": list(block.marks),
                "links": [{"text": link.text, "url": link.url} for link in block.links],
                "build": _words(was) if was and _words(was) != _words(block) else None,
                "offered": sorted({o.field for o in offers if o.item and o.item == block.id}),
            }
        case Deal():
            return told | {
                "id": block.id,
                "who": block.who,
                "whom": block.whom,
                "deal": block.kind,
                "amount": block.amount,
                "sure": block.sure,
                "marks": list(block.marks),
                "links": [{"text": link.text, "url": link.url} for link in block.links],
            }
        case Picture():
            return told | {"src": block.src, "alt": block.alt, "text": block.caption}
        case Quote():
            return told | {"text": block.text, "source": block.source}
        case Prose(text=text) | Subhead(text=text) | Note(text=text):
            return told | {"text": text}


def _words(item: Item) -> dict[str, str]:
    """What of an item an editor writes."""
    return {"label": item.label, "title": item.title, "text": item.text}


def _built(folder: IssueFolder) -> dict[str, Item]:
    """The items as the last build would have them, by their ids."""
    try:
        return _items(folder.generated.read_text(encoding="utf-8"))
    except (OSError, ValueError, DigestError):
        return {}


@lru_cache(maxsize=1)  # it stays the same from build to build
def _items(text: str) -> dict[str, Item]:
    return {item.id: item for item in draft.loads(text).items if item.id}


def _left_out(folder: IssueFolder, inside: set[str]) -> list[dict[str, Any]]:
    """The stories that are not in the draft, best score first.

    `why` is empty where the build took a story in: the editor took it out, or it came after the
    issue was closed.
    """
    record = _json(folder.stories)
    why = {
        left["story"]: Notice.restored(left.get("template", left["why"]), left.get("values", {}))
        for left in record.get("left_out", ())
    }
    found = [
        {
            "story": story["id"],
            "title": story["articles"][0]["title"],
            "publishers": sorted({article["source"] for article in story["articles"]}),
            "section": story["section"],
            "score": story["score"],
            "parts": story["score_parts"],
            "why": why.get(story["id"], ""),
        }
        for story in record.get("stories", ())
        if story["id"] not in inside and story["articles"]
    ]
    return sorted(found, key=lambda story: (-story["score"], story["story"]))


def _read(issue: Issue) -> Iterable[str]:
    """What readers read, piece by piece."""
    for section in issue.sections:
        yield from _texts(section)


def _texts(section: Section) -> Iterable[str]:
    yield from (section.title, section.standfirst)
    for block in section.blocks:
        match block:
            case Item():
                yield from (block.label, block.title, block.text)
            case Prose(text=text) | Subhead(text=text) | Quote(text=text):
                yield text


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
