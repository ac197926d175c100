"""Whether mails of all kinds go through: articles, refusals with their reasons, seconds.

python benchmarks/mails.py FOLDER    (every .eml and .mbox in it)
"""

import sys
import time
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.collect import folder
from digest.config import SourceSettings
from digest.model import Refusal

SETTINGS = SourceSettings(name="benchmark", type="mailbox")


def main(root: Path) -> None:
    mails = sorted(path for kind in ("eml", "mbox") for path in root.rglob(f"*.{kind}"))
    reasons: Counter[str] = Counter()
    articles, slowest, started = 0, 0.0, time.perf_counter()
    for path in mails:
        before = time.perf_counter()
        for found in folder.read(
            path, shown=path.name, settings=SETTINGS, zone=ZoneInfo("UTC"), by_hand=True
        ):
            if isinstance(found, Refusal):
                reasons[found.why] += 1
            else:
                articles += 1
        slowest = max(slowest, time.perf_counter() - before)
    seconds = time.perf_counter() - started
    print(f"{len(mails)} mails, {articles} articles, {sum(reasons.values())} refused, ", end="")
    print(f"{seconds:.1f} s, slowest {slowest:.2f} s")
    for why, times in sorted(reasons.items()):
        print(f"  {times} × {why}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
