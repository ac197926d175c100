"""How well an archive teaches the sections, on the labelled articles of a week.

    python benchmarks/sections.py DATA

DATA holds `weeks/*/`. A part of the week is taken for past issues (each article an item: a title and
two sentences, under its labelled section), the rest is placed by the configuration and that archive.
Ten parts, each held out once, dealt three times; the mean and the range of the three. Dealt by
article, most stories have a beginning in the archive: stories that go on. Dealt by story, none has:
everything is new. Real weeks lie between. The articles labelled "none" are left out of the count.
"""

import importlib
import random
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from digest.group.memory import Memory
from digest.group.sections import Placer
from digest.group.views import read
from digest.model import Article, Issue, Item, Section, Story
from digest.text import sentences

grouping = importlib.import_module("grouping")  # the benchmark beside this one
FOLDS = 10


def main() -> None:
    for labelled in grouping.labelled_sets(Path(sys.argv[1])):
        if labelled.name.endswith("distractors by topic"):
            report(labelled)


def report(labelled: "grouping.LabelledSet") -> None:
    known = [article for article in labelled.articles if labelled.sections[article.id] != "none"]
    print(f"{labelled.name[:5]}: {len(known)} articles with a section")
    for name, unit in (
        ("dealt by article", {article.id: article.id for article in known}),
        ("dealt by story", labelled.gold),
    ):
        alone, taught = [], []
        for seed in range(3):
            units = sorted({unit[article.id] for article in known})
            random.Random(seed).shuffle(units)  # noqa: S311  # nothing secret: a repeatable deal
            part = {key: number % FOLDS for number, key in enumerate(units)}
            dealt = {article.id: part[unit[article.id]] for article in known}
            alone.append(right(labelled, known, dealt, archive=False))
            taught.append(right(labelled, known, dealt, archive=True))
        print(f"  {name:17} configuration {said(alone)}   with the archive {said(taught)}")


def right(
    labelled: "grouping.LabelledSet",
    known: Sequence[Article],
    dealt: dict[str, int],
    *,
    archive: bool,
) -> float:
    """The part of the articles that are placed in their labelled section."""
    placer = Placer(grouping.sample_sections())
    hits = 0
    for fold in range(FOLDS):
        now = [article for article in known if dealt[article.id] == fold]
        past = [article for article in known if dealt[article.id] != fold]
        stories = told_together(now, grouping.predicted(now))
        readings = {article.id: read(article) for article in now}
        issue = as_issue(past, labelled.sections)
        memory = Memory(stories, readings, (issue,) if archive else ())
        for story in stories:
            section, _ = placer.place(story, readings, memory.lean(story))
            hits += sum(labelled.sections[article.id] == section for article in story.articles)
    return hits / len(known)


def told_together(articles: Sequence[Article], story: dict[str, str]) -> list[Story]:
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(story[article.id], []).append(article)
    return [Story(id=key, articles=tuple(groups[key])) for key in sorted(groups)]


def as_issue(articles: Sequence[Article], section: dict[str, str]) -> Issue:
    keys = sorted({section[article.id] for article in articles})
    return Issue(
        date=date(2025, 9, 20),
        sections=tuple(
            Section(
                key=key,
                blocks=tuple(
                    Item(title=a.title, text=" ".join(s.text for s in sentences(a.text)[:2]))
                    for a in articles
                    if section[a.id] == key
                ),
            )
            for key in keys
        ),
    )


def said(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.3f} ({min(values):.3f}–{max(values):.3f})"


if __name__ == "__main__":
    main()
