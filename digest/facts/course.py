"""Which way a figure went, and on which side of it the truth lies: « gagne 5 % », "fell 5%", « −5 °C », « plus de 100 »."""

import re
from functools import lru_cache
from typing import Literal

from digest.facts.amounts import Amount
from digest.facts.hedges import bound
from digest.facts.units import LASTING
from digest.text import fold

__all__ = ["Course", "course", "opposed", "way"]

Course = Literal["up", "down"]

_UP = (
    r"gagn\w+|progress(?:e|ent|é|er|ait|aient|ion)|grimp\w+|bondi\w*|augment\w+|cr(?:oît|oissent|û)|hausses?|monte(?:nt)?|"
    r"s['’]envol\w+|s['’]adjuge\w*|ro(?:se|sen)|ris(?:es?|ing)|gain(?:s|ed)?|jump(?:s|ed)?|climb(?:s|ed)?|surge[sd]?|soar(?:s|ed)?|"
    r"gr[eo]w(?:s|n)?|increase[sd]?|up|rel[eè]v(?:e|ent|é|ée|és|ées|er|ait)|remont(?:e|ent|é|er|ait)|s['’]accro(?:ît|issent)|accru\w*|"
    r"pren(?:d|nent|ait)|pris|raise[sd]?|rebound(?:s|ed)?|multipli\w+ par|acc[ée]l[èe]r(?:e|ent|é|er|ait)"
)
_DOWN = (
    r"perd\w*|recul(?:e|ent|é|er|ait)?|chut(?:e|es|ent|é|er|ait)|baiss(?:e|es|ent|é|er|ait)|diminu\w+|plong(?:e|ent|é|eait)|"
    r"d[ée]viss\w+|fl[ée]chi\w*|repli(?:e|ent|é)?|f[ae]ll(?:s|en)?|drop(?:s|ped)?|los[et]s?|losing|declin\w+|decreas\w+|slip(?:s|ped)|slid(?:es?)?|"
    r"plunge[sd]?|tumble[sd]?|slump(?:s|ed)?|sheds?|shrank|shrinks?|down|s['’](?:est )?effondr\w+|(?:re)?tomb(?:e|ent|ées?|és?|er|ait)|abaiss\w+|r[ée]dui\w+|"
    r"d[ée]cr(?:oît|oissent|û)|se contract\w+|s['’]est contract\w+|contracted|s[aiu]nks?|dip(?:s|ped)|slash(?:es|ed)|cut|divis\w+ par|"
    r"ralenti\w*|c[èe]d(?:e|ent|é|er|ait)"
)
_WAY = re.compile(rf"(?P<up>{fold(_UP)})|(?P<down>{fold(_DOWN)})")
# What may stand between the verb and its figure: « gagne encore près de 5 % », "fell by about 5%".
_BETWEEN = (
    r"(?:[ \u00a0](?:de|d['’]|à|by|to|of|en|the|près|environ|encore|plus|moins|quelque|some|about|nearly|almost|more|than|over|"
    r"around|only|another|just)|[ \u00a0]d['’])*[ \u00a0(]*(?:[ld]['’])?[-+−–$€£]?"
)
_BEFORE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BETWEEN}\Z", re.IGNORECASE)
_BEHIND = re.compile(
    r"[ \u00a0](?:(?:de |d['’])?(?:(?P<up>hausse|augmentation|progression|plus qu[e'’]|rise|increase|gain|jump|surge|higher)|"
    r"(?P<down>baisse|recul|chute|repli|moins qu[e'’]|fall|drop|decline|decrease|slump|lower))\b)",
    re.IGNORECASE,
)
# « prend 12 % du capital », « en cède 12 % à Boréal »: what one gains another gives up. « Cède 12 % à Paris » is its price.
_TRADES = re.compile(r"pr[ei]|c[èeé]d", re.IGNORECASE)
_GAINS = re.compile(r"ga(?:in|gn)", re.IGNORECASE)
_OF = re.compile(r"[ \u00a0](?:d(?:es?|u)\b|d['’]|au capital|of\b|in\b)", re.IGNORECASE)
_PART_OF = re.compile(r"[ \u00a0](?:d(?:es?|u)\b|d['’]|of\b)", re.IGNORECASE)
_OF_IT = re.compile(r"\ben[ \u00a0](?:a[ \u00a0])?\Z", re.IGNORECASE)
_WITH = re.compile(
    r"[ \u00a0](?:à|aux?|dans|to)[ \u00a0](?!Paris\b|Londres\b|Wall\b|New\b|Francfort\b|Tokyo\b|Hong)(?:l[ae][ \u00a0]|l['’]|the )?"
    r"(?!Bourse\b)[A-ZÀ-Þ]"
)
_TO = re.compile(r"[ \u00a0](?:à|to)\b")  # where it went, which is not by how much
# « un bénéfice de 300 millions », "a $300 million loss".
_BLACK = r"b[ée]n[ée]fices?|exc[ée]dents?|plus-values?|profits?|surplus"
_RED = r"pertes?|d[ée]ficits?|moins-values?|loss(?:es)?"
_BALANCE_BEFORE = re.compile(
    rf"\b(?:(?P<black>{_BLACK})|(?P<red>{_RED}))(?: (?:net(?:te)?s?|op[ée]rationnel(?:le)?s?|record|annuel(?:le)?s?))?"
    r"[ \u00a0](?:(?:près|plus|moins) de |of |de |d['’])+[$€£]?\Z",
    re.IGNORECASE,
)
_BALANCE_BEHIND = re.compile(
    r"[ \u00a0](?:net |operating |trade |budget )?(?:(?P<black>profits?|surplus)|(?P<red>loss(?:es)?|deficits?))\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bup to\b[^\d]{0,6}\Z", re.IGNORECASE)  # a bound, and no rise
