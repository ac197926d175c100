"""Seconds and memory of finding copies and grouping, at 100, 1,000 and 10,000 articles.

    python benchmarks/scaling.py ARTICLES.jsonl.gz [COUNT...]

ARTICLES holds one article a line: id, url, title, lead, text, published. All are dated into one
week, the hardest case: nothing is far apart. Each size runs in a process of its own, so that its
peak memory is its own.
"""

import gzip
import json
import math
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from digest.collect.duplicates import copies
from digest.config import Newsletter, SectionRule
from digest.group import group
from digest.model import Article

ROOT = Path(__file__).parent.parent
DAY = date(2025, 9, 27)


def main() -> None:
    path, counts = Path(sys.argv[1]), [int(count) for count in sys.argv[2:]]
    if len(counts) == 1:
        measure(path, counts[0])
        return
    print(f"{'articles':>9} {'copies s':>9} {'group s':>9} {'peak MB':>8} {'stories':>8}  growth")
    before = None
    for count in counts or [100, 1_000, 10_000]:
        command = [sys.executable, __file__, str(path), str(count)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        finding, grouping, peak, stories = map(float, answer.split())
        seconds = finding + grouping
        growth = ""
        if before is not None:
            allowed = count * math.log(count) / (before[0] * math.log(before[0]))
            growth = f"x {seconds / before[1]:.1f} (n log n: x {allowed:.1f})"
        print(f"{count:9} {finding:9.2f} {grouping:9.2f} {peak:8.0f} {stories:8.0f}  {growth}")
        before = count, seconds


def measure(path: Path, count: int) -> None:
    with (ROOT / "config" / "sections.toml").open("rb") as file:
        sections = tuple(SectionRule(**table) for table in tomllib.load(file)["section"])
    found = list(articles(path, count))
    start = time.process_time()
    followed = copies(found)
    middle = time.process_time()
    selection = group(
        found,
        copies=followed,
        sections=sections,
        newsletter=Newsletter(name="benchmark"),
        day=DAY,
    )
    end = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(middle - start, end - middle, peak, len(selection.placed) + len(selection.left_out))


def articles(path: Path, count: int) -> Iterator[Article]:
    monday = datetime(2025, 9, 22, tzinfo=UTC)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in zip(range(count), file, strict=False):
            row = json.loads(line)
            yield Article(
                id=f"{number:012x}",
                url=row["url"],
                title=row["title"],
                text=f"{row['lead']}\n\n{row['text']}",
                source=row["section"],
                publisher=row["section"],
                published=monday + timedelta(minutes=number * 37 % 7200),
                language="fr",
            )


if __name__ == "__main__":
    main()
