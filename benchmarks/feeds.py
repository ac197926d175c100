"""How feeds go through collect: `python benchmarks/feeds.py FOLDER [--slowest N]`.

FOLDER holds feeds at any depth (`*.xml`, `*.json`); each is read as if it had come from
http://127.0.0.1:8097/ and its entries become articles or refusals. Nothing is fetched. A crash is
counted and shown, and ends in exit code 1.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.collect.entries import parse
from digest.collect.feed import read
from digest.config import SourceSettings
from digest.errors import SourceError
from digest.fetch import Page
from digest.model import Refusal

SINCE = datetime(1, 1, 1, tzinfo=UTC)
BASE = "http://127.0.0.1:8097/"


def content_type(body: bytes) -> str:
    """The header that the corpus of feedparser declares in a comment, as its own tests serve it."""
    for line in body[:2000].splitlines():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"header" and value.strip().lower().startswith(b"content-type"):
            return value.partition(b":")[2].strip().decode("latin-1")
    return ""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--slowest", type=int, default=3)
    chosen = options.parse_args()

    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    seconds: list[tuple[float, str]] = []
    zone = ZoneInfo("Europe/Paris")
    settings = SourceSettings(name="corpus", type="feed")
    for path in sorted(chosen.folder.rglob("*")):
        if path.suffix not in {".xml", ".json"}:
            continue
        name = path.relative_to(chosen.folder).as_posix()
        body = path.read_bytes()
        counts["feeds"] += 1
        start = time.perf_counter()
        try:
            feed = parse(
                Page(asked=BASE, url=BASE + name, content_type=content_type(body), body=body)
            )
            for found in read(feed, since=SINCE, settings=settings, fetch=None, zone=zone):
                counts["entries"] += 1
                if isinstance(found, Refusal):
                    counts["entries refused"] += 1
                    reasons["entry: " + found.why.replace(found.where, "…")] += 1
                else:
                    counts["articles"] += 1
                    counts["articles without a date"] += found.published is None
        except SourceError as error:
            counts["feeds refused"] += 1
            reasons["feed: " + error.message.replace(BASE + name, "…")] += 1
        except Exception:  # noqa: BLE001 - what the benchmark is there to find
            counts["crashes"] += 1
            print(f"CRASH {name}")
            traceback.print_exc()
        seconds.append((time.perf_counter() - start, name))

    for what, count in counts.items():
        print(f"{count:7,}  {what}")
    print(f"{sum(spent for spent, _ in seconds):7.1f}  seconds")
    for spent, name in sorted(seconds, reverse=True)[: chosen.slowest]:
        print(f"{spent:9.3f}  {name}")
    for reason, count in reasons.most_common():
        print(f"{count:7,}  {reason}")
    return 1 if counts["crashes"] else 0


if __name__ == "__main__":
    sys.exit(main())
