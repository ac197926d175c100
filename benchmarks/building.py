"""`digest build` from end to end, as a person runs it: seconds, peak memory, and the same bytes twice.

    python benchmarks/building.py DATA [COUNT...]

DATA holds `weeks/*/articles/` and `orangesum_fr/articles.jsonl.gz`. Each week is built twice, in two
new workspaces, and the two are compared byte by byte. Then COUNT articles (100, 1,000 and 10,000),
each saved as a Markdown file and all dated into one week, show how time and memory grow.
"""

import filecmp
import gzip
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

DIGEST = [sys.executable, "-m", "digest"]
DAYS = ["2025-09-22", "2025-09-23", "2025-09-24", "2025-09-25", "2025-09-26"]


def build(workspace: Path, articles: Path, day: str) -> tuple[float, float, str]:
    """Seconds, peak megabytes and the last words of one build in a new workspace."""
    subprocess.run([*DIGEST, "-q", "init", workspace], check=True)
    command = [*DIGEST, "-C", workspace, "build", "--issue", day, "--from", articles, "--offline"]
    before = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - before
        said.seek(0)
        words = said.read().decode()
    if os.waitstatus_to_exitcode(status):
        sys.exit(words)
    line = next(line for line in words.splitlines() if "→" in line)
    return seconds, usage.ru_maxrss / 1024, line.strip()


def same(one: Path, two: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    others = {path.relative_to(two) for path in two.rglob("*") if path.is_file()}
    return names == others and not filecmp.cmpfiles(one, two, map(str, names), shallow=False)[1]


def weeks(data: Path) -> None:
    for week in sorted((data / "weeks").glob("*/articles")):
        day = week.parent.name
        with tempfile.TemporaryDirectory() as folder:
            one, two = Path(folder, "one"), Path(folder, "two")
            seconds, megabytes, said = build(one, week, day)
            build(two, week, day)
            equal = "the same bytes twice" if same(one, two) else "DIFFERENT BYTES"
            print(f"{day}: {said}\n  {seconds:.1f} s, {megabytes:.0f} MB, {equal}")


def growth(data: Path, counts: list[int]) -> None:
    print(f"{'articles':>9} {'seconds':>8} {'MB':>6}  ratio (n log n would give)")
    before: tuple[int, float] | None = None
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            articles = Path(folder, "articles")
            articles.mkdir()
            save(data / "orangesum_fr" / "articles.jsonl.gz", articles, count)
            seconds, megabytes, _ = build(Path(folder, "workspace"), articles, "2025-09-27")
        ratio = ""
        if before:
            expected = count * math.log(count) / (before[0] * math.log(before[0]))
            ratio = f"×{seconds / before[1]:.1f} (×{expected:.1f})"
        print(f"{count:>9,} {seconds:8.1f} {megabytes:6.0f}  {ratio}", flush=True)
        before = count, seconds


def save(source: Path, folder: Path, count: int) -> None:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, count)):
            article = json.loads(line)
            head = {
                "url": article["url"],
                "title": article["title"],
                "date": DAYS[number % len(DAYS)],
                "lang": "fr",
            }
            front = "".join(f"{key}: {value}\n" for key, value in head.items())
            text = f"---\n{front}---\n\n{article.get('lead') or ''}\n\n{article['text']}\n"
            (folder / f"{number:06}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    DATA = Path(sys.argv[1])
    weeks(DATA)
    growth(DATA, [int(count) for count in sys.argv[2:]] or [100, 1_000, 10_000])
