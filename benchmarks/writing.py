"""How well extractive items cover what people wrote: ROUGE against human abstracts.

    python benchmarks/writing.py DATA_FOLDER [--limit N]

Single articles: `orangesum_fr/abstract_test.jsonl` (title, text, summary), two sentences.
Stories: `stories_fr_gold/*.jsonl`, articles labelled by `story`; the reference is the standfirst of
the newest, the sources are the others, whole; the item is what the writer really makes.
The floor is the first two sentences, the ceiling the two sentences a greedy oracle picks; LexRank
(G. Erkan, D. Radev, 2004) is sumy's, over our sentences and without a download, where sumy is
installed (`pip install --group bench`). "Fit or not" is the same MMR without the rules that keep
out sentences that do not stand alone.
ROUGE-1/2/L F1 (C.-Y. Lin: ROUGE, 2004) over Unicode words in lower case; L is the longest common
subsequence of the whole texts. Intervals: 1,000 bootstrap samples, 95 %.
"""

import argparse
import importlib.util
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from digest.model import Article, Story
from digest.text import sentences, stopwords
from digest.write import Extractive
from digest.write.fitness import Fitness
from digest.write.mmr import choose
from digest.write.passages import candidates

Scores = tuple[float, float, float]


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def f1(overlap: int, made: int, wanted: int) -> float:
    return 200 * overlap / (made + wanted) if overlap else 0.0


