"""The issue as the page lists it: sections, items, what each rests on, what was left out."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.draft import Located
from digest.errors import DigestError
from digest.model import Article, Item, Note, Passage, Prose, Quote, Section, Subhead, Written
from digest.workspace import IssueFolder

__all__ = ["state"]

AROUND = 160  # characters shown on either side of a passage
A_MINUTE = 230  # words a minute, a grown-up's silent reading (Brysbaert 2019: 238 in English)

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")  # "l’élève" is one, as editors count


def state(
    located: Located, folder: IssueFolder, *, entered: Mapping[str, Written]
) -> dict[str, Any]:
    """What stands in `issue.md` and in the record beside it, JSON-ready.

    Places are [section, block]. `entered` is the evidence of items that came in since the build.
    A record that is missing or cannot be read is shown as empty: the draft is what counts.
    """
    issue = located.issue
    articles = _articles(folder)
    evidence = {
        entry["item"]: entry for entry in _json(folder.evidence).get("items", ()) if "item" in entry
    } | {id_: _fresh(written) for id_, written in entered.items()}
    inside = {item.id for item in issue.items if item.id}
    words = sum(len(_WORD.findall(text)) for section in issue.sections for text in _texts(section))
    return {
        "date": issue.date.isoformat(),
        "language": issue.language,
        "newsletter": issue.newsletter,
        "head": {
            "title": issue.title,
            "subject": issue.subject,
            "preheader": issue.preheader,
            "teaser": list(issue.teaser),
        },
        "sections": [
            {
                "number": number,
                "key": section.key,
                "title": section.title,
                "audience": section.audience,
                "blocks": [
                    _block(block, [number, at], lines.first, evidence, articles)
                    for at, (block, lines) in enumerate(
                        zip(section.blocks, located.sections[number].blocks, strict=True)
                    )
                ],
            }
            for number, section in enumerate(issue.sections)
        ],
        "left_out": _left_out(folder, inside),
        "words": words,
        "minutes": max(1, round(words / A_MINUTE)),
    }


def _block(
    block: object,
    place: list[int],
    line: int,
    evidence: Mapping[str, Any],
    articles: Mapping[str, Article],
) -> dict[str, Any]:
    told: dict[str, Any] = {"place": place, "line": line, "kind": type(block).__name__.lower()}
    match block:
        case Item():
            entry = evidence.get(block.id or "", {})
            return told | {
                "id": block.id,
                "title": block.title,
                "label": block.label,
                "text": block.text,
                "marks": list(block.marks),
                "links": [{"text": link.text, "url": link.url} for link in block.links],
                "sentences": [_sentence(one, articles) for one in entry.get("sentences", ())],
            }
        case Prose(text=text) | Subhead(text=text) | Quote(text=text) | Note(text=text):
            return told | {"text": text}
    return told


def _sentence(entry: Mapping[str, Any], articles: Mapping[str, Article]) -> dict[str, Any]:
    """A sentence of an item as it was written, and each passage it rests on, in its surroundings."""
    passages = []
    for one in entry.get("passages", ()):
        article = articles.get(one["article"])
        if article is None:
            continue
        whole = article.title if one["field"] == "title" else article.text
        start, end = one["start"], one["end"]
        if whole[start:end] != one["passage"]:
            continue  # the article was read anew and says something else by now
        passages.append(
            {
                "source": article.source,
                "title": article.title,
                "url": article.url,
                "date": article.published.date().isoformat() if article.published else "",
                "before": ("…" if start > AROUND else "") + whole[max(0, start - AROUND) : start],
                "passage": one["passage"],
                "after": whole[end : end + AROUND] + ("…" if end + AROUND < len(whole) else ""),
            }
        )
    return {"text": entry.get("text", ""), "passages": passages}


def _fresh(written: Written) -> dict[str, Any]:
    return {
        "sentences": [
            {"text": one.text, "passages": [_passage(passage) for passage in one.passages]}
            for one in written.sentences
        ]
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "article": passage.article,
        "field": passage.field,
        "start": passage.start,
        "end": passage.end,
        "passage": passage.text,
    }


def _left_out(folder: IssueFolder, inside: set[str]) -> list[dict[str, Any]]:
    """The stories that did not enter and are not in the draft, best score first."""
    record = _json(folder.stories)
    why = {left["story"]: left["why"] for left in record.get("left_out", ())}
    found = [
        {
            "story": story["id"],
            "title": story["articles"][0]["title"],
            "publishers": sorted({article["source"] for article in story["articles"]}),
            "section": story["section"],
            "score": story["score"],
            "parts": story["score_parts"],
            "why": why[story["id"]],
        }
        for story in record.get("stories", ())
        if story["id"] in why and story["id"] not in inside and story["articles"]
    ]
    return sorted(found, key=lambda story: (-story["score"], story["story"]))


def _texts(section: Section) -> list[str]:
    """What readers of a section read, piece by piece."""
    texts = [section.title, section.standfirst]
    for block in section.blocks:
        match block:
            case Item():
                texts += [block.label, block.title, block.text]
            case Prose(text=text) | Subhead(text=text) | Quote(text=text):
                texts.append(text)
    return texts


def _articles(folder: IssueFolder) -> dict[str, Article]:
    try:
        return {article.id: article for article in folder.read_articles()}
    except (DigestError, OSError):
        return {}


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
