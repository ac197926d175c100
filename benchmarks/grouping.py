"""How well articles become stories and stories find their section, against hand-made labels.

    python benchmarks/grouping.py DATA [--misses]

DATA holds `weeks/*/`, `stories_fr_gold/*.jsonl` and `ecbplus_en/docs.jsonl`. One run prints, for
each set, the floors (every article alone, words alone) beside the program, with one set of
parameters for all; then the threshold chosen on the other sets only; what round-ups do; then sections,
seconds and peak memory. Intervals are 95 % over 1,000 resamplings of the stories.
"""

import argparse
import importlib
import json
import random
import re
import resource
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from unittest import mock

import numpy as np

from digest.config import Newsletter, SectionRule
from digest.group import likeness, linkage, spaces
from digest.group.grouping import group
from digest.group.sections import Placer
from digest.group.views import read
from digest.model import Article, Story
from digest.text import sentences, shorten

stories_of = importlib.import_module("digest.group.stories")  # the room shows a function so named
ROOT = Path(__file__).parent.parent
ROUND_UPS = 20
THRESHOLDS = (0.16, 0.18, 0.20, 0.22, 0.24, 0.26, 0.28)


@dataclass(frozen=True)
class LabelledSet:
    name: str
    articles: tuple[Article, ...]
    gold: dict[str, str]  # article id -> story
    sections: dict[str, str]  # article id -> section, "none" for a distractor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is wrong in the weeks")
    options = parser.parse_args()
    sets = list(labelled_sets(options.data))
    print(f"{'set':26} {'method':12} {'B³ P':>6} {'R':>5} {'F1':>5}  (95 %)        pairwise P R F1")
    for one in sets:
        report(one, "alone", {article.id: article.id for article in one.articles})
        with words_alone():
            report(one, "words alone", predicted(one.articles))
        start = time.process_time()
        report(one, "digest", predicted(one.articles))
        print(f"{'':39} {time.process_time() - start:.1f} s for {len(one.articles)} articles")
    cross_validate(sets)
    for one in sets:
        if "alone" not in one.name and "no " not in one.name:
            report_round_ups(one)
    for one in sets:
        if one.sections:
            report_sections(one)
            if options.misses:
                print_misses(one)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


# ---------------------------------------------------------------------------- the sets


def labelled_sets(data: Path) -> Iterator[LabelledSet]:
    for folder in sorted((data / "weeks").iterdir()):
        yield from week(folder)
    rows = [row for path in sorted((data / "stories_fr_gold").iterdir()) for row in lines(path)]
    yield labelled(
        "stories_fr_gold",
        [
            (
                Article(
                    id=str(row["id"]),
                    url=row["url"],
                    title=row["title"],
                    text=f"{row['lead']}\n\n{row['text']}".strip(),
                    source=row["author"] or "",
                    publisher=row["author"] or "",
                    published=datetime.fromisoformat(row["published"]),
                    language="fr",
                ),
                row["story"],
            )
            for row in rows
        ],
    )
    yield labelled(
        "ecbplus_en",
        [
            (plain(row["id"], "", row["text"], language="en"), row["story"])
            for row in lines(data / "ecbplus_en" / "docs.jsonl")
        ],
    )


def week(folder: Path) -> Iterator[LabelledSet]:
    """Three readings of one week, since its distractors have no story, only a topic."""
    topics = json.loads((folder / "distractor_topics.json").read_text(encoding="utf-8"))
    rows = list(lines(folder / "gold.jsonl"))
    articles = {row["file"]: saved(folder / row["file"], row["file"]) for row in rows}
    sections = {row["file"]: row["section"] for row in rows}
    for name, story in (
        ("distractors by topic", lambda row: topics.get(row["file"], row["story"])),
        ("distractors alone", lambda row: row["file"] if row["file"] in topics else row["story"]),
        ("no distractors", lambda row: None if row["file"] in topics else row["story"]),
    ):
        pairs = [(articles[row["file"]], story(row)) for row in rows if story(row)]
        known = sections if name == "distractors by topic" else {}
        yield labelled(f"{folder.name[5:]} {name}", pairs, known)


def labelled(
    name: str, pairs: Sequence[tuple[Article, str]], sections: dict[str, str] | None = None
) -> LabelledSet:
    gold = {article.id: story for article, story in pairs}
    return LabelledSet(name, tuple(article for article, _ in pairs), gold, sections or {})


def lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def saved(path: Path, key: str) -> Article:
    """An article saved with front matter; by hand, so that the window sets nothing aside."""
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    head = dict(re.findall(r'^(\w+): "?(.*?)"?$', front, re.MULTILINE))
    when = head.get("date", "")
    return plain(
        key,
        head.get("title", ""),
        text.strip(),
        language=head.get("lang"),
        source=head.get("source", ""),
        published=datetime.fromisoformat(when).replace(tzinfo=UTC) if when[:2] == "20" else None,
    )