def ngrams(words: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def common_subsequence(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for column, match in enumerate(other, 1):
            here = row[column]
            row[column] = before + 1 if word == match else max(here, row[column - 1])
            before = here
    return row[-1]


def of_ngrams(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    pairs = [(ngrams(one, n), ngrams(other, n)) for n in (1, 2)]
    first, second = (f1((a & b).total(), a.total(), b.total()) for a, b in pairs)
    return first, second


def rouge(made: str, wanted: str) -> Scores:
    one, other = tokens(made), tokens(wanted)
    return *of_ngrams(one, other), f1(common_subsequence(one, other), len(one), len(other))


def oracle(texts: Sequence[str], wanted: str, most: int) -> str:
    """The sentences that greedily raise ROUGE-1 + ROUGE-2."""
    chosen: list[int] = []
    best = 0.0
    split, goal = [tokens(text) for text in texts], tokens(wanted)
    for _ in range(most):
        found = None
        for index in range(len(texts)):
            if index not in chosen:
                words = [word for i in sorted([*chosen, index]) for word in split[i]]
                score = sum(of_ngrams(words, goal))
                if score > best:
                    best, found = score, index
        if found is None:
            break
        chosen.append(found)
    return " ".join(texts[i] for i in sorted(chosen))


def lexrank(texts: Sequence[str], most: int) -> str | None:
    """The best `most` of `texts` by LexRank, in their order; None without sumy."""
    if importlib.util.find_spec("sumy") is None:
        return None
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # noqa: PLC0415
    from sumy.nlp.stemmers import Stemmer  # noqa: PLC0415
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415

    class Words:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(tokens(text))

    told = [Sentence(text, Words()) for text in texts if tokens(text)]
    document = ObjectDocumentModel([Paragraph(told)])
    summarizer = LexRankSummarizer(Stemmer("french"))
    summarizer.stop_words = stopwords("fr")
    return " ".join(str(one) for one in summarizer(document, most))


def article(row: dict[str, Any], number: int) -> Article:
    published = datetime.fromisoformat(row["published"]) if row.get("published") else None
    return Article(
        id=f"{number:012x}", url="", title=row["title"], text=row["text"], source="", publisher="",
        published=published, language="fr",
    )  # fmt: skip


def two_sentences(one: Article, *, fit: bool = True) -> str:
    everything = candidates([one])
    pool = [c for c in everything if c.fitness > Fitness.NEVER] or everything
    if not fit:
        pool = [replace(c, fitness=Fitness.ALONE) for c in everything]
    told = choose(pool, everything, [one.title], sentences=(2, 2), length=(1, 10_000))
    return " ".join(candidate.text for candidate in told)


def singles(path: Path, limit: int) -> dict[str, list[Scores]]:
    found: dict[str, list[Scores]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[:limit]):
        row = json.loads(line)
        one = article(row, number)
        texts = [span.text for span in sentences(one.text)]
        found["lead-2"].append(rouge(" ".join(texts[:2]), row["summary"]))
        found["digest, 2 sentences"].append(rouge(two_sentences(one), row["summary"]))
        found["2 sentences, fit or not"].append(
            rouge(two_sentences(one, fit=False), row["summary"])
        )
        if (made := lexrank(texts, 2)) is not None:
            found["LexRank (sumy)"].append(rouge(made, row["summary"]))
        found["oracle, 2 sentences"].append(rouge(oracle(texts, row["summary"], 2), row["summary"]))
    return found


def stories(folder: Path) -> dict[str, list[Scores]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            groups[f"{path.stem} {row['story']}"].append(row)
    found: dict[str, list[Scores]] = defaultdict(list)
    for name, rows in sorted(groups.items()):
        if len(rows) < 2:
            continue
        rows.sort(key=lambda row: row["published"], reverse=True)
        wanted = rows[0]["lead"]
        whole = [row | {"text": f"{row['lead']}\n\n{row['text']}"} for row in rows[1:]]
        articles = tuple(article(row, number) for number, row in enumerate(whole))
        texts = [span.text for one in articles for span in sentences(one.text)]
        story = Story(id=f"s{name}", articles=articles)
        entry = Extractive().write(story)
        everything = candidates(articles)
        pool = [c for c in everything if c.fitness > Fitness.NEVER] or everything
        titles = [one.title for one in articles]
        told = choose(pool, everything, titles, sentences=(2, 2), length=(1, 10_000))
        first = [span.text for span in sentences(articles[0].text)][:2]
        found["lead-2 of the lead"].append(rouge(" ".join(first), wanted))
        found["digest, 2 sentences"].append(rouge(" ".join(c.text for c in told), wanted))
        free = [replace(c, fitness=Fitness.ALONE) for c in pool]
        any_two = choose(free, everything, titles, sentences=(2, 2), length=(1, 10_000))
        found["2 sentences, fit or not"].append(rouge(" ".join(c.text for c in any_two), wanted))
        found["digest, the item"].append(rouge(" ".join(s.text for s in entry.sentences), wanted))
        if (made := lexrank(texts, 2)) is not None:
            found["LexRank (sumy)"].append(rouge(made, wanted))
        found["oracle, 2 sentences"].append(rouge(oracle(texts, wanted, 2), wanted))
    return found


def interval(values: Sequence[float]) -> tuple[float, float]:
    chance = random.Random(1)  # noqa: S311 - a bootstrap that gives the same figures every time
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(1000))
    return means[25], means[974]


def show(title: str, found: dict[str, list[Scores]]) -> None:
    count = len(next(iter(found.values())))
    print(f"\n{title} ({count}): ROUGE-1 / 2 / L")
    for name, scores in found.items():
        means = [sum(column) / count for column in zip(*scores, strict=True)]
        low, high = interval([one for one, _, _ in scores])
        print(
            f"  {name:24} {means[0]:5.1f} {means[1]:5.1f} {means[2]:5.1f}   R1 in [{low:.1f}, {high:.1f}]"
        )


def main(arguments: Iterable[str]) -> None:
    parser = argparse.ArgumentParser(description="ROUGE of extractive items.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--limit", type=int, default=723)
    options = parser.parse_args(list(arguments))
    start = time.perf_counter()
    show("OrangeSum", singles(options.data / "orangesum_fr" / "abstract_test.jsonl", options.limit))
    show("Stories", stories(options.data / "stories_fr_gold"))
    print(f"\n{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
