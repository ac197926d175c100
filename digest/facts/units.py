"""What numbers count: currencies by ISO 4217 code, physical units by symbol."""

from collections.abc import Mapping
from decimal import Decimal

__all__ = ["CODES", "CURRENCY_WORDS", "LASTING", "PREFIXED", "SYMBOLS", "UNITS", "base"]

SYMBOLS: Mapping[str, str] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₽": "RUB",
    "元": "CNY", "₺": "TRY", "₪": "ILS", "₫": "VND", "₴": "UAH", "₱": "PHP", "₦": "NGN", "฿": "THB",
}  # fmt: skip
CODES = frozenset(
    """
    AED ARS AUD BRL BTC CAD CHF CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW MAD MXN MYR
    NGN NOK NZD PHP PLN QAR RON RUB SAR SEK SGD THB TND TRY TWD UAH USD VND ZAR XAF XOF RMB Rs
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)
# A dollar of somewhere: C$250m, « 10 $CAD », US$ 5bn, « 3 $ US ».
PREFIXED: Mapping[str, str] = {
    "US": "USD", "U.S.": "USD", "C": "CAD", "CA": "CAD", "CAD": "CAD", "CAN": "CAD", "A": "AUD",
    "AU": "AUD", "AUD": "AUD", "HK": "HKD", "NT": "TWD", "S": "SGD", "SG": "SGD", "NZ": "NZD",
    "R": "BRL", "MX": "MXN", "Mex": "MXN", "USD": "USD", "RD": "DOP",
}  # fmt: skip

# Folded words; a currency of several words is looked up as two. « Livres » alone are books.
CURRENCY_WORDS: Mapping[str, str] = {
    "euro": "EUR", "dollar": "USD", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "won": "KRW",
    "rouble": "RUB", "ruble": "RUB", "roupie": "INR", "rupee": "INR", "dirham": "AED",
    "peso": "MXN", "rand": "ZAR", "zloty": "PLN", "shekel": "ILS", "bitcoin": "BTC",
    "pound": "GBP", "sterling": "GBP", "buck": "USD", "quid": "GBP", "franc": "CHF",
    "livre sterling": "GBP", "pound sterling": "GBP", "british pound": "GBP",
    "franc suisse": "CHF", "swiss franc": "CHF", "franc cfa": "XOF", "cfa franc": "XOF",
    "dollar americain": "USD", "dollar canadien": "CAD", "dollar australien": "AUD",
    "dollar hongkongais": "HKD", "peso argentin": "ARS", "argentine peso": "ARS", "livre egyptienne": "EGP",
    "egyptian pound": "EGP", "livre turque": "TRY", "dollar taiwanais": "TWD", "dollar singapourien": "SGD", "dollar us": "USD",
    "us dollar": "USD", "canadian dollar": "CAD", "australian dollar": "AUD",
    "american dollar": "USD", "singapore dollar": "SGD", "taiwan dollar": "TWD",
    "zealand dollar": "NZD", "kong dollar": "HKD",
    "couronne suedoise": "SEK", "couronne norvegienne": "NOK", "couronne danoise": "DKK",
    "couronne tcheque": "CZK", "swedish krona": "SEK", "swedish crown": "SEK",
    "norwegian krone": "NOK", "norwegian crown": "NOK", "danish krone": "DKK",
    "danish crown": "DKK", "indian rupee": "INR", "russian ruble": "RUB", "chinese yuan": "CNY",
    "japanese yen": "JPY", "korean won": "KRW",
    "fcfa": "XOF", "naira": "NGN", "forint": "HUF", "baht": "THB", "ringgit": "MYR",
    "riyal": "SAR", "hryvnia": "UAH", "rupiah": "IDR", "reais": "BRL",
    "lira": "TRY", "lire turque": "TRY", "turkish lira": "TRY",
    "cent": "cent", "centime": "cent", "penny": "penny", "pence": "penny",
}  # fmt: skip

_PREFIXES = {"": "", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E"}
_SYMBOLS = {  # read as they stand, capitals included (GW is not gw)
    symbol: symbol
    for symbol in (
        *(f"{p}W{h}" for p in ("k", "M", "G", "T") for h in ("", "h")),
        "W", "Wh", "Hz", "kHz", "MHz", "GHz", "km", "cm", "mm", "nm", "kg", "mg", "ha", "V",
        "GPU", "CPU", "TPU", "FLOPS", "PFLOPS", "TFLOPS", "°C", "°F",
        *(f"{p}B" for p in ("k", "M", "G", "T", "P")),
    )
}  # fmt: skip
_SYMBOLS |= {f"{p}o": f"{p}B" for p in ("k", "K", "M", "G", "T", "P")} | {"KB": "kB"}
_SYMBOLS |= {
    "KW": "kW", "KWh": "kWh", "kwh": "kWh", "KG": "kg", "bp": "bp", "bps": "bp", "pb": "bp", "pbs": "bp", "GPUs": "GPU",
    "CPUs": "CPU", "TPUs": "TPU", "ml": "ml", "cl": "cl", "lb": "lb", "lbs": "lb", "ft": "foot", "m2": "m²", "km2": "km²",
    "km²": "km²", "m²": "m²", "m³": "m³", "km/h": "km/h", "mph": "mph",
}  # fmt: skip

# Folded words without their plural s.
_WORDS = {
    "pourcent": "%", "pourcentage": "%", "percent": "%", "percentage": "%", "percentile": "",
    "point": "point", "watt": "W", "wattheure": "Wh", "hertz": "Hz", "octet": "B", "byte": "B",
    "metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km", "centimetre": "cm",
    "millimetre": "mm", "nanometre": "nm", "nanometer": "nm", "mile": "mile", "pied": "foot",
    "foot": "foot", "feet": "foot", "pouce": "inch", "inch": "inch", "inche": "inch",
    "tonne": "t", "ton": "t", "kilo": "kg", "kilogramme": "kg", "kilogram": "kg", "gramme": "g",
    "gram": "g", "litre": "l", "liter": "l", "hectare": "ha", "acre": "acre", "baril": "barrel",
    "barrel": "barrel", "gallon": "gallon", "yard": "yard", "millilitre": "ml", "milliliter": "ml", "once": "ounce", "ounce": "ounce",
    "an": "year", "annee": "year", "year": "year", "siecle": "century", "century": "century", "centurie": "century",
    "millenautique": "nmi", "millemarin": "nmi", "nauticalmile": "nmi",
    "decennie": "decade", "decade": "decade", "moi": "month", "month": "month",
    "semaine": "week", "week": "week", "jour": "day", "day": "day", "heure": "hour",
    "hour": "hour", "minute": "minute", "seconde": "second", "second": "second",
    "degre": "°", "degree": "°", "gpu": "GPU", "foi": "times", "time": "times",
}  # fmt: skip
_WORDS |= {
    f"{name}{unit}": f"{short}{symbol}"
    for name, short in _PREFIXES.items()
    if name
    for unit, symbol in (
        ("watt", "W"), ("wattheure", "Wh"), ("watthour", "Wh"), ("octet", "B"), ("byte", "B"), ("hertz", "Hz"),
    )
}  # fmt: skip
UNITS: Mapping[str, str] = {**_WORDS, **_SYMBOLS, "%": "%", "°C": "°C"}

_SI = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18}
_BARE = ("Wh", "W", "Hz", "B")
# To one unit of its kind: lengths in metres, masses in grams, surfaces in m², volumes in litres.
_SIZES = {
    "km": ("1000", "m"), "cm": ("0.01", "m"), "mm": ("0.001", "m"), "mile": ("1609.344", "m"), "nmi": ("1852", "m"),
    "foot": ("0.3048", "m"), "yard": ("0.9144", "m"), "inch": ("0.0254", "m"), "kg": ("1000", "g"), "mg": ("0.001", "g"),
    "t": ("1000000", "g"), "lb": ("453.592", "g"), "ounce": ("28.35", "g"), "ha": ("10000", "m²"), "km²": ("1000000", "m²"),
    "acre": ("4046.86", "m²"), "cl": ("0.01", "l"), "ml": ("0.001", "l"), "gallon": ("3.785", "l"), "mph": ("1.609344", "km/h"),
}  # fmt: skip
_TIME = {
    "century": (1200, "month"), "decade": (120, "month"), "year": (12, "month"), "week": (7 * 24 * 3600, "second"),
    "day": (24 * 3600, "second"), "hour": (3600, "second"), "minute": (60, "second"),
}  # fmt: skip

LASTING = frozenset({*_TIME, "month", "second"})


def base(value: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    """The same quantity in one unit of its kind: 2 GW and 2 000 MW are both 2 000 000 000 W, half a
    century and fifty years are both 600 months, two days and 48 hours are as many seconds."""
    if unit is not None:
        if unit in _TIME:
            times, small = _TIME[unit]
            return value * times, small
        if unit in _SIZES:
            factor, small = _SIZES[unit]
            return value * Decimal(factor), small
        for bare in _BARE:
            prefix = _SI.get(unit.removesuffix(bare)) if unit.endswith(bare) else None
            if prefix is not None:
                return value * prefix, bare
    return value, unit
