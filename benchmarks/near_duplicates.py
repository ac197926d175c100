"""How well copies are found: precision, recall and F1 of pairs; distinct stories merged; seconds.

    python benchmarks/near_duplicates.py DATA

DATA holds `neardup_fr/docs.jsonl` (id, text), `neardup_fr/pairs.jsonl` (a, b, edit) and
`stories_fr_gold/*.jsonl` (id, title, text, story).
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from digest.collect.duplicates import copies
from digest.model import Article


def article(number: int | str, text: str) -> Article:
    return Article(
        id=f"{number:0>12}", url="", title="", text=text, source="", publisher="", language="fr"
    )


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def families(found: dict[str, str]) -> set[tuple[str, str]]:
    """All pairs that stand together with one original."""
    groups: dict[str, list[str]] = {}
    for copy, original in found.items():
        groups.setdefault(original, [original]).append(copy)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def main(data: Path) -> None:
    docs = list(lines(data / "neardup_fr" / "docs.jsonl"))
    pairs = list(lines(data / "neardup_fr" / "pairs.jsonl"))
    started = time.perf_counter()
    found = families(copies([article(doc["id"], doc["text"]) for doc in docs]))
    seconds = time.perf_counter() - started
    gold = {
        tuple(sorted((f"{pair['a']:0>12}", f"{pair['b']:0>12}"))): pair["edit"] for pair in pairs
    }
    hits = [gold[pair] for pair in found if pair in gold]
    precision, recall = len(hits) / max(1, len(found)), len(hits) / len(gold)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(docs)} texts, {len(gold)} pairs, {seconds:.2f} s ({len(docs) / seconds:.0f}/s)")
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    by_edit, of_edit = Counter(hits), Counter(gold.values())
    print("  ".join(f"{edit} {by_edit[edit]}/{of_edit[edit]}" for edit in sorted(of_edit)))

    stories = [doc for path in sorted(data.glob("stories_fr_gold/*.jsonl")) for doc in lines(path)]
    known = {f"{number:0>12}": str(doc["story"]) for number, doc in enumerate(stories)}
    merged = families(copies([article(n, story_text(doc)) for n, doc in enumerate(stories)]))
    same = sum(known[a] == known[b] != "none" for a, b in combinations(sorted(known), 2))
    print(f"same-story pairs {same}, merged as copies {len(merged)} ({len(merged) / same:.1%})")


def story_text(doc: dict[str, Any]) -> str:
    return str(doc.get("text") or doc.get("body") or "")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
