"""How well articles are found on pages: F1 of 4-word shingles, titles, dates, pages a second.

    python benchmarks/extraction.py DATA

DATA holds `article_extraction_benchmark` (ground-truth.json, html/*.html.gz; Scrapinghub, 2020)
and `orangesum_html` (gold.jsonl, html/*.html.gz). Precision and recall are means over the pages, as
the first benchmark computes them.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from digest.collect.extract import article_from_html
from digest.config import SourceSettings

PARIS = ZoneInfo("Europe/Paris")
SETTINGS = SourceSettings(name="benchmark", type="page")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)) if words)


def benchmark_pages(data: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    folder = data / "article_extraction_benchmark"
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, gold in truth.items():
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield html, {"url": gold["url"], "body": gold["articleBody"]}


def orange_pages(data: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    folder = data / "orangesum_html"
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        yield gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes()), gold


def measure(name: str, pages: Iterable[tuple[bytes, dict[str, Any]]]) -> None:
    precision, recall, titles, dates, nothing, seconds = [], [], [], [], 0, 0.0
    slowest = 0.0
    for html, gold in pages:
        started = time.perf_counter()
        article = article_from_html(html, url=gold["url"], settings=SETTINGS, zone=PARIS)
        took = time.perf_counter() - started
        seconds, slowest = seconds + took, max(slowest, took)
        nothing += article is None
        found, wanted = shingles(article.text if article else ""), shingles(gold["body"])
        both = (found & wanted).total()
        precision.append(both / found.total() if found else 0.0)
        recall.append(both / wanted.total() if wanted else 0.0)
        if "title" in gold and article:
            titles.append(article.title == " ".join(gold["title"].split()))
            when = article.published.isoformat() if article.published else ""
            dates.append(when[:16] == gold["published"][:16])
    p, r = fmean(precision), fmean(recall)
    print(f"{name}: {len(precision)} pages, {nothing} without article, {seconds:.1f} s, ", end="")
    print(f"slowest {slowest:.2f} s")
    print(f"  precision {p:.4f}  recall {r:.4f}  F1 {2 * p * r / (p + r):.4f}")
    if titles:
        print(f"  titles right {sum(titles)}, dates right to the minute {sum(dates)}")


def main(data: Path) -> None:
    article_from_html("<p>warm up</p>", url="", settings=SETTINGS)
    measure("article_extraction_benchmark", benchmark_pages(data))
    measure("orangesum_html", orange_pages(data))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
