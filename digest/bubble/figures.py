"""Sums and powers as a newsletter writes them, and as they are read again: « jusqu’à 100 Md$, 10 GW »."""

from decimal import Decimal

from digest.facts import amounts
from digest.languages import phrases

__all__ = ["money", "number", "power", "read"]

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_WATTS = (("TW", 10**12), ("GW", 10**9), ("MW", 10**6), ("kW", 10**3))
_SCALES = ((10**9, "Md", "bn"), (10**6, "M", "m"))


def money(value: Decimal, unit: str, language: str, *, up_to: bool = False) -> str:
    """« 1,1 Md$ » or "$1.1bn"; a currency without a sign of its own by its code."""
    scale, *short = next((s for s in _SCALES if value >= s[0]), (1, "", ""))
    said = number(value / scale, language)
    sign = _SIGNS.get(unit)
    if language == "fr":
        text = " ".join(
            filter(None, [said, f"{short[0]}{sign}" if sign else f"{short[0]} {unit}".strip()])
        )
    else:
        text = f"{sign}{said}{short[1]}" if sign else f"{unit} {said}{short[1]}"
    return phrases(language)("bubble.up_to", amount=text) if up_to else text


def power(watts: Decimal, language: str) -> str:
    """« 1,2 GW »."""
    name, scale = next((one for one in _WATTS if watts >= one[1]), ("W", 1))
    return f"{number(watts / scale, language)} {name}"


def number(value: Decimal, language: str) -> str:
    """Three digits that count, as the language writes them."""
    from babel.numbers import format_decimal  # noqa: PLC0415  # 60 ms that --help must not pay

    pattern = "#,##0" if value >= 100 else "#,##0.#" if value >= 10 else "0.##"
    return str(format_decimal(value, pattern, locale=language))


def read(text: str, language: str) -> tuple[Decimal, str, Decimal]:
    """(sum, currency, watts) that `text` says: the first of each, zero and "" where there is none."""
    value, unit, watts = Decimal(0), "", Decimal(0)
    for amount in amounts(text, language):
        counted, what = amount.normal
        if what == "W":
            watts = watts or counted
        elif what is not None and len(what) == 3 and what.isupper() and not unit:
            value, unit = counted, what
    return value, unit, watts
