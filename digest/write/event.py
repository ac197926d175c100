"""A dated sentence as a line of a diary: what happens, without the day that stands before it."""

import re

from digest.facts import DateFound
from digest.write.caution import cautious, opposed
from digest.write.cut import cut
from digest.write.fitness import has_verb

__all__ = ["ahead", "event_line", "to_come", "vague"]

LONGEST = 90  # characters: one line and a half of a mail
_BEGINS = re.compile(r"(?:le|les|du|on|from)? ?", re.IGNORECASE)
_LEADS = re.compile(r"(?: (?:le|les|on)|,) \Z", re.IGNORECASE)
_SPANS = re.compile(r" (?:du|from) \Z", re.IGNORECASE)
# « avant le », « d’ici le »: a deadline.
_BOUND = re.compile(
    r"\b(?:avant|après|dès|depuis|jusqu['’]\w*|d['’]ici|partir|compter|entre|pour|vers|"
    r"before|after|by|until|till|since|between|for|starting|beginning|of)\Z",
    re.IGNORECASE,
)
# A verb that only says that something is held: the day says so already.
_HELD = re.compile(
    r" (?:se tiendra|se tiendront|se tient|aura lieu|auront lieu|se déroulera|est prévue?|"
    r"will take place|takes place|will be held|is held|is scheduled)\Z",
    re.IGNORECASE,
)
# « le 6 décembre prochain », "on 14 October next": a word of the day.
_NEXT = re.compile(r" (?:prochaine?s?|next(?! (?:year|month|week)))\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\s?[:;]\s")
_OFF = re.compile(
    r"\b(?:annul|report(?:ée?s?|er)\b|repouss|ajourn|suspend|cancel|postpon|called off|extended|delayed)",
    re.IGNORECASE,
)
# An old article, whose day is read as one of this year.
_PAST = re.compile(r"\b(?:avai(?:t|ent)|étai(?:t|ent)|fut|furent|had)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:\w{2,}r(?:a|ont)|prévue?s?|attendue?s?|programmée?s?|doi(?:t|vent)|devrai(?:t|ent)|va|vont|lieu|"
    r"(?:fix|convoqu|invit|renvoy|schedul|plann)\w+|will|is|are|to)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:début|mi|fin|early|mid|late)[ -]", re.IGNORECASE)


def vague(sentence: str, day: DateFound) -> bool:
    """« fin octobre » is no date for a diary."""
    return _VAGUE.match(sentence, day.start) is not None


def ahead(sentence: str, *, exact: bool) -> bool:
    """Whether `sentence`, which names a date, may speak of what is to come: it does not tell what had been.

    A month alone (not `exact`) may as well be the one before: it needs a word of what will be.
    """
    told = _PAST.search(sentence) if exact else True
    return not told or _AHEAD.search(sentence) is not None


def to_come(sentence: str) -> bool:
    """Whether `sentence`, which names a day, may announce something: it calls nothing off."""
    return ahead(sentence, exact=True) and _OFF.search(sentence) is None


def event_line(sentence: str, day: DateFound, *, alone: bool) -> str:
    """`sentence` as a diary has it that names `day`, in its own words and order.

    « Le salon Givre se tiendra le 3 mai à Oslo. » is « Le salon Givre, à Oslo »; « Le 3 mai, le salon Givre ouvre. » is
    « Le salon Givre ouvre ». `alone`: it has no other date. What doubts, attributes, bounds or negates, and
    whatever is built otherwise, stays whole.
    """
    whole = sentence.strip().removesuffix(".")
    follows = _NEXT.match(sentence, day.end)
    end = follows.end() if follows else day.end
    before, after = sentence[: day.start], _CLAUSE.split(sentence[end:], maxsplit=1)[0]
    if not alone or cautious(sentence) or opposed(sentence):
        return whole
    if _BEGINS.fullmatch(before):
        if not after.startswith(", "):
            return whole
        line = after[2:]
    else:
        lead = _LEADS.search(before) or (day.first != day.last and _SPANS.search(before))
        if not lead or "," in before[: lead.start()]:
            return whole
        subject, held = before[: lead.start()], _HELD.search(before[: lead.start()])
        if _BOUND.search(subject) or not (held or has_verb(subject)):
            return whole
        where = after.strip(" ,.")
        comma = held or after.startswith(",")
        line = f"{subject[: held.start()] if held else subject}{',' if comma else ''} {where}"
    line = cut(line.strip(" ,;:."), LONGEST)
    return line[:1].upper() + line[1:]
