"""Which way a figure went, and on which side of it the truth lies: « gagne 5 % », "fell 5%", « −5 °C », « plus de 100 »."""

import re
from typing import Literal

from digest.facts.amounts import Amount
from digest.facts.hedges import bound
from digest.facts.units import LASTING

__all__ = ["opposed"]

Course = Literal["up", "down"]

_UP = (
    r"gagn\w+|progress(?:e|ent|é|er|ait|aient|ion)|grimp\w+|bondi\w*|augment\w+|cr(?:oît|oissent|û)|hausses?|monte(?:nt)?|"
    r"s['’]envol\w+|s['’]adjuge\w*|ro(?:se|sen)|ris(?:es?|ing)|gain(?:s|ed)?|jump(?:s|ed)?|climb(?:s|ed)?|surge[sd]?|soar(?:s|ed)?|"
    r"gr[eo]w(?:s|n)?|increase[sd]?|up"
)
_DOWN = (
    r"perd\w*|recul(?:e|ent|é|er|ait)?|chut(?:e|es|ent|é|er|ait)|baiss(?:e|es|ent|é|er|ait)|diminu\w+|plong(?:e|ent|é|eait)|"
    r"d[ée]viss\w+|fl[ée]chi\w*|repli(?:e|ent|é)?|f[ae]ll(?:s|en)?|drop(?:s|ped)?|los[et]s?|losing|declin\w+|decreas\w+|slip(?:s|ped)|slid(?:es?)?|"
    r"plunge[sd]?|tumble[sd]?|slump(?:s|ed)?|sheds?|shrank|shrinks?|down"
)
# What may stand between the verb and its figure: « gagne encore près de 5 % », "fell by about 5%".
_BETWEEN = (
    r"(?:[ \u00a0](?:de|d['’]|à|by|to|of|en|the|près|environ|encore|plus|moins|quelque|some|about|nearly|almost|more|than|over|"
    r"around|only|another|just)|[ \u00a0]d['’])*[ \u00a0(]*(?:[ld]['’])?[-+−–$€£]?"
)
_BEFORE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BETWEEN}\Z", re.IGNORECASE)
_BEHIND = re.compile(
    r"[ \u00a0](?:(?:de |d['’])?(?:(?P<up>hausse|augmentation|progression|rise|increase|gain|jump|surge|higher)|"
    r"(?P<down>baisse|recul|chute|repli|fall|drop|decline|decrease|slump|lower))\b)",
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


def opposed(said: Amount, sentence: str, other: Amount, source: str) -> bool:
    """Whether the equal figures `said` and `other` go two ways: a gain and a loss, frost and none, « plus de »
    and « moins de »."""
    if said.unit in _DEGREES and _frost(said, sentence) != _frost(other, source):
        return True
    courses = {_course(said, sentence), _course(other, source)}
    if courses == {"up", "down"}:
        return True
    if said.unit in LASTING or said.value != other.value:
        return False  # "over five years", « les moins de 15 ans »
    if _FORBIDS.search(sentence) or _FORBIDS.search(source):
        return False  # « plus de six sont interdits »: no more than six
    bounds = {bound(sentence, said.start, said.end), bound(source, other.start, other.end)}
    return bounds == {"least", "most"}


def _course(one: Amount, text: str) -> Course | None:
    if _UP_TO.search(text, max(0, one.start - 12), one.start):
        return None
    found = _BEFORE.search(text, max(0, one.start - _REACH), one.start) or _BEHIND.match(
        text, one.end
    )
    if found is None:
        return None
    return "up" if found["up"] else "down"


def _frost(one: Amount, text: str) -> bool:
    before = _MINUS.search(text, max(0, one.start - 7), one.start)
    return before is not None or _BELOW_ZERO.match(text, one.end) is not None