_FORBIDS = re.compile(
    r"\b(?:interdi\w*|limit\w*|plafon\w*|ne|n['’]\w+|not|no|ban\w*|forbid\w*|illegal|prohibit\w*|cap(?:s|ped)?|without|sans)\b",
    re.IGNORECASE,
)
_REACH = 60  # characters before the figure that the longest of them takes
_MINUS = re.compile(r"(?:(?<![\w)])[-−–]|\bmoins |\bminus )\Z", re.IGNORECASE)
_BELOW_ZERO = re.compile(
    r"[ \u00a0](?:below (?:zero|freezing)|sous zéro|au-dessous de zéro)", re.IGNORECASE
)
_DEGREES = frozenset({"°", "°C", "°F"})


@lru_cache(maxsize=1 << 14)
def way(word: str) -> Course | None:
    """Which way a folded word alone says that something went; the verbs of each way tell no two values apart."""
    found = _WAY.fullmatch(word)
    return None if found is None else "up" if found["up"] else "down"


def opposed(said: Amount, sentence: str, other: Amount, source: str) -> bool:
    """Whether the equal figures `said` and `other` go two ways: a gain and a loss, frost and none, « plus de »
    and « moins de »."""
    if said.unit in _DEGREES and _frost(said, sentence) != _frost(other, source):
        return True
    if {_balance(said, sentence), _balance(other, source)} == {"black", "red"}:
        return True
    way, theirs = _course(said, sentence), _course(other, source)
    if way and theirs and way != theirs and way[1] == theirs[1]:
        return True
    if said.unit in LASTING or said.value != other.value:
        return False  # "over five years", « les moins de 15 ans »
    if _FORBIDS.search(sentence) or _FORBIDS.search(source):
        return False  # « plus de six sont interdits »: no more than six
    bounds = {bound(sentence, said.start, said.end), bound(source, other.start, other.end)}
    return bounds == {"least", "most"}


def course(one: Amount, text: str) -> Course | None:
    """Which way the words beside an amount say that it goes."""
    found = _course(one, text)
    return found[0] if found else None


def _course(one: Amount, text: str) -> tuple[Course, bool] | None:
    """Which way, and whether to the figure rather than by it: « perd 3 Md€ » and « les pertes montent à 3 Md€ »."""
    if _UP_TO.search(text, max(0, one.start - 12), one.start):
        return None
    found = _BEFORE.search(text, max(0, one.start - _REACH), one.start) or _BEHIND.match(
        text, one.end
    )
    if found is None or _traded(found, one, text):
        return None
    return "up" if found["up"] else "down", _TO.search(found.group()) is not None


def _traded(found: re.Match[str], one: Amount, text: str) -> bool:
    """Whether the figure is a share that changes hands."""
    if _GAINS.match(found.group()):
        return _PART_OF.match(text, one.end) is not None
    of_it = _OF_IT.search(text, max(0, found.start() - 6), found.start())
    with_another = of_it or _OF.match(text, one.end) or _WITH.match(text, one.end)
    return _TRADES.match(found.group()) is not None and with_another is not None


def _balance(one: Amount, text: str) -> str | None:
    """Whether it is money gained ("black") or lost ("red"); None where nothing beside it says so."""
    before = _BALANCE_BEFORE.search(text, max(0, one.start - _REACH), one.start)
    found = before or _BALANCE_BEHIND.match(text, one.end)
    return found.lastgroup if found else None


def _frost(one: Amount, text: str) -> bool:
    before = _MINUS.search(text, max(0, one.start - 7), one.start)
    return before is not None or _BELOW_ZERO.match(text, one.end) is not None
