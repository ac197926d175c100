"""The record of the last build, put right where an editor makes two stories one, or one two.

So what the newsroom shows at once is what `digest build` finds: which articles each story has, which
passages its sentences rest on, and which words of its item are the program's.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from digest import draft
from digest.draft.plain import plain
from digest.errors import DraftError
from digest.evidence import passage_row
from digest.model import Article, Item, Story, Written
from digest.preview.files import Files
from digest.text import sentences

__all__ = ["by_hand", "generated_item", "recorded"]


def generated_item(files: Files, id_: str | None) -> Item | None:
    """The item with this id as the last build wrote it; None where that is not known."""
    try:
        items = draft.loads(files.generated).items if files.generated and id_ else ()
    except DraftError:
        return None
    return next((item for item in items if item.id == id_), None)


def by_hand(files: Files, mine: Item) -> Item:
    """What of an item its editor wrote, the rest left empty.

    One that came in by hand is in no generated draft; its evidence has its title and sentences.
    """
    was = generated_item(files, mine.id) or _entered(files, mine)
    if was is None:
        return mine
    own = {
        name: getattr(mine, name)
        for name in ("label", "title", "text")
        if getattr(mine, name) != getattr(was, name)
    }
    return Item(**own, links=tuple(link for link in mine.links if link not in was.links))


def _entered(files: Files, mine: Item) -> Item | None:
    try:
        rows = json.loads(files.evidence)["items"] if mine.id else ()
        row = next(row for row in rows if row["item"] == mine.id)
        told = {sentence["text"] for sentence in row["sentences"]}
    except (ValueError, KeyError, TypeError, StopIteration):
        return None
    untouched = all(one.text in told for one in sentences(plain(mine.text)))
    return Item(title=row.get("title", ""), text=mine.text if untouched else "")


def recorded(files: Files, was: str | None, told: Sequence[tuple[Story, Written]]) -> Files:
    """`files` after the articles of `told` were grouped and written anew.

    The first of `told` takes the place of the item `was` in the generated draft: its words are the
    program's. The others came by the editor's hand, as a story that was left out does.
    """
    stories = [story for story, _ in told]
    return replace(
        files,
        generated=_generated(files, was, told[0][1].item),
        stories=_changed(files.stories, "stories", lambda rows: _stories(rows, stories)),
        evidence=_changed(files.evidence, "items", lambda rows: _evidence(rows, was, told)),
    )


def _generated(files: Files, was: str | None, item: Item) -> str:
    if generated_item(files, was) is None:
        return files.generated
    issue = draft.loads(files.generated)
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                item if isinstance(block, Item) and block.id == was else block
                for block in section.blocks
            ),
        )
        for section in issue.sections
    )
    return draft.dumps(replace(issue, sections=sections))


def _changed(
    text: str, name: str, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
) -> str:
    """The JSON object `text` with another list `name`; as it is where it cannot be read."""
    try:
        table = json.loads(text)
        table[name] = change(table[name])
    except (ValueError, KeyError, TypeError, AttributeError):
        return text
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _stories(rows: list[dict[str, Any]], stories: Sequence[Story]) -> list[dict[str, Any]]:
    """The rows of `stories.json`: an article stands in one story, a story where it stood before."""
    known = {article["id"]: article for row in rows for article in row["articles"]}
    moved = {article.id for story in stories for article in story.articles}
    waiting, found = list(stories), []
    for row in rows:
        ids = {article["id"] for article in row["articles"]}
        for story in [one for one in waiting if ids.intersection(a.id for a in one.articles)]:
            waiting.remove(story)
            articles = [known.get(one.id) or _article(one) for one in story.articles]
            found.append({**row, "id": story.id, "lead": story.lead.id, "articles": articles})
        if rest := [article for article in row["articles"] if article["id"] not in moved]:
            found.append({**row, "articles": rest})
    return found


def _article(article: Article) -> dict[str, Any]:
    fields = ("id", "url", "title", "source", "path")
    return {name: getattr(article, name) for name in fields}


def _evidence(
    rows: list[dict[str, Any]], was: str | None, told: Sequence[tuple[Story, Written]]
) -> list[dict[str, Any]]:
    """The rows of `evidence.json`, with what the new items rest on."""
    gone = {was, *(written.item.id for _, written in told)} - {None}
    kept = [row for row in rows if row["item"] not in gone]
    return kept + [
        {
            "item": written.item.id,
            "title": written.item.title,
            "title_from": passage_row(written.title_from) if written.title_from else None,
            "sentences": [
                {"text": one.text, "passages": [passage_row(passage) for passage in one.passages]}
                for one in written.sentences
            ],
        }
        for _, written in told
    ]
