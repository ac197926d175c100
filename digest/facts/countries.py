"""What countries and cities are called in French and English, and their inhabitants.

Names come from the Unicode CLDR through Babel (cities: those that time zones are named after); it
has no adjectives, so those of the countries in the news stand here, with everyday short names and
the countries of the United Kingdom ("gb-sct").
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from digest.text import fold

__all__ = ["called", "cities", "everywhere", "groups", "peoples", "words"]


@cache
def _table() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By code the short names of a country, and what its people is called."""
    rows = Path(__file__).with_name("countries.txt").read_text(encoding="utf-8").splitlines()[1:]
    parted = (re.split(r" ?[:|] ?", row) for row in rows)
    return {code: (_listed(names), _listed(people)) for code, names, people in parted}


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split(", ") if name)


# What a country is also called where it is sought for as a fact; as words of a section, « EAU » is water
# and Korea may be either.
_SHORT = {"kr": ("Corée", "Korea"), "ae": ("EAU",)}

# States and regions whose name holds that of another place.
_REGIONS = (
    "Nouveau-Mexique, New Mexico", "Virginie-Occidentale, Virginie occidentale, West Virginia",
    "Nouvelle-Angleterre, New England", "Nouvelle-Galles du Sud, New South Wales", "New Jersey, Nouveau-Jersey",
    "Nouvelle-Orléans, New Orleans", "New Hampshire, Nouveau-Hampshire", "New York", "New York City",
    "Nouvelle-Écosse, Nova Scotia", "Nouveau-Brunswick, New Brunswick",
    "Australie-Occidentale, Australie occidentale, Western Australia", "Australie-Méridionale, South Australia",
    "Basse-Californie, Baja California", "Mongolie-Intérieure, Mongolie intérieure, Inner Mongolia",
    "Basse-Saxe, Lower Saxony", "Rhénanie-Palatinat, Rhineland-Palatinate",
    "Haute-Autriche, Upper Austria", "Basse-Autriche, Lower Austria",
)  # fmt: skip

_BOTH = ("fr", "en")


@cache
def words(code: str) -> tuple[str, ...]:
    """What the country of a two-letter code and its people are called; empty if unknown."""
    code = code.lower()
    parts = [code, *(part for part in _table() if part.startswith(f"{code}-"))]
    said = (name for part in parts for names in _table().get(part, ()) for name in names)
    return tuple(dict.fromkeys((*_names(code), *said)))


def called(name: str, language: str) -> str:
    """A country as `language` calls it (Unicode CLDR); another name as it is."""
    from babel import Locale  # noqa: PLC0415  # as above

    return str(Locale(language).territories.get(_codes().get(fold(name), ""), name))


@cache
def _codes() -> Mapping[str, str]:
    """The two-letter codes of the countries by their names in French and English, folded."""
    from babel import Locale  # noqa: PLC0415  # as above

    named = (Locale(language).territories.items() for language in _BOTH)
    return {fold(name): code for names in named for code, name in names if code.isalpha()}


@cache
def everywhere() -> frozenset[str]:
    """What any country, continent or people is called, folded, without hyphens."""
    from babel import Locale  # noqa: PLC0415  # as above

    named = {name for code in _BOTH for name in Locale(code).territories.values()}
    named |= {name for names, _ in _table().values() for name in names}
    return peoples() | frozenset(_plainly(name) for name in named)


@cache
def peoples() -> frozenset[str]:
    """What any people is called, in the singular and the plural, folded, without hyphens."""
    called = {name for _, people in _table().values() for name in people}
    return frozenset(_plainly(name) for name in (*called, *(f"{name}s" for name in called)))


@cache
def cities() -> frozenset[str]:
    """The cities that time zones are named after, folded, as English has them."""
    from babel.core import get_global  # noqa: PLC0415  # as above

    zones = get_global("zone_territories")
    return frozenset(_plainly(zone.rpartition("/")[2].replace("_", " ")) for zone in zones)


def _plainly(name: str) -> str:
    return fold(name).replace("-", " ").replace("'", " ")


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """The names of each country, region and city: each row is one place in both languages."""
    from babel import Locale  # noqa: PLC0415  # 50 ms, for the first name not found as it stands

    places = {str(code).lower() for code in Locale("en").territories} | {*_table()}
    countries = (
        (
            *_names(code),
            *(name for names in _table().get(code, ()) for name in names),
            *_SHORT.get(code, ()),
        )
        for code in sorted(places)
    )
    regions = (row.split(", ") for row in _REGIONS)
    return tuple(tuple(dict.fromkeys(row)) for row in (*countries, *regions, *_cities()))


def _names(code: str) -> Iterator[str]:
    """The country's names; « Myanmar (Birmanie) » has two."""
    from babel import Locale  # noqa: PLC0415  # 50 ms, for who places stories

    for language in _BOTH:
        found = Locale(language).territories.get(code.upper(), "")
        yield from (name for name in re.split(r" ?[()]", found) if name)


def _cities() -> Iterator[tuple[str, str]]:
    """« Londres », "London": an English city is called as its zone where the CLDR says nothing."""
    from babel import Locale  # noqa: PLC0415  # as above

    french, english = (Locale(language).time_zones for language in _BOTH)
    for zone, names in french.items():
        if "city" in names and not re.search(r"[(\[]", names["city"]):
            other = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            yield names["city"], other
