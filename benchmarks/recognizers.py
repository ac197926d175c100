"""How many of the cases of Recognizers-Text our reading of numbers, money, percentages, units and dates
gets right.

    python benchmarks/recognizers.py DATA_FOLDER [-v]

The specifications are those of Microsoft's Recognizers-Text (MIT), French and English. Relevant is a
case with a value that news may hold: no fractions in words, no powers, no dates without a day. It is right when every value (and
unit, where ours has a name for it) is found. Where `dateparser`, `quantulum3` or `text2num` are
installed, they are asked the same; neither is a dependency.
"""

import argparse
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from digest.facts import amounts
from digest.facts.days import days

CODES = {"French": "fr", "English": "en"}
FILES = {
    "number": "Number_{}_NumberModel",
    "percentage": "Number_{}_PercentModel",
    "currency": "NumberWithUnit_{}_CurrencyModel",
    "unit": "NumberWithUnit_{}_DimensionModel",
    "age": "NumberWithUnit_{}_AgeModel",
    "temperature": "NumberWithUnit_{}_TemperatureModel",
    "date": "DateTime_{}_DateParser",
}
UNITS = {
    "dollar": "USD", "united states dollar": "USD", "dollar américain": "USD", "euro": "EUR", "pound": "GBP",
    "british pound": "GBP", "livre sterling": "GBP", "japanese yen": "JPY", "yen japonais": "JPY",
    "chinese yuan": "CNY", "swiss franc": "CHF", "canadian dollar": "CAD", "dollar canadien": "CAD",
    "kilometer": "km", "kilomètre": "km", "meter": "m", "mètre": "m", "mile": "mile", "kilogram": "kg",
    "kilogramme": "kg", "ton": "t", "tonne": "t", "barrel": "barrel", "baril": "barrel", "year": "year",
    "ans": "year", "month": "month", "mois": "month", "day": "day", "week": "week", "centimeter": "cm",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    text: str
    language: str
    anchor: date
    values: tuple[tuple[Any, str | None], ...]


def cases(folder: Path, kind: str, name: str) -> Iterator[Case]:
    path = folder / "recognizers_specs" / f"{FILES[kind].format(name)}.json"
    for row in json.loads(path.read_text(encoding="utf-8-sig")):
        values = tuple(value for one in row["Results"] if (value := _value(one, kind)))
        if values and len(values) == len(row["Results"]):
            told = row.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00")
            yield Case(
                text=row["Input"],
                language=CODES[name],
                anchor=datetime.fromisoformat(told).date(),
                values=values,
            )


def _value(result: dict[str, Any], kind: str) -> tuple[Any, str | None] | None:
    if kind == "date":
        told = result.get("Value") or {}
        found = {
            part["date"]
            for key in ("FutureResolution", "PastResolution")
            if (part := told.get(key)) and re.fullmatch(r"\d{4}-\d\d-\d\d", part.get("date", ""))
        }
        return (frozenset(map(date.fromisoformat, found)), None) if found else None
    resolution = result.get("Resolution") or {}
    if resolution.get("subtype") in {"fraction", "power"}:
        return None
    written = str(resolution.get("value", "")).replace("%", "").replace(",", ".")
    try:
        value = Decimal(written)
    except InvalidOperation:
        return None
    unit = "%" if kind == "percentage" else UNITS.get(str(resolution.get("unit", "")).lower())
    return value, unit


def ours(case: Case, kind: str) -> bool:
    if kind == "date":
        found = days(case.text, case.language, case.anchor)
        read = {one.first for one in found if one.weekday is None and one.first == one.last}
        named = {one.weekday for one in found if one.weekday is not None}
        return all(
            read & wanted or {d.weekday() for d in wanted} <= named for wanted, _ in case.values
        )
    found = amounts(case.text, case.language)
    return all(
        any(one.value == value and unit in {None, one.unit} for one in found)
        for value, unit in case.values
    )


# ---------------------------------------------------------------------------- others


def others() -> dict[str, Callable[[Case, str], bool | None]]:
    """The libraries that are here; None where they know nothing of a kind or language."""
    found: dict[str, Callable[[Case, str], bool | None]] = {}
    with suppress(ImportError):
        search = importlib.import_module("dateparser.search").search_dates

        def dateparser(case: Case, kind: str) -> bool | None:
            if kind != "date":
                return None
            base = datetime.combine(case.anchor, datetime.min.time())
            told = search(case.text, languages=[case.language], settings={"RELATIVE_BASE": base})
            read = {moment.date() for _, moment in told or ()}
            return all(read & wanted for wanted, _ in case.values)

        found["dateparser"] = dateparser
    with suppress(ImportError):
        parse = importlib.import_module("quantulum3.parser").parse

        def quantulum(case: Case, kind: str) -> bool | None:
            if kind == "date" or case.language != "en":
                return None
            values = [Decimal(str(round(one.value, 9))) for one in parse(case.text)]
            return all(any(value == one for one in values) for value, _ in case.values)

        found["quantulum3"] = quantulum
    with suppress(ImportError):
        digits = importlib.import_module("text_to_num").alpha2digit

        def text2num(case: Case, kind: str) -> bool | None:
            if kind != "number":
                return None
            read = digits(case.text, case.language).replace(",", ".")
            values = {Decimal(one) for one in re.findall(r"-?\d+(?:\.\d+)?", read)}
            return all(value in values for value, _ in case.values)

        found["text2num"] = text2num
    return found


def main(arguments: Iterable[str]) -> None:
    parser = argparse.ArgumentParser(description="Cases of Recognizers-Text that are read right.")
    parser.add_argument("data", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print what is not")
    options = parser.parse_args(list(arguments))
    libraries = {"ours": ours, **others()}
    for name in CODES:
        for kind in FILES:
            found = list(cases(options.data, kind, name))
            row = []
            for library, reads in libraries.items():
                results = []
                for case in found:
                    try:
                        result = reads(case, kind)
                    except Exception:  # noqa: BLE001 - another library's bug is a case it does not read
                        result = False
                    results.append(result)
                    if options.verbose and library == "ours" and not result:
                        print(f"  {name} {kind}: {case.text!r} wants {case.values}")
                if results and None not in results:
                    row.append(f"{library} {sum(map(bool, results))}")
            print(f"{name:8} {kind:12} of {len(found):3}: {', '.join(row)}")


if __name__ == "__main__":
    main(sys.argv[1:])
