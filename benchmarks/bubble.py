"""Are the announced sums of a week found, and only those? On the labelled week of 2025-09-27.

    python benchmarks/bubble.py DATA [--misses]

DATA holds `weeks/2025-09-27`. `bubble.tsv` beside this file labels every sum of the issue's gold
facts and every other of a million or more in the articles: a row, one to ask the editor about, no
row, or the power of a row; in our own words. The stories are the labelled ones, so that grouping is
not measured here. Rules and labels were made on this one week: the figures are optimistic. So the
rows of articles of every kind are counted too, from `orangesum_fr/articles.jsonl.gz` where it is
there (1,426 of them, dealt with seed 7); `--news` lists them to be judged by eye.

The floor takes every sum of money for a row.
"""

import csv
import gzip
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from digest.bubble import Found, find
from digest.bubble.mention import mentions
from digest.config import BubbleSettings
from digest.model import Article, Story
from digest.text import fold

DAY = date(2025, 9, 27)
LEAST = 10**6
NEWS = 1_426
_SUM = re.compile(r"(milliard|million)s? (de dollars|d.euros|€)")


@dataclass(frozen=True)
class Label:
    story: str
    value: float
    unit: str
    kind: str
    who: str
    whom: str
    verdict: str


def main() -> None:
    week = Path(sys.argv[1]) / "weeks" / DAY.isoformat()
    if not week.is_dir():
        sys.exit(f"{week} is not there")
    gold = labels()
    stories = dict(read_stories(week))
    found = {
        name: find([story], day=DAY, settings=BubbleSettings()) for name, story in stories.items()
    }
    rows = [(name, deal) for name, deals in found.items() for deal in deals]
    told = [one for one in gold if one.verdict == "row"]
    asked = [one for one in gold if one.verdict == "ask"]
    sure = [(name, deal) for name, deal in rows if not deal.doubt]
    right = [pair for pair in sure if label_of(pair, told)]
    hit = [one for one in told if any(label_of(pair, [one]) for pair in sure)]
    doubted = [
        one for one in told if one not in hit and any(label_of(pair, [one]) for pair in rows)
    ]
    floor = sum(
        len(
            {
                (m.value, m.unit)
                for a in s.articles
                for m in mentions(a, DAY)
                if m.unit != "W" and m.value >= LEAST
            }
        )
        for s in stories.values()
    )
    print(
        f"labels: {len(told)} rows, {len(asked)} to ask about, {len(gold) - len(told) - len(asked)} others"
    )
    print(f"floor, every sum a row: precision {len(told) / floor:.2f}, recall 1.00")
    fit = [
        pair for pair in rows if label_of(pair, told) or (pair[1].doubt and label_of(pair, asked))
    ]
    every = len(hit) + len(doubted)
    print(
        f"all rows:       precision {len(fit) / len(rows):.2f} ({len(fit)} of {len(rows)}), "
        f"recall {every / len(told):.2f} ({every} of {len(told)})"
    )
    print(
        f"rows without ?: precision {len(right) / len(sure):.2f} ({len(right)} of {len(sure)}), "
        f"recall {len(hit) / len(told):.2f} ({len(hit)} of {len(told)})"
    )
    kept = [one for one in asked if any(label_of(pair, [one]) and pair[1].doubt for pair in rows)]
    print(f"to ask about: {len(kept)} of {len(asked)} have a `?`")
    pairs = [(deal, one) for name, deal in sure if (one := label_of((name, deal), told))]
    for name, same in (
        ("kind", [deal.kind == one.kind for deal, one in pairs]),
        ("who", [fold(deal.who) == fold(one.who) for deal, one in pairs]),
        ("with whom", [fold(deal.whom) == fold(one.whom) for deal, one in pairs]),
    ):
        print(f"{name:9} {sum(same)} of {len(same)}")
    if "--misses" in sys.argv:
        misses(rows, sure, told, hit)
    general = Path(sys.argv[1]) / "orangesum_fr" / "articles.jsonl.gz"
    if general.is_file():
        news(general)


def misses(
    rows: Iterable[tuple[str, Found]],
    sure: Iterable[tuple[str, Found]],
    told: list[Label],
    hit: list[Label],
) -> None:
    for one in told:
        if one not in hit:
            print(f"  missed    {one.story}: {one.who} {one.value:g} {one.unit}")
    for name, deal in rows:
        one = label_of((name, deal), told)
        if (name, deal) in sure and one is None:
            print(f"  wrong     {name}: {said(deal)}")
        elif deal.doubt:
            print(f"  ? {deal.doubt:9} {name}: {said(deal)}")
        elif one and (fold(deal.who), fold(deal.whom), deal.kind) != (
            fold(one.who),
            fold(one.whom),
            one.kind,
        ):
            print(f"  otherwise {name}: {said(deal)}; labelled {one.who}, {one.whom}, {one.kind}")


def said(deal: Found) -> str:
    return f"{deal.who}, {deal.whom}, {deal.kind}, {float(deal.money or 0):g} {deal.unit}"


def label_of(pair: tuple[str, Found], among: Iterable[Label]) -> Label | None:
    name, deal = pair
    return next(
        (
            one
            for one in among
            if one.story == name and one.unit == deal.unit and one.value == float(deal.money or 0)
        ),
        None,
    )


def labels() -> list[Label]:
    with (Path(__file__).parent / "bubble.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Label(
                story=row["story"],
                value=float(row["value"]),
                unit=row["unit"],
                kind=row["kind"],
                who=row["who"],
                whom=row["whom"],
                verdict=row["verdict"],
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def read_stories(week: Path) -> Iterator[tuple[str, Story]]:
    """The labelled stories; an article of none belongs to its topic."""
    topics: Mapping[str, str] = json.loads((week / "distractor_topics.json").read_text("utf-8"))
    told: dict[str, list[Article]] = defaultdict(list)
    for line in (week / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        name = row["story"] if row["story"] != "none" else f"none/{topics[row['file']]}"
        told[name].append(read_article(week / row["file"]))
    for name, articles in told.items():
        yield name, Story(id="s1", articles=tuple(articles))


def read_article(path: Path) -> Article:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    said = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    day = said.get("date", "")[:10]
    return Article(
        id=path.stem,
        url=said.get("url", ""),
        title=said.get("title", "").strip('"'),
        text=body.strip(),
        source=said["source"],
        publisher=said["source"],
        language=said["lang"],
        published=datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None,
    )


def news(file: Path) -> None:
    """How many rows single articles of every kind make, most of them on other matters."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(7).shuffle(rows)  # noqa: S311  # nothing secret: a repeatable deal
    told = [row for row in rows if _SUM.search(row["text"])][:NEWS]
    found = [
        deal
        for row in told
        for deal in find([_alone(row)], day=DAY, settings=BubbleSettings())
        if not deal.doubt
    ]
    print(
        f"news of every kind: {len(found)} rows without ? in {len(told)} articles that name a sum"
    )
    if "--news" in sys.argv:
        for deal in found:
            print(f"  {said(deal)}\n      {deal.passages[0].text[:200]}")


def _alone(row: Mapping[str, str]) -> Story:
    article = Article(
        id="a",
        url="",
        title=row["title"],
        text=row["text"],
        source="",
        publisher="",
        language="fr",
        published=datetime.fromisoformat(row["published"][:10]).replace(tzinfo=UTC),
    )
    return Story(id="s1", articles=(article,))


if __name__ == "__main__":
    main()
