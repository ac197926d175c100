"""A week written by a model that fails one time in five, as a person runs it; and the ceiling.

    python benchmarks/llm_failures.py DATA [--share 0.2]

DATA holds `weeks/*/articles/`. The model is the scripted server of `tests/write/`. For each kind of
failure, and for all of them mixed, a share of the questions fails; the build must end with an item
for each story it places. A second build must ask nothing. Then ceilings, with everything failing
mixed in: what the server billed, what the account says, and what was allowed, to the cent.
"""

import argparse
import json
import random
import re
import runpy
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).parent.parent
SERVER = SimpleNamespace(**runpy.run_path(str(ROOT / "tests" / "write" / "openai_server.py")))
DIGEST = [sys.executable, "-m", "digest"]
KINDS = (
    "busy", "failing", "gateway", "slow", "cut", "nonsense", "refusal", "broken", "wrong_ids",
    "invented_number", "invented_name", "invented_quotation", "obeyed",
)  # fmt: skip
INVENTED = ("987 654", "Tramontane", "monde très ancien", "MiraclePièce", "miracle.example")
PRICES = (Decimal("0.4"), Decimal("1.6"))
PARALLEL = 4


def failing(kinds: tuple[str, ...], share: float) -> Callable[[Any], Any]:
    """A script that fails for `share` of the questions, the same ones every time."""

    def script(question: Any) -> Any:
        chance = random.Random(question.number)  # noqa: S311  # failures that come again
        bad = chance.random() < share
        answer = getattr(SERVER, chance.choice(kinds)) if bad else SERVER.good
        return answer(question)

    return script


def workspace(folder: Path, url: str, max_cost: Decimal) -> Path:
    place = folder / "workspace"
    subprocess.run([*DIGEST, "-q", "init", place], check=True)
    path = place / "config" / "digest.toml"
    head = path.read_text(encoding="utf-8").partition("[writer]")[0]
    path.write_text(
        f'{head}[writer]\ntype = "llm"\nmodel = "scripted"\nbase_url = "{url}"\n'
        f"input_price = {PRICES[0]}\noutput_price = {PRICES[1]}\nmax_cost = {max_cost}\n"
        f"timeout = 1.0\nparallel = {PARALLEL}\n",
        encoding="utf-8",
    )
    return place


def build(place: Path, articles: Path, day: str) -> tuple[float, str]:
    command = [*DIGEST, "-C", place, "build", "--issue", day, "--from", articles, "--offline"]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start, done.stderr


def outcome(place: Path, day: str) -> str:
    """Items in the draft of stories placed, and their marks counted."""
    folder = place / "issues" / day
    record = json.loads((folder / "evidence.json").read_text(encoding="utf-8"))
    stories = {item["item"] for item in record["items"] if "-" not in item["item"]}
    text = (folder / "issue.md").read_text(encoding="utf-8")
    marks = Counter(re.findall(r"\b(extractive:\w+|replaced|title:replaced|unknown-source)", text))
    bare = sum(not s["passages"] for item in record["items"] for s in item["sentences"])
    leaked = [word for word in INVENTED if word in text]
    if leaked:
        sys.exit(f"invented, and in the draft: {leaked}")
    told = ", ".join(f"{mark} {count}" for mark, count in sorted(marks.items())) or "no marks"
    return f"{len(stories)} items, {bare} sentences without a source; {told}"


def billed(server: Any) -> Decimal:
    read, written = (sum(column) for column in zip((0, 0), *server.billed, strict=True))
    return (read * PRICES[0] + written * PRICES[1]) / 1_000_000


def account(place: Path, day: str) -> Decimal:
    path = place / "issues" / day / ".digest" / "costs.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["models"] if path.exists() else []
    return sum((Decimal(row["cost"]) for row in rows), Decimal(0))


def failures(articles: Path, day: str, share: float) -> None:
    print(f"{share:.0%} of the questions fail")
    for kinds in (*((kind,) for kind in KINDS), KINDS):
        name = kinds[0] if len(kinds) == 1 else "all, mixed"
        with tempfile.TemporaryDirectory() as folder, SERVER.Server() as server:
            server.script = failing(kinds, share)
            place = workspace(Path(folder), server.url, Decimal(5))
            seconds, _ = build(place, articles, day)
            asked = len(server.questions)
            first = outcome(place, day)
            build(place, articles, day)
            again = len(server.questions) - asked
            safe = account(place, day) >= billed(server)
            print(
                f"  {name:18} {seconds:5.1f} s, {asked:3} questions, {again} at the second build; "
                f"{first}; {'all that was billed is booked' if safe else 'MORE BILLED THAN BOOKED'}",
                flush=True,
            )


def ceilings(articles: Path, day: str, share: float) -> None:
    print("ceiling   billed    booked    held")
    for cents in ("0.00", "0.01", "0.02", "0.05", "0.10"):
        with tempfile.TemporaryDirectory() as folder, SERVER.Server() as server:
            server.script = failing(KINDS, share)
            place = workspace(Path(folder), server.url, Decimal(cents))
            build(place, articles, day)
            costs = billed(server), account(place, day)
            held = costs[0] <= costs[1] <= Decimal(cents)
            print(
                f"{cents:>7} {costs[0]:9.6f} {costs[1]:9.6f}   {'yes' if held else 'NO'}   "
                f"{outcome(place, day)}",
                flush=True,
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--only", choices=["failures", "ceilings"])
    options = parser.parse_args()
    for week in sorted((options.data / "weeks").glob("*/articles")):
        if options.only != "ceilings":
            failures(week, week.parent.name, options.share)
        if options.only != "failures":
            ceilings(week, week.parent.name, options.share)
