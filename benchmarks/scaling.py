"""Seconds and memory of grouping, at 100 to 100,000 articles, beside what else there is.

    python benchmarks/scaling.py ARTICLES.jsonl.gz [COUNT...]

ARTICLES holds one article a line: id, url, title, lead, text, published. All are dated into one
week, the hardest case: nothing is far apart. Where more are asked for than the file has, it is read
again with half of its long words changed, otherwise each time, so that an article is no copy of itself.

`digest` finds copies, stories, sections and ranks. `agglomerative` is scikit-learn's clustering of
the cosines of TF-IDF vectors by average linkage, `HDBSCAN` scikit-learn's of 50 components of them,
as topic models do; both only cluster (`pip install --group bench`). Each runs in a process of its
own, so that its peak memory is its own (the articles included), and is stopped after ten minutes.
"""

import gzip
import importlib.util
import json
import re
import resource
import subprocess
import sys
import time
import tomllib
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from digest.collect.duplicates import copies
from digest.config import Newsletter, SectionRule
from digest.group.grouping import group
from digest.model import Article

ROOT = Path(__file__).parent.parent
DAY = date(2025, 9, 27)
COUNTS = (100, 1_000, 10_000, 100_000)
LONGEST = 600  # seconds
# The matrix of all pairs at 100,000 articles would take 80 GB.
MOST = {"agglomerative": 10_000}


def main() -> None:
    path, arguments = Path(sys.argv[1]), sys.argv[2:]
    if arguments and arguments[0] in METHODS:
        measure(path, arguments[0], int(arguments[1]))
        return
    print(f"{'method':14} {'articles':>9} {'seconds':>8} {'peak MB':>8} {'stories':>8}")
    for count in map(int, arguments or COUNTS):
        for method in METHODS:
            print(f"{method:14} {count:9} {answer(path, method, count)}", flush=True)


def answer(path: Path, method: str, count: int) -> str:
    if method != "digest" and importlib.util.find_spec("sklearn") is None:
        return "not run: scikit-learn is not installed"
    if count > MOST.get(method, count):
        return "not run: it keeps all pairs in memory"
    command = [sys.executable, __file__, str(path), method, str(count)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return f"stopped after {LONGEST} s"
    if done.returncode:
        return f"failed: {done.stderr.strip().splitlines()[-1:]}"
    seconds, peak, stories = map(float, done.stdout.split())
    return f"{seconds:8.1f} {peak:8.0f} {stories:8.0f}"


def measure(path: Path, method: str, count: int) -> None:
    found = list(articles(path, count))
    start = time.process_time()
    stories = METHODS[method](found)
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, stories)


# ---------------------------------------------------------------------------- the methods


def digest(found: list[Article]) -> int:
    with (ROOT / "config" / "sections.toml").open("rb") as file:
        sections = tuple(SectionRule(**table) for table in tomllib.load(file)["section"])
    newsletter = Newsletter(name="benchmark")
    selection = group(
        found, copies=copies(found), sections=sections, newsletter=newsletter, day=DAY
    )
    return len(selection.placed) + len(selection.left_out)


def agglomerative(found: list[Article]) -> int:
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415  # only in a process that asks
    from sklearn.metrics.pairwise import cosine_distances  # noqa: PLC0415

    distances = cosine_distances(vectors(found))
    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.75
    )
    return len(set(clustering.fit_predict(distances)))


def hdbscan(found: list[Article]) -> int:
    from sklearn.cluster import HDBSCAN  # noqa: PLC0415
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415

    points = TruncatedSVD(50, random_state=0).fit_transform(vectors(found))
    labels = HDBSCAN(min_cluster_size=2).fit_predict(points)
    return len(set(labels) - {-1}) + int((labels == -1).sum())


def vectors(found: list[Article]):  # noqa: ANN201  # a sparse matrix of scikit-learn's
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    texts = [f"{one.title} {one.text[:2000]}" for one in found]
    return TfidfVectorizer(min_df=2, sublinear_tf=True).fit_transform(texts)


METHODS: dict[str, Callable[[list[Article]], int]] = {
    "digest": digest,
    "agglomerative": agglomerative,
    "HDBSCAN": hdbscan,
}

# ---------------------------------------------------------------------------- the articles


def articles(path: Path, count: int) -> Iterator[Article]:
    monday = datetime(2025, 9, 22, tzinfo=UTC)
    for number, (row, times) in enumerate(islice(rows(path), count)):
        yield Article(
            id=f"{number:012x}",
            url=f"{row['url']}?{times}",
            title=changed(row["title"], times),
            text=changed(f"{row['lead']}\n\n{row['text']}", times),
            source=row["section"],
            publisher=row["section"],
            published=monday + timedelta(minutes=number * 37 % 7200),
            language="fr",
        )


def rows(path: Path) -> Iterator[tuple[dict[str, str], int]]:
    """Each row with how often the file was read before."""
    times = 0
    while True:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line), times
        times += 1


def changed(text: str, times: int) -> str:
    """`text` with half of its long words, names among them, turned round, others each time."""
    if not times:
        return text
    return re.sub(
        r"\w{5,}",
        lambda found: (
            f"{found[0][:1]}{found[0][:0:-1]}{times}"[:-1] + "aeiouy"[times % 6]
            if zlib.crc32(f"{found[0].lower()}{times}".encode()) % 2
            else found[0]
        ),
        text,
    )


if __name__ == "__main__":
    main()
