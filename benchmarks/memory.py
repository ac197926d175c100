"""Whether a story of last week is known again, on labelled French and English wires in two weeks.

    python benchmarks/memory.py DATA

DATA holds `stories_fr_gold/*.jsonl` and `ecbplus_en/docs.jsonl`. Each labelled story of several articles is cut at its middle:
what came first was told in a past issue (one item: a title and two sentences, as an issue holds
them), what came later arrives now. Stories of one article are dealt to the two weeks in turn, so
most of what arrives is new; where there are few of these, every other story is untold. Recognised rightly means: with an item of the same story.
"""

import argparse
import importlib
from datetime import date
from pathlib import Path

from digest.group import memory
from digest.group.likeness import SAME_STORY
from digest.group.stories import by_age
from digest.group.views import read
from digest.model import Article, Issue, Item, Section, Story
from digest.text import sentences, shorten

grouping = importlib.import_module("grouping")  # the benchmark beside this one
THRESHOLDS = (SAME_STORY, 0.26, 0.30, 0.34, memory.TOLD, 0.42, 0.46)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    sets = {one.name: one for one in grouping.labelled_sets(options.data)}
    for name in ("stories_fr_gold", "ecbplus_en"):
        report(name, *weeks(sets[name]), misses=options.misses)


def report(
    name: str,
    past: list[tuple[Article, str]],
    now: list[tuple[tuple[Article, ...], str]],
    *,
    misses: bool,
) -> None:
    items = [as_item(number, article) for number, (article, _) in enumerate(past)]
    # An issue for each item, so that its number says which item it is.
    issues = [
        Issue(date=date(2020, 1, 1), number=number, sections=(Section(blocks=(item,)),))
        for number, item in enumerate(items)
    ]
    stories = [Story(id=f"s{articles[0].id}", articles=articles) for articles, _ in now]
    gold = dict(zip([story.id for story in stories], [label for _, label in now], strict=True))
    readings = {a.id: read(a) for story in stories for a in story.articles}
    known = {label for _, label in past}
    going_on = sum(label in known for label in gold.values())
    print(f"{name}: {len(items)} items told; {len(stories)} stories arrive, {going_on} told before")
    print("  recognised from   found  right  precision  recall")
    chosen = memory.TOLD
    for threshold in THRESHOLDS:
        memory.TOLD = threshold
        remembered = memory.Memory(stories, readings, issues)
        found = {story.id: remembered.told(story) for story in stories}
        before = {key: told.number for key, told in found.items() if told is not None}
        right = {key for key, number in before.items() if past[number][1] == gold[key]}
        print(
            f"  {threshold:15.2f} {len(before):7} {len(right):6}"
            f" {len(right) / max(len(before), 1):10.3f} {len(right) / going_on:7.3f}"
            f"{'  <' if threshold == chosen else ''}"
        )
        if misses and threshold == chosen:
            for key in sorted(before.keys() - right):
                lead = next(story.lead for story in stories if story.id == key)
                print(f"      {shorten(lead.title, 60)} <> {shorten(items[before[key]].title, 60)}")
    memory.TOLD = chosen


def weeks(
    labelled: "grouping.LabelledSet",
) -> tuple[list[tuple[Article, str]], list[tuple[tuple[Article, ...], str]]]:
    """(article told, label) of the past, (articles, label) of the stories that arrive now."""
    by_story: dict[str, list[Article]] = {}
    for article in sorted(labelled.articles, key=by_age):
        by_story.setdefault(labelled.gold[article.id], []).append(article)
    few = sum(len(articles) == 1 for articles in by_story.values()) < len(by_story) / 2
    past, now = [], []
    for number, (label, articles) in enumerate(sorted(by_story.items())):
        middle = 0 if few and number % 2 else len(articles) // 2 or number % 2
        if middle:
            past.append((articles[0], label))
        if articles[middle:]:
            now.append((tuple(articles[middle:]), label))
    return past, now


def as_item(number: int, article: Article) -> Item:
    two = " ".join(span.text for span in sentences(article.text)[:2])
    return Item(id=f"i{number}", title=article.title, text=two)


if __name__ == "__main__":
    main()
