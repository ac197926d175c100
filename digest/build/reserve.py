"""What the issue before held back: it comes up in this one, in the editor's words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from digest.build.archive import read_draft
from digest.errors import DraftError
from digest.model import HELD, Article, Issue, Item, Section
from digest.workspace import IssueFolder, Workspace

_OF_THE_DAY = ("new", "more:", "from:")  # marks that say something of one issue alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """The items an issue held, each with the key of its section, and what they rest on."""

    items: tuple[tuple[str | None, Item], ...] = ()
    articles: tuple[Article, ...] = ()
    evidence: tuple[Mapping[str, Any], ...] = ()


def reserve(workspace: Workspace, day: date) -> Reserve:
    """What the last issue before `day` that can be read holds for the next one."""
    for before in reversed([other for other in workspace.issue_dates() if other < day]):
        folder = workspace.issue(before)
        try:
            issue = read_draft(folder)
        except DraftError:
            continue
        return _held(folder, issue) if issue else Reserve()
    return Reserve()


def bring(issue: Issue, reserve: Reserve) -> Issue:
    """`issue` with the items of the reserve last in their sections.

    A story that goes on this week is told in the editor's words, with its new sources behind.
    """
    if not reserve.items:
        return issue
    keys = {section.key for section in issue.sections}
    home = next((s.key for s in issue.sections if s.items), None)
    told = {item.id: item for item in issue.items if item.id}
    held: dict[str | None, list[Item]] = {}
    for key, item in reserve.items:
        own = {link.url for link in item.links}
        more = (
            (link for link in told[item.id].links if link.url not in own) if item.id in told else ()
        )
        kept = replace(item, links=(*item.links, *more))
        held.setdefault(key if key in keys else home, []).append(kept)
    ids = {item.id for _, item in reserve.items if item.id}
    sections = []
    for section in issue.sections:
        blocks = [b for b in section.blocks if not (isinstance(b, Item) and b.id in ids)]
        sections.append(_with(replace(section, blocks=tuple(blocks)), held.pop(section.key, [])))
    return replace(issue, sections=tuple(sections))


def _with(section: Section, items: list[Item]) -> Section:
    """`section` with `items` last; the note that there is nothing in it goes."""
    if not items:
        return section
    kept = section.blocks if section.items else ()
    return replace(section, blocks=(*kept, *items))


def _held(folder: IssueFolder, issue: Issue) -> Reserve:
    items = tuple(
        (section.key, replace(item, marks=_marks(item, folder.date)))
        for section in issue.sections
        for item in section.items
        if HELD in item.marks
    )
    ids = {item.id for _, item in items if item.id}
    if not ids:
        return Reserve(items=items)
    evidence = tuple(entry for entry in _evidence(folder) if entry["item"] in ids)
    told = {
        passage["article"]
        for entry in evidence
        for sentence in entry["sentences"]
        for passage in sentence["passages"]
    }
    wanted = told | {id_.removeprefix("s") for id_ in ids}  # the leads: a story has their ids
    articles = tuple(article for article in folder.read_articles() if article.id in wanted)
    return Reserve(items=items, articles=articles, evidence=evidence)


def _marks(item: Item, day: date) -> tuple[str, ...]:
    kept = (mark for mark in item.marks if mark != HELD and not mark.startswith(_OF_THE_DAY))
    return (*kept, f"from:{day.isoformat()}")


def _evidence(folder: IssueFolder) -> list[dict[str, Any]]:
    """Empty when it is missing or spoilt: the words come all the same."""
    try:
        table = json.loads(folder.evidence.read_text(encoding="utf-8"))
        return [entry for entry in table["items"] if {"item", "sentences"} <= entry.keys()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []
