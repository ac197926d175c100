"""What every sentence of an issue rests on, ready for JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from digest.draft.plain import plain
from digest.draft.vouch import key
from digest.evidence import passage_row
from digest.model import Issue, Item, Line, Note, Prose, Quote, Section, Story, Written
from digest.write.agenda import rests_on
from digest.write.escape import markdown_escape
from digest.write.pull_quote import find_passage

__all__ = ["evidence"]


def evidence(
    issue: Issue,
    written: Mapping[str, Written],
    stories: Iterable[Story] = (),
    lines: Iterable[Line] = (),
) -> dict[str, Any]:
    """The content of `evidence.json` for `issue`, its items in the order of the issue.

    {"issue": DATE, "items": [{"item", "title", "section", "title_from", "sentences": [{"text",
    "passages": [{"article", "field", "start", "end", "passage"}]}]}], "quotes": [{"text",
    "section", "passages"}], "lines": [{"part", "section", "text", "passages"}]}, of `lines` those that
    stand in the issue. `title_from` is null where the title rests on nothing. Agenda items,
    teasers and pull quotes are found again in `stories`.
    """
    stories = tuple(stories)
    items, quotes = [], []
    for section in issue.sections:
        for block in section.blocks:
            if isinstance(block, Item) and (entry := _entry(block, issue, written, stories)):
                items.append(_item(block, section, entry))
            elif isinstance(block, Quote) and (passage := find_passage(block, stories)):
                quotes.append(
                    {"text": block.text, "section": section.key, "passages": [passage_row(passage)]}
                )
    said = f" {key(plain(' '.join(_around(issue))))} "
    return {
        "issue": issue.date.isoformat(),
        "items": items,
        "quotes": quotes,
        "lines": [
            {
                "part": one.part,
                "section": one.section,
                "text": one.sentence.text,
                "passages": [passage_row(passage) for passage in one.sentence.passages],
            }
            for one in lines
            if f" {key(one.sentence.text)} " in said
        ],
    }


def _around(issue: Issue) -> Iterator[str]:
    """What stands round the items."""
    yield from (issue.preheader, *issue.teaser)
    for blocks in (issue.preamble, *(section.blocks for section in issue.sections)):
        yield from (block.text for block in blocks if isinstance(block, Prose | Note))
    yield from (section.standfirst for section in issue.sections)


def _entry(
    item: Item, issue: Issue, written: Mapping[str, Written], stories: Sequence[Story]
) -> Written | None:
    """What `item` rests on: as it was written, or, in agenda and teasers, found again by its words."""
    if item.id is None or item.id in written:
        return written[item.id] if item.id else None
    for story in stories:
        if item.id.startswith(f"{story.id}-"):
            told = rests_on(item, story, day=issue.date, language=issue.language)
            entry = written.get(story.id)
            told = told or tuple(
                sentence
                for sentence in (entry.sentences if entry else ())
                if markdown_escape(sentence.text) == item.text
            )
            return Written(item=item, sentences=told)
    return None


def _item(item: Item, section: Section, entry: Written) -> dict[str, Any]:
    return {
        "item": item.id,
        "title": item.title,
        "section": section.key,
        "title_from": passage_row(entry.title_from) if entry.title_from else None,
        "sentences": [
            {
                "text": sentence.text,
                "passages": [passage_row(passage) for passage in sentence.passages],
            }
            for sentence in entry.sentences
        ],
    }
