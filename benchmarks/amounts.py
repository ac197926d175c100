"""How many amounts of newsletters are read right.

    python benchmarks/amounts.py DATA_FOLDER [-v]

`money_handmade/cases.jsonl`: right when value and unit of all amounts of a line are, in order.
`recognizers_specs/`: the currency, percentage and dimension models in French and English; right
when every expected amount is found with its value (units are named differently there, and only
told apart for currencies with an ISO code).
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from digest.facts import amounts

MODELS = (
    ("fr", "NumberWithUnit_French_CurrencyModel"),
    ("en", "NumberWithUnit_English_CurrencyModel"),
    ("fr", "Number_French_PercentModel"),
    ("en", "Number_English_PercentModel"),
    ("fr", "NumberWithUnit_French_DimensionModel"),
    ("en", "NumberWithUnit_English_DimensionModel"),
)


def handmade(path: Path) -> Iterator[tuple[str, bool, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        wanted = [(Decimal(str(e["value"])), e["unit"]) for e in case["expected"]]
        found = [(amount.value, amount.unit) for amount in amounts(case["text"], case["lang"])]
        yield f"handmade {case['lang']}", found == wanted, f"{case['text']} -> {found}"


def specs(folder: Path) -> Iterator[tuple[str, bool, str]]:
    for language, model in MODELS:
        for case in json.loads((folder / f"{model}.json").read_text(encoding="utf-8-sig")):
            wanted = [value for result in case["Results"] if (value := _value(result)) is not None]
            if not wanted:
                continue
            found = [amount.value for amount in amounts(case["Input"], language) if amount.unit]
            right = all(value in found for value in wanted)
            yield model, right, f"{case['Input'][-110:]} wanted {wanted} -> {found}"


def _value(result: dict[str, Any]) -> Decimal | None:
    written = (result.get("Resolution") or {}).get("value") or ""
    written = re.sub(r"%$", "", written)
    try:
        return Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None


def main(arguments: Iterable[str]) -> None:
    parser = argparse.ArgumentParser(description="Amounts read right.")
    parser.add_argument("data", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print every miss")
    options = parser.parse_args(list(arguments))
    start = time.perf_counter()
    totals: dict[str, list[bool]] = {}
    cases = handmade(options.data / "money_handmade" / "cases.jsonl")
    for both in (cases, specs(options.data / "recognizers_specs")):
        for name, right, said in both:
            totals.setdefault(name, []).append(right)
            if options.verbose and not right:
                print(f"MISS {name}: {said}")
    for name, results in totals.items():
        print(f"{name:42} {sum(results):3} of {len(results):3}  {sum(results) / len(results):.2f}")
    print(f"{time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
