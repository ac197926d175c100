"""A dated sentence as a line of a diary: what happens, without the day that stands before it."""

import re

from digest.write.caution import cautious, opposed
from digest.write.cut import cut

__all__ = ["event_line"]

LONGEST = 90  # characters: one line and a half of a mail
# What leads a day and goes with it; a deadline (« avant le », « à partir du ») keeps its day.
_LEADS = re.compile(r"(?:\A|(?<=[\s,]))(?:(?:le|les|du|ce|on|from|the) )?\Z", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:avant|après|dès|depuis|jusqu['’]?(?:au?|à)?|d['’]ici(?: au?)?|à partir|à compter|entre|pour|vers|au|"
    r"before|after|by|until|till|since|between|for|starting|beginning)\s*\Z",
    re.IGNORECASE,
)
# A verb that only says that something is held: the day says so already.
_HELD = re.compile(
    r",? (?:se tiendra|se tiendront|se tient|aura lieu|auront lieu|se déroulera|est prévue?|"
    r"will take place|takes place|will be held|is held|is scheduled)\s*\Z",
    re.IGNORECASE,
)

_CLAUSE = re.compile(r"\s?[:;]\s")
_DANGLES = re.compile(r",? (?:qui|which|that) \w+\Z")


def event_line(sentence: str, start: int, end: int) -> str:
    """`sentence` as a diary has it that names the day `sentence[start:end]`, in its own words and order.

    « Le salon Givre se tiendra le 3 mai à Oslo. » is « Le salon Givre, à Oslo ». One that bounds the day, doubts,
    attributes or negates stays whole.
    """
    whole = sentence.strip().removesuffix(".")
    lead = _LEADS.search(sentence, 0, start)
    if lead is None or _BOUND.search(sentence[: lead.start()]) or _wary(sentence):
        return whole
    before, after = sentence[: lead.start()].rstrip(), sentence[end:].lstrip(" ,")
    if after:
        after = _CLAUSE.split(after, maxsplit=1)[0]
    if held := _HELD.search(before):
        before = f"{before[: held.start()]},"
    line = f"{before} {after}" if after[:1].isalnum() else f"{before.rstrip(',')}{after}"
    line = cut(_DANGLES.sub("", line.strip(" ,;:.")), LONGEST)
    return line[:1].upper() + line[1:]


def _wary(sentence: str) -> bool:
    return cautious(sentence) or opposed(sentence)
