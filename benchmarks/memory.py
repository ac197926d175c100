"""Whether a story of last week is known again, on labelled French and English wires in two weeks.

    python benchmarks/memory.py DATA

DATA holds `stories_fr_gold/*.jsonl` and `ecbplus_en/docs.jsonl`. Each labelled story of several
articles is cut somewhere: of what came first, one article was told in a past issue (an item: a title
and two sentences, as an issue holds them), what came later arrives now. A third of these stories was
not told, and stories of one article are dealt to the two weeks, so most of what arrives is new. Dealt
ten times, since one deal has few stories that go on. Recognised rightly means: with an item of the
same story.
"""

import argparse
import importlib
import random
from datetime import date
from pathlib import Path

from digest.group import memory
from digest.group.likeness import SAME_STORY
from digest.group.stories import by_age
from digest.group.views import read
from digest.model import Article, Issue, Item, Section, Story, Told
from digest.text import sentences, shorten

grouping = importlib.import_module("grouping")  # the benchmark beside this one
THRESHOLDS = (SAME_STORY, 0.26, 0.30, 0.34, 0.38, 0.40, 0.42, 0.46)
DEALS = 10
UNTOLD = 1 / 3  # of the stories that might have been told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    sets = {one.name: one for one in grouping.labelled_sets(options.data)}
    for name in ("stories_fr_gold", "ecbplus_en"):
        report(sets[name], misses=options.misses)


def report(labelled: "grouping.LabelledSet", *, misses: bool) -> None:
    found: list[tuple[float, bool]] = []  # of each story: likeness to the nearest item, rightly?
    going_on = stories = items = 0
    for seed in range(DEALS):
        past, now = weeks(labelled, random.Random(seed))  # noqa: S311  # a repeatable deal
        known = {label for _, label in past}
        items, stories = items + len(past), stories + len(now)
        going_on += sum(label in known for _, label in now)
        for told, gold, lead, item in nearest(past, now):
            found.append((told.likeness, past[told.number or 0][1] == gold))
            if misses and not found[-1][1] and told.likeness >= memory.TOLD:
                print(f"      {shorten(lead.title, 60)} <> {shorten(item.title, 60)}")
    print(
        f"{labelled.name}, {DEALS} deals: {items} items told; "
        f"{stories} stories arrive, {going_on} told before"
    )
    print("  recognised from   found  right  precision  recall")
    for threshold in THRESHOLDS:
        right = [one for likeness, one in found if likeness >= threshold]
        print(
            f"  {threshold:15.2f} {len(right):7} {sum(right):6}"
            f" {sum(right) / max(len(right), 1):10.3f} {sum(right) / going_on:7.3f}"
            f"{'  <' if threshold == memory.TOLD else ''}"
        )


def nearest(
    past: list[tuple[Article, str]], now: list[tuple[tuple[Article, ...], str]]
) -> list[tuple[Told, str, Article, Item]]:
    """Of each story: the item nearest to it, its label, its lead article, and that item."""
    items = [as_item(number, article) for number, (article, _) in enumerate(past)]
    # An issue for each item, so that its number says which item it is.
    issues = [
        Issue(date=date(2020, 1, 1), number=number, sections=(Section(blocks=(item,)),))
        for number, item in enumerate(items)
    ]
    stories = [Story(id=f"s{articles[0].id}", articles=articles) for articles, _ in now]
    readings = {a.id: read(a) for story in stories for a in story.articles}
    remembered = memory.Memory(stories, readings, issues)
    chosen, memory.TOLD = memory.TOLD, 0.0  # what is nearest, however far
    told = [remembered.told(story) for story in stories]
    memory.TOLD = chosen
    return [
        (before, label, story.lead, items[before.number or 0])
        for before, story, (_, label) in zip(told, stories, now, strict=True)
        if before is not None
    ]


def weeks(
    labelled: "grouping.LabelledSet", chance: random.Random
) -> tuple[list[tuple[Article, str]], list[tuple[tuple[Article, ...], str]]]:
    """(article told, label) of the past, (articles, label) of the stories that arrive now."""
    by_story: dict[str, list[Article]] = {}
    for article in sorted(labelled.articles, key=by_age):
        by_story.setdefault(labelled.gold[article.id], []).append(article)
    past, now = [], []
    for label, articles in sorted(by_story.items()):
        if len(articles) == 1:
            middle = chance.randrange(2)
        else:
            middle = 0 if chance.random() < UNTOLD else chance.randrange(1, len(articles))
        if middle:
            past.append((articles[chance.randrange(middle)], label))
        if articles[middle:]:
            now.append((tuple(articles[middle:]), label))
    return past, now


def as_item(number: int, article: Article) -> Item:
    two = " ".join(span.text for span in sentences(article.text)[:2])
    return Item(id=f"i{number}", title=article.title, text=two)


if __name__ == "__main__":
    main()
