"""`digest evidence`: which passages each sentence rests on, and what the fact check says."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from digest.cli.desk import Desk, issue_option, json_option, with_desk
from digest.errors import DigestError, ExitCode
from digest.model import Article
from digest.text import fold, shorten
from digest.workspace import IssueFolder

EPILOG = """\b
Examples:
  digest evidence
  digest evidence "centres de données" --issue 2025-09-27
  digest evidence s4ca0d8c25497 --json
"""
_SIGNS = {"supported": "✓", "unsupported": "✗", "contradicted": "✗"}


@click.command("evidence", epilog=EPILOG)
@click.argument("item", required=False)
@issue_option
@json_option
@with_desk
def command(desk: Desk, item: str | None, day: date | None, *, as_json: bool) -> ExitCode:
    """Show the passages each sentence of an item rests on, and its facts, checked.

    ITEM is an item's id or words of its title; without it, all items. Sentences are those that
    `digest build` wrote, before your edits. ✓ stands in the sources, ✗ does not; a right figure
    that is attached to something else passes.
    """
    folder = desk.issue(day)
    articles = {article.id: article for article in folder.read_articles()}
    language = desk.config.newsletter.language
    rows = [_checked(one, articles, folder.date, language) for one in _chosen(folder, item)]
    if as_json:
        desk.answer(rows)
        return ExitCode.OK
    for row in rows:
        click.secho(f"{row['title']}  ({row['item']})", bold=True)
        for line in _lines(row, articles):
            click.echo(line)
        click.echo()
    return ExitCode.OK


def _chosen(folder: IssueFolder, wanted: str | None) -> list[dict[str, Any]]:
    """The items of `evidence.json` that have the id `wanted`, or its words in their title."""
    if not folder.evidence.exists():
        raise DigestError(f"{folder.evidence} is not there.", "Make the issue: digest build")
    try:
        items: list[dict[str, Any]] = json.loads(folder.evidence.read_text("utf-8"))["items"]
    except (ValueError, KeyError, TypeError) as error:
        raise DigestError(
            f"{folder.evidence} cannot be read: {error}.", "Make it again: digest build"
        ) from error
    if wanted is None:
        return items
    words = fold(wanted)
    found = [one for one in items if one["item"] == wanted or words in fold(one["title"])]
    if not found:
        raise DigestError(
            f"No item of {folder.date} is called “{wanted}”.",
            "Give words of its title; see them all with: digest evidence",
        )
    return found


def _checked(
    item: Mapping[str, Any], articles: Mapping[str, Article], day: date, language: str
) -> dict[str, Any]:
    """`item` with the verdicts on each of its sentences, before the item's passages."""
    from digest.facts import check, tongue

    everything = [p["passage"] for sentence in item["sentences"] for p in sentence["passages"]]
    sentences = []
    for sentence in item["sentences"]:
        cited = [passage["passage"] for passage in sentence["passages"]]
        published = [
            moment.date()
            for passage in sentence["passages"]
            if (article := articles.get(passage["article"])) and (moment := article.published)
        ]
        verdicts = check(
            sentence["text"],
            cited,
            [text for text in everything if text not in cited],
            language=tongue(sentence["text"]) or language,
            anchor=[*published, day][0],
        )
        facts = [
            {"kind": v.kind, "text": v.text, "status": v.status, "nearest": v.nearest}
            for v in verdicts
        ]
        sentences.append({**sentence, "facts": facts})
    return {**item, "sentences": sentences}


def _lines(item: Mapping[str, Any], articles: Mapping[str, Article]) -> Iterator[str]:
    for number, sentence in enumerate(item["sentences"], 1):
        yield f"  {number}. {sentence['text']}"
        for passage in sentence["passages"]:
            article = articles.get(passage["article"])
            source = article.source if article else passage["article"]
            same = passage["passage"] == sentence["text"]
            yield f"     {source}: {'word for word' if same else shorten(passage['passage'], 200)}"
        for fact in sentence["facts"]:
            sign = _SIGNS[fact["status"]]
            said = shorten(fact["text"], 60)
            against = "" if sign == "✓" else f": {fact['status']}"
            if fact["status"] == "contradicted":
                against += f" by “{shorten(fact['nearest'], 120)}”"
            yield f"     {sign} {fact['kind']} {said}{against}"
