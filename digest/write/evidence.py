"""What every sentence of an issue rests on, ready for JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from digest.model import Issue, Item, Passage, Quote, Section, Story, Written
from digest.write.pull_quote import find_passage

__all__ = ["evidence"]


def evidence(
    issue: Issue, written: Mapping[str, Written], stories: Iterable[Story] = ()
) -> dict[str, Any]:
    """The content of `evidence.json` for `issue`, its items in the order of the issue.

    {"issue": DATE, "items": [{"item", "title", "section", "title_from", "sentences": [{"text",
    "passages": [{"article", "field", "start", "end", "passage"}]}]}], "quotes": [{"text",
    "section", "passages"}]}. `title_from` is null where the title rests on nothing. Agenda items
    and pull quotes are found again in `stories`.
    """
    stories = tuple(stories)
    items, quotes = [], []
    for section in issue.sections:
        for block in section.blocks:
            if isinstance(block, Item) and block.id is not None and block.id in written:
                items.append(_item(block, section, written[block.id]))
            elif isinstance(block, Quote) and (passage := find_passage(block, stories)):
                quotes.append(
                    {"text": block.text, "section": section.key, "passages": [_passage(passage)]}
                )
    return {"issue": issue.date.isoformat(), "items": items, "quotes": quotes}


def _item(item: Item, section: Section, entry: Written) -> dict[str, Any]:
    return {
        "item": item.id,
        "title": item.title,
        "section": section.key,
        "title_from": _passage(entry.title_from) if entry.title_from else None,
        "sentences": [
            {
                "text": sentence.text,
                "passages": [_passage(passage) for passage in sentence.passages],
            }
            for sentence in entry.sentences
        ],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "article": passage.article,
        "field": passage.field,
        "start": passage.start,
        "end": passage.end,
        "passage": passage.text,
    }