def plain(
    key: str,
    title: str,
    text: str,
    *,
    language: str | None,
    source: str = "",
    published: datetime | None = None,
) -> Article:
    """An untitled article takes its first sentence for title, as when it is collected."""
    if not title:
        title = shorten(sentences(text)[0].text, 120)
    return Article(
        id=key,
        url=f"https://example.org/{key}",
        title=title,
        text=text,
        source=source,
        publisher=source,
        published=published,
        language=language,
        by_hand=True,
    )


# ---------------------------------------------------------------------------- stories


def found_stories(articles: Sequence[Article]) -> tuple[Story, ...]:
    readings = {article.id: read(article) for article in articles}
    return stories_of.stories(readings, articles, copies={}, language="fr")


def predicted(articles: Sequence[Article]) -> dict[str, str]:
    return {one.id: story.id for story in found_stories(articles) for one in story.articles}


@contextmanager
def threshold(value: float) -> Iterator[None]:
    with (
        mock.patch.object(likeness, "SAME_STORY", value),
        mock.patch.object(linkage, "SAME_STORY", value),
        mock.patch.object(stories_of, "SAME_STORY", value),
    ):
        yield


@contextmanager
def words_alone() -> Iterator[None]:
    """TF-IDF of stems and average linkage, at the threshold that was best for them elsewhere."""
    only = {"words": 1.0, "cognates": 0.0, "facts": 0.0, "numbers": 0.0, "meaning": 0.0}
    with (
        mock.patch.multiple(likeness, _WITHIN=only, _ACROSS=only, _ACROSS_RAISED=1.0),
        mock.patch.object(spaces, "_RARITY", 1.0),
        mock.patch.object(likeness, "_DECAY_FLOOR", 1.0),
        threshold(0.24),
    ):
        yield


def report(one: LabelledSet, method: str, found: dict[str, str]) -> None:
    keys = list(one.gold)
    gold, labels = [one.gold[key] for key in keys], [found[key] for key in keys]
    precision, recall = per_article(labels, gold)
    low, high = interval(precision, recall, gold)
    cubed = (
        f"{precision.mean():6.3f} {recall.mean():5.3f} {f1(precision.mean(), recall.mean()):.3f}"
    )
    pairs = " ".join(f"{value:.3f}" for value in pairwise(labels, gold))
    print(f"{one.name:26} {method:12} {cubed}  ({low:.3f}–{high:.3f})  {pairs}")


