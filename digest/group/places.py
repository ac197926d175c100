"""One name for a place, whatever it and its people are called in French and English."""

from collections.abc import Mapping
from functools import cache

from digest.facts.countries import groups
from digest.text import fold

__all__ = ["place_names"]


@cache
def place_names() -> Mapping[str, str]:
    """The name of each country, region and city by all of its names, peoples in the plural too; folded."""
    found: dict[str, str] = {}
    for first, *others in groups():
        for name in map(fold, (first, *others)):
            found.setdefault(name, fold(first))
            found.setdefault(f"{name}s", fold(first))
    return found
