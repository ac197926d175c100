"""A capital, or the house where a ministry sits, that stands for its government: « Londres réduit la taxe »."""

import re

from digest.facts.countries import peoples, words
from digest.facts.reading import Reading
from digest.facts.spelling import stands_literally
from digest.text import Span, fold

__all__ = ["government"]

# By the code of their country, in both languages.
_CAPITALS = {
    capital: code
    for code, capitals in {
        "fr": "paris", "gb": "londres london", "us": "washington", "cn": "pekin beijing",
        "ru": "moscou moscow kremlin", "eu": "bruxelles brussels", "de": "berlin", "it": "rome roma", "es": "madrid",
        "jp": "tokyo", "kr": "seoul", "ua": "kiev kyiv", "in": "new-delhi delhi", "tw": "taipei", "ir": "teheran tehran",
        "tr": "ankara", "ca": "ottawa", "au": "canberra", "nl": "haye hague", "ch": "bern berne",
    }.items()
    for capital in capitals.split()
}  # fmt: skip
# What else says who decides there.
_SAID = {"eu": "commission belgique", "ru": "poutine putin", "us": "white-house maison-blanche"}
# Houses, by groups of words of which a text must have one each.
_HOUSES = {
    house: tuple(frozenset(row.split()) for row in rows.split(" + "))
    for houses, rows in {
        "elysee": "presidence president presidency macron + france francais francaise french macron republique",
        "matignon": "premier prime + ministre minister",
        "bercy": "ministere ministre ministry minister + finances economie finance economy + france francais francaise french",
        "whitehall westminster": "government gouvernement uk royaume britannique british",
        "pentagone pentagon": "defense defence + department ministere ministre secretaire secretary us americain americaine american",
    }.items()
    for house in houses.split()
}
_PLACE = re.compile(
    r"(?:\b(?:à|a|in|at|near|from|to|près de|vers|depuis|ville de)[ \u00a0])\Z", re.IGNORECASE
)

# « livre des drones à Moscou » is no place: who gives, sells or asks does so to a government.
_GIVES = re.compile(
    r"\b(?:livr|promet|promis|donn|vend|impos|reproch|demand|accord|propos|fourni|offr|rend|cèd|c[ée]der|répon|retir|"
    r"réclam|transm|prêt|vers|ordonn|interdi)\w{0,6}\b[^.;:,]{0,60} à[ \u00a0]\Z",
    re.IGNORECASE,
)

# Beside one of these a people is its government: « les autorités chinoises », no German shepherd.
_STATE = frozenset(
    """
    gouvernement government ministre minister ministere ministry president autorite autorites authorities officials
    chancelier chancellor tresor treasury parlement parliament commission administration regulateur regulator etat state troupes troops armee army
    """.split()  # noqa: SIM905 - quotes round each word would hide the words
)


def government(name: str, before: str, source: Reading) -> Span | None:
    """Where `source` has the country that the capital `name` speaks for, or its people beside a word of
    state. Behind a preposition of place (`before` ends with it) it is a place."""
    key = fold(name).replace(" ", "-")
    if _PLACE.search(before) and not _GIVES.search(before):
        return None
    if groups := _HOUSES.get(key):
        have = [group & source.places.keys() for group in groups]
        return source.words[source.places[min(have[0])][0]] if all(have) else None
    if (code := _CAPITALS.get(key)) is None:
        return None
    state = any(form in source.places for word in _STATE for form in (word, f"{word}s"))
    told = [called for called in words(code) if state or fold(called) not in peoples()]
    plural = (f"{called}s" for called in told)  # « les ministres britanniques »
    for called in (*told, *plural, *_SAID.get(code, "").split()):
        if place := stands_literally(called, source):
            return place
    return None