def per_article(labels: Sequence[str], gold: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """B-cubed precision and recall of each article (A. Bagga, B. Baldwin, 1998)."""
    both, ours, theirs = Counter(zip(labels, gold, strict=True)), Counter(labels), Counter(gold)
    pairs = list(zip(labels, gold, strict=True))
    precision = np.array([both[label, story] / ours[label] for label, story in pairs])
    recall = np.array([both[label, story] / theirs[story] for label, story in pairs])
    return precision, recall


def interval(precision: np.ndarray, recall: np.ndarray, gold: Sequence[str]) -> tuple[float, float]:
    random = np.random.default_rng(0)
    groups = [np.flatnonzero(np.array(gold) == story) for story in sorted(set(gold))]
    scores = []
    for _ in range(1000):
        drawn = np.concatenate([groups[i] for i in random.integers(len(groups), size=len(groups))])
        scores.append(f1(precision[drawn].mean(), recall[drawn].mean()))
    low, high = np.quantile(scores, [0.025, 0.975])
    return float(low), float(high)


def pairwise(labels: Sequence[str], gold: Sequence[str]) -> tuple[float, float, float]:
    def pairs(counts: Counter) -> int:
        return sum(count * (count - 1) // 2 for count in counts.values())

    right = pairs(Counter(zip(labels, gold, strict=True)))
    precision = right / max(pairs(Counter(labels)), 1)
    recall = right / max(pairs(Counter(gold)), 1)
    return precision, recall, f1(precision, recall)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def cross_validate(sets: Sequence[LabelledSet]) -> None:
    """The threshold chosen on the other sets, scored on the one left out."""
    kept = [one for one in sets if "alone" not in one.name and "no " not in one.name]
    scores: dict[tuple[str, float], tuple[float, float]] = {}
    for value in THRESHOLDS:
        with threshold(value):
            for one in kept:
                found = predicted(one.articles)
                labels = [found[key] for key in one.gold]
                gold = list(one.gold.values())
                cubed = f1(*(part.mean() for part in per_article(labels, gold)))
                scores[one.name, value] = cubed, pairwise(labels, gold)[2]
    print("threshold chosen on the other sets:")
    for one in kept:
        others = [other.name for other in kept if other is not one]
        best = max(THRESHOLDS, key=lambda t: sum(sum(scores[name, t]) for name in others))
        cubed, pairs = scores[one.name, best]
        print(f"  {one.name:32} at {best:.2f}: B³ {cubed:.3f}, pairwise {pairs:.3f}")


def report_round_ups(one: LabelledSet) -> None:
    """What an article does that tells six events in turn, and was put among the others."""
    draw = random.Random(0)  # noqa: S311  # no secret
    before = predicted(one.articles)
    told: Counter[str] = Counter()
    for _ in range(ROUND_UPS):
        language = draw.choice(one.articles).language
        alike = [article for article in one.articles if article.language == language]
        events = {one.gold[article.id]: article for article in draw.sample(alike, len(alike))}
        text = "\n\n".join(f"{a.title}. {a.text[:250]}" for a in [*events.values()][:6])
        after = predicted([*one.articles, plain("round-up", "The week", text, language=language)])
        joined = {one.gold[key] for key in before if after[key] == after["round-up"]}
        told[f"joins {len(joined)} events"] += 1
        stories: dict[str, set[str]] = {}
        for key, story in before.items():
            stories.setdefault(after[key], set()).add(story)
        told["glues two stories"] += any(len(mixed) > 1 for mixed in stories.values())
    print(f"{one.name}: of {ROUND_UPS} round-ups {dict(sorted(told.items()))}")


# ---------------------------------------------------------------------------- sections


def report_sections(one: LabelledSet) -> None:
    rules = sample_sections()
    keys = [rule.key for rule in rules]
    placer = Placer(rules)
    readings = {article.id: read(article) for article in one.articles}
    table: Counter[tuple[str, str]] = Counter()
    for story in found_stories(one.articles):
        placed = placer.place(story, readings)[0] or "none"
        table.update((one.sections[article.id], placed) for article in story.articles)
    right, known = shares(table)
    counted = sum(
        one.sections[a.id] == count_words(a, rules)
        for a in one.articles
        if one.sections[a.id] != "none"
    )
    print(
        f"{one.name}: sections right {right / known:.3f} ({right} of {known}); plain count of"
        f" words, article by article {counted / known:.3f}"
    )
    print(f"  {'gold':>8} " + " ".join(f"{key:>8}" for key in [*keys, "none"]))
    for gold in [*keys, "none"]:
        row = " ".join(f"{table[gold, key]:8}" for key in [*keys, "none"])
        print(f"  {gold:>8} {row}")
    newsletter = Newsletter(name="benchmark")
    selection = group(
        one.articles,
        copies={},
        sections=rules,
        newsletter=newsletter,
        day=date(2025, *map(int, one.name[:5].split("-"))),
    )
    distractors = [key for key, section in one.sections.items() if section == "none"]
    entered = {a.id for placement in selection.placed for a in placement.story.articles}
    left = sum(key not in entered for key in distractors)
    print(
        f"  distractors: {table['none', 'none']} of {len(distractors)} belong to no section;"
        f" {left} are not in the issue"
    )


def shares(table: Counter) -> tuple[int, int]:
    known = {pair: count for pair, count in table.items() if pair[0] != "none"}
    return sum(count for (gold, ours), count in known.items() if gold == ours), sum(known.values())


def count_words(article: Article, rules: Sequence[SectionRule]) -> str:
    """The baseline: the section with the most of its words, names and places in the article."""
    said = f" {article.title} {article.text} ".lower()
    wanted: Callable[[SectionRule], tuple[str, ...]] = lambda rule: (  # noqa: E731  # one line
        rule.words + rule.names + rule.places
    )
    counts = [
        sum(said.count(form.strip().lower()) for word in wanted(rule) for form in word.split("|"))
        for rule in rules
    ]
    return rules[counts.index(max(counts))].key if max(counts) else "none"


def sample_sections() -> tuple[SectionRule, ...]:
    with (ROOT / "config" / "sections.toml").open("rb") as file:
        return tuple(SectionRule(**table) for table in tomllib.load(file)["section"])


def print_misses(one: LabelledSet) -> None:
    """Every story of ours that mixes two of theirs, every one of theirs that we split."""
    titles = {article.id: article.title for article in one.articles}
    found = predicted(one.articles)
    for head, inner, outer in (("mixed", found, one.gold), ("split", one.gold, found)):
        groups: dict[str, list[str]] = {}
        for key, label in inner.items():
            groups.setdefault(label, []).append(key)
        for label, keys in sorted(groups.items()):
            if len({outer[key] for key in keys}) > 1:
                print(f"  {head}: {label}")
                for key in sorted(keys, key=lambda key: outer[key]):
                    print(f"    {outer[key]:40.40} {shorten(titles[key], 70)}")


if __name__ == "__main__":
    main()
