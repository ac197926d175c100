"""`evidence.json` and `stories.json`, read back: what the items of an issue were made from."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from digest.errors import DigestError
from digest.model import Evidence, Line, Passage, Sentence
from digest.notice import Notice
from digest.workspace import IssueFolder

__all__ = ["passage_row", "read_evidence"]


def read_evidence(folder: IssueFolder) -> Evidence:
    """The record of the issue in `folder`, empty where it was not built.

    DigestError when a file of it is there and cannot be read.
    """
    told = _entries(folder.evidence, "items")
    deals = _entries(folder.evidence, "deals", of_old=True)
    stories = _entries(folder.stories, "stories")
    try:
        return Evidence(
            day=folder.date,
            articles={article.id: article for article in folder.read_articles()},
            stories={one["id"]: tuple(a["id"] for a in one["articles"]) for one in stories},
            sentences={one["item"]: _sentences(one["sentences"]) for one in told if one["item"]},
            lines=tuple(
                Line(part=one["part"], section=one["section"], sentence=_sentences([one])[0])
                for one in _entries(folder.evidence, "lines", of_old=True)
            ),
            deals={one["deal"]: tuple(map(_passage, one["passages"])) for one in deals},
        )
    except (KeyError, TypeError) as error:
        raise _broken(folder.evidence, error) from error


def _entries(path: Path, name: str, *, of_old: bool = False) -> list[dict[str, Any]]:
    """The list `name` of a record; records of old may lack it where `of_old` says so."""
    if not path.exists():
        return []
    try:
        table = json.loads(path.read_bytes())
        found = table.get(name, []) if of_old else table[name]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _broken(path, error) from error
    if not isinstance(found, list):
        raise _broken(path, f"`{name}` is no list")
    return found


def _broken(path: Path, error: object) -> DigestError:
    return DigestError(
        Notice("{path} cannot be read: {error}.", path=path, error=error),
        Notice("Make it again: digest build"),
    )


def _sentences(rows: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text=row["text"], passages=tuple(map(_passage, row["passages"]))) for row in rows
    )


def passage_row(passage: Passage) -> dict[str, Any]:
    """A passage as `evidence.json` has it."""
    return {
        "article": passage.article,
        "field": passage.field,
        "start": passage.start,
        "end": passage.end,
        "passage": passage.text,
    }


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(
        article=row["article"],
        start=row["start"],
        end=row["end"],
        text=row["passage"],
        field=row["field"],
    )
