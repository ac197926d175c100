"""A week written by a model that fails one time in five, as a person runs it; and the ceiling.

    python benchmarks/llm_failures.py DATA [--share 0.2]

DATA holds `weeks/*/articles/`. The model is the scripted server of `tests/write/`. For each kind of
failure, and for all of them mixed, a share of the requests fails; then a share of the stories fails
however often they are asked about. Each build must end with an item for each story it places, and a
second build must ask nothing. Then ceilings, with everything failing mixed in: what the server
billed, what the account says, and what was allowed, to the cent. A table in Markdown.

The week is collected once and copied; the time limit is one second, and a slow server takes 1.5.
"""

import argparse
import json
import random
import re
import runpy
import shutil
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
    "unstructured", "invented_number", "invented_name", "invented_quotation", "obeyed",
)  # fmt: skip
LASTING = ("failing", "slow")
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


def lasting(kind: str, share: float) -> Callable[[Any], Any]:
    """A script that fails for `share` of the questions whenever these are asked."""

    def script(question: Any) -> Any:
        asked = question.body["messages"][1]["content"]
        bad = random.Random(asked).random() < share  # noqa: S311  # as above
        return (getattr(SERVER, kind) if bad else SERVER.good)(question)

    return script


def collected(folder: Path, articles: Path, day: str) -> Path:
    """A workspace with the articles of the week."""
    place = folder / "collected"
    subprocess.run([*DIGEST, "-q", "init", place], check=True)
    command = [*DIGEST, "-q", "-C", place, "collect", "--issue", day, "--from", articles]
    subprocess.run(command, check=True)
    return place


def workspace(collected: Path, folder: Path, url: str, max_cost: Decimal) -> Path:
    """A copy of `collected` that asks the model at `url`."""
    place = shutil.copytree(collected, folder / "workspace")
    path = place / "config" / "digest.toml"
    head = path.read_text(encoding="utf-8").partition("[writer]")[0]
    path.write_text(
        f'{head}[writer]\ntype = "llm"\nmodel = "scripted"\nbase_url = "{url}"\n'
        f"input_price = {PRICES[0]}\noutput_price = {PRICES[1]}\nmax_cost = {max_cost}\n"
        f"timeout = 1.0\nparallel = {PARALLEL}\n",
        encoding="utf-8",
    )
    return place


def build(place: Path, day: str) -> float:
    """Builds the issue and returns the seconds it took."""
    command = [*DIGEST, "-C", place, "build", "--issue", day, "--offline"]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start


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
    return f"{len(stories)} | {bare} | {told}"


def billed(server: Any) -> Decimal:
    read, written = (sum(column) for column in zip((0, 0), *server.billed, strict=True))
    return (read * PRICES[0] + written * PRICES[1]) / 1_000_000


def account(place: Path, day: str) -> Decimal:
    path = place / "issues" / day / ".digest" / "costs.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["models"] if path.exists() else []
    return sum((Decimal(row["cost"]) for row in rows), Decimal(0))


def failures(base: Path, day: str, share: float) -> None:
    scripts = {kind: failing((kind,), share) for kind in KINDS}
    scripts["all, mixed"] = failing(KINDS, share)
    scripts |= {f"{kind}, for good": lasting(kind, share) for kind in LASTING}
    print(
        f"{share:.0%} of the requests fail\n\n| failure | seconds | requests | at the second build "
        "| items | sentences without a source | marks | booked covers billed |\n" + "|---" * 8 + "|"
    )
    for name, script in scripts.items():
        with tempfile.TemporaryDirectory() as folder, SERVER.Server() as server:
            server.script = script
            place = workspace(base, Path(folder), server.url, Decimal(5))
            seconds = build(place, day)
            asked = len(server.questions)
            first = outcome(place, day)
            build(place, day)
            again = len(server.questions) - asked
            safe = account(place, day) >= billed(server)
            print(
                f"| {name} | {seconds:.1f} | {asked} | {again} | {first} | {'yes' if safe else 'NO'} |",
                flush=True,
            )


def ceilings(base: Path, day: str, share: float) -> None:
    print(
        "\n| ceiling | billed | booked | held | items | without a source | marks |\n"
        + "|---" * 7
        + "|"
    )
    for cents in ("0.00", "0.01", "0.02", "0.05", "0.10"):
        with tempfile.TemporaryDirectory() as folder, SERVER.Server() as server:
            server.script = failing(KINDS, share)
            place = workspace(base, Path(folder), server.url, Decimal(cents))
            build(place, day)
            costs = billed(server), account(place, day)
            held = costs[0] <= costs[1] <= Decimal(cents)
            print(
                f"| {cents} | {costs[0]:.6f} | {costs[1]:.6f} | {'yes' if held else 'NO'} "
                f"| {outcome(place, day)} |",
                flush=True,
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--only", choices=["failures", "ceilings"])
    options = parser.parse_args()
    for week in sorted((options.data / "weeks").glob("*/articles")):
        day = week.parent.name
        with tempfile.TemporaryDirectory() as folder:
            base = collected(Path(folder), week, day)
            if options.only != "ceilings":
                failures(base, day, options.share)
            if options.only != "failures":
                ceilings(base, day, options.share)
