"""`digest evidence`: which passages each sentence rests on, and what the fact check says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from digest.desk import Desk, issue_option, json_option, with_desk
from digest.desk.terms import term
from digest.errors import DigestError, ExitCode
from digest.model import Article, Issue
from digest.notice import Notice
from digest.text import fold, shorten
from digest.workspace import IssueFolder

if TYPE_CHECKING:
    from digest.facts.vet import VettedItem, VettedLine
    from digest.facts.vetting import VettedSentence

EPILOG = """\b
Examples:
  digest evidence
  digest evidence "centres de données" --issue 2025-09-27
  digest evidence s4ca0d8c25497 --json
"""
_SIGNS = {"supported": "✓", "unsupported": "✗", "contradicted": "✗", "translated": "✗"}


@click.command("evidence", epilog=EPILOG)
@click.argument("item", required=False)
@issue_option
@json_option
@with_desk
def command(desk: Desk, item: str | None, day: date | None, *, as_json: bool) -> ExitCode:
    """Show the passages each sentence of an item rests on, and its facts, checked.

    ITEM is an item's id or words of its title; without it, all items. Sentences are those of
    issue.md as it is now. ✓ stands in the sources, ✗ does not; a right figure that is attached to
    something else passes.
    """
    from digest.build import drafted
    from digest.evidence import read_evidence
    from digest.facts.vet import vet

    folder = desk.issue(day)
    issue, evidence = drafted(folder), read_evidence(folder)
    vetted = vet(issue, evidence)
    rows = [_row(one) for one in _chosen(vetted.items, folder, item)]
    if item is None:
        rows += _rows_around(issue, vetted.lines)
    if as_json:
        desk.answer(rows)
        return ExitCode.OK
    for row in rows:
        title = row["title"]
        if row["part"] == "item":
            id_ = row["item"] or Notice("without an id")
            title = Notice("{title}  ({id_})", title=title, id_=id_)
        desk.show(title, bold=True)
        for line in _lines(row, evidence.articles):
            desk.show(line)
        click.echo()
    return ExitCode.OK


def _chosen(
    items: "tuple[VettedItem, ...]", folder: IssueFolder, wanted: str | None
) -> "tuple[VettedItem, ...]":
    """The items that have the id `wanted`, or its words in their title."""
    if wanted is None:
        return items
    words = fold(wanted)
    found = tuple(one for one in items if wanted == one.item.id or words in fold(one.item.title))
    if not found:
        raise DigestError(
            Notice("No item of {date} is called “{wanted}”.", date=folder.date, wanted=wanted),
            Notice("Give words of its title; see them all with: digest evidence"),
        )
    return found


def _row(one: "VettedItem") -> dict[str, Any]:
    """An item and its sentences, ready for JSON."""
    return {
        "part": "item",
        "item": one.item.id,
        "title": one.item.title,
        "articles": [article.id for article in one.articles],
        "sentences": [_sentence(sentence) for sentence in one.sentences],
    }


def _rows_around(issue: Issue, lines: "Sequence[VettedLine]") -> list[dict[str, Any]]:
    """What stands round the items, a row for each part of the head and of a section."""
    rows: dict[tuple[str, int | None], dict[str, Any]] = {}
    for one in lines:
        title = term(one.part)
        if one.section is not None:
            section = issue.sections[one.section].title
            title = Notice("{section}: {part}", section=section, part=title)
        row: dict[str, Any] = {
            "part": one.part,
            "item": None,
            "title": title,
            "articles": [],
            "sentences": [],
        }
        rows.setdefault((one.part, one.section), row)["sentences"].append(_sentence(one.sentence))
    return list(rows.values())


def _sentence(one: "VettedSentence") -> dict[str, Any]:
    from digest.evidence import passage_row

    return {
        "text": one.text,
        "title": one.title,
        "as_written": one.as_written,
        "vouched": one.vouched,
        "passages": [passage_row(passage) for passage in one.passages],
        "facts": [
            {"kind": v.kind, "text": v.text, "status": v.status, "nearest": v.nearest}
            for v in one.verdicts
        ],
    }


def _lines(row: Mapping[str, Any], articles: Mapping[str, Article]) -> Iterator[Notice]:
    if not row["sentences"]:
        yield Notice("  No article of this issue is known for it: nothing was checked.")
    number = 0
    for sentence in row["sentences"]:
        headline = sentence["title"] and row["part"] == "item"
        number += not headline
        place = Notice("Title") if headline else str(number)
        yield Notice("  {place}. {text}", place=place, text=sentence["text"])
        for passage in sentence["passages"]:
            source = _source(passage["article"], articles)
            told: str = shorten(passage["passage"], 200)
            if passage["passage"] == sentence["text"]:
                told = Notice("word for word")
            elif not sentence["as_written"]:
                told = Notice("nearest: {passage}", passage=told)
            yield Notice("     {source}: {told}", source=source, told=told)
        for fact in sentence["facts"]:
            yield _fact_line(fact, vouched=sentence["vouched"])


def _fact_line(fact: Mapping[str, Any], *, vouched: bool) -> Notice:
    sign = _SIGNS[fact["status"]]
    claim = {"sign": sign, "kind": term(fact["kind"]), "text": shorten(fact["text"], 60)}
    line = Notice("     {sign} {kind} {text}", **claim)
    if sign == "✓":
        return line
    status: str = term(fact["status"])
    if fact["status"] == "contradicted":
        nearest = shorten(fact["nearest"], 120)
        status = Notice("contradicted by “{nearest}”", nearest=nearest)
    if vouched:
        status = Notice("{status}, but vouched for", status=status)
    return Notice("{line}: {status}", line=line, status=status)


def _source(article: str, articles: Mapping[str, Article]) -> str:
    return articles[article].source if article in articles else article
