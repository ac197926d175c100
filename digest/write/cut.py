"""Where a title may end: a headline that is too long, a sentence of which the beginning will do."""

import re

from digest.text import shorten, words
from digest.write.caution import cautious, conditional, harmless, opposed
from digest.write.centre import Centre
from digest.write.fitness import has_verb

__all__ = ["LONGEST", "clause", "cut"]

LONGEST = 76  # characters; 3 to 12 words read as a title
_FEWEST = 4  # words of a title that is the beginning of a sentence
_SHORTEST = 30  # characters of one, where there is a longer
_POINTS = " ,;:–—-."
_SENTENCE = 600  # characters: what is longer is no sentence, and may break off anywhere

_STRONG = re.compile(r"\s?[:;](?=\s)|\s[–—-](?=\s)|,(?=\s)|\s(?=\()|[.!?](?=\s)")
_WEAK = re.compile(
    r"\s(?=(?:pour|avec|entre|après|afin|alors|grâce|tandis|sur fond|face|contre|dans|en vue|malgré|sans|"
    r"for|with|between|after|as|amid|while|in|over)\s)"
)
# « l’accord | entre », « et conçoit | avec »: what follows says which, or what.
_OPEN = re.compile(
    r"\b(?:l['’]|(?:le|la|les|un|une|son|sa|the|an?|its) )[\w-]+\Z(?<=\w)", re.IGNORECASE
)
_OPENED = re.compile(r"\s(?:entre|avec|contre|between|with|against)\s")
_RESTRICTS = re.compile(r"(?<=\w) (?=(?:qui|dont|who|which) )")
_ONE_OF = re.compile(
    r"\b(?:(?:une? des|one of the)\b[^,;:]{0,40}|(?:ceux|celles?|celui|those)|(?:des|ces|those) [\w’'-]+)\Z",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r" (?:qui|dont|où|who|which|where|whose) ")
_AND = re.compile(r"\b(?:et|ou|and|or) ([\w’'-]+)\Z")


def cut(text: str, limit: int = LONGEST) -> str:
    """`text` ended at a natural boundary when it is over `limit`: colon, comma, then a preposition.

    What has no boundary stays whole, up to half as long again: a title that breaks off says nothing.
    Only what is longer still ends with an ellipsis, never inside a word. Nothing is cut off that
    attributes, doubts or denies the rest: such a sentence ends behind it, or nowhere.
    """
    text = text.strip()
    text = text if text.endswith("..") else text.removesuffix(".")
    if len(text) <= limit:
        return text
    for boundary, least in ((_STRONG, 0.7), (_WEAK, 0.6), (_STRONG, 0.4)):
        for match in reversed(list(boundary.finditer(text, 0, limit + 1))):
            head = text[: match.start()].rstrip(_POINTS)
            if len(head) >= least * limit and not _names(head, match) and _ends(head, text, match):
                return head
    most = limit * 3 // 2
    if len(text) <= most:
        return text
    for boundary in (_STRONG, _WEAK):
        for match in boundary.finditer(text, limit // 2, most + 1):
            head = text[: match.start()].rstrip(_POINTS)
            if not _names(head, match) and _ends(head, text, match):
                return head
    return _last_resort(text, limit)


def _last_resort(text: str, limit: int) -> str:
    """What is left of a title that ends nowhere within half as much again as `limit`."""
    most = limit * 3 // 2
    if head := _before_relative(text, limit // 2, most + 1):
        return head
    short = shorten(text, most)
    if len(text) > _SENTENCE or _breaks_off(short.rstrip("…"), text):
        return short
    ends = (found.start() for found in _STRONG.finditer(text, most))
    heads = (text[:end].rstrip(_POINTS) for end in ends)
    return next((head for head in heads if _whole(head) and _stands(head, text)), text)


def _before_relative(text: str, start: int, end: int) -> str:
    """`text` up to a « qui » that only says more: less exact than the whole, and better than what breaks off."""
    for match in reversed(list(_RESTRICTS.finditer(text, start, end))):
        head = text[: match.start()]
        if has_verb(head) and not _ONE_OF.search(head) and _ends(head, text, match):
            return head
    return ""


def _names(head: str, boundary: re.Match[str]) -> bool:
    """Whether `head` only says what the words behind its colon are about."""
    return boundary.group().strip() == ":" and not has_verb(head)


def _ends(head: str, text: str, boundary: re.Match[str]) -> bool:
    """Whether `head`, the beginning of `text` before `boundary`, is a statement and no less than `text` states."""
    if _in_a_list(text, boundary) or not _whole(head):
        return False
    last = _AND.search(head)
    if (_OPEN.search(head) and _OPENED.match(text, len(head))) or (last and has_verb(last[1])):
        return False
    if not has_verb(head) and has_verb(text):
        return False
    return _stands(head, text)


def _stands(head: str, text: str) -> bool:
    """Whether `head`, the beginning of `text`, says no more than `text` does.

    Its last three words count with what follows: « à en croire … » says of nobody. Before a colon
    a statement is whole, but for « Il le confirme : … ».
    """
    tail = text[len(head) :]
    last = 1 if tail.lstrip().startswith(":") else 3
    return harmless(tail) and not cautious(" ".join(head.rsplit(" ", last)[1:]) + tail)


def _breaks_off(head: str, text: str) -> bool:
    """Whether `head` may stand with an ellipsis: it shows that something is missing, nothing says what."""
    tail = " ".join(head.rsplit(" ", 3)[1:]) + text[len(head) :]
    return not cautious(tail) and not opposed(tail)


def clause(sentence: str, centre: Centre) -> str:
    """The shortest beginning of `sentence` that says something: a verb, and words behind it.

    The item begins with the same words: the shorter the title, the less is read twice. But what the
    headlines have in common belongs to it, and a condition keeps its consequence.
    """
    boundaries = sorted(
        (
            match
            for boundary in (_STRONG, _WEAK)
            for match in boundary.finditer(sentence, 0, LONGEST + 1)
        ),
        key=re.Match.start,
    )
    whole = cut(sentence)
    found = [whole] if len(whole) <= LONGEST else []
    for match in boundaries:
        head = sentence[: match.start()].rstrip(_POINTS)
        if ":" in sentence[: match.start() + 2]:
            break  # it announces what is said behind it
        if len(words(head)) < _FEWEST or conditional(head):
            continue
        if has_verb(head.rpartition(" ")[0]) and _ends(head, sentence, match):
            found.append(head)
    return min(
        found,
        key=lambda head: (-centre.core(head), len(head) < _SHORTEST, len(head)),
        default=whole,
    )


def _in_a_list(text: str, boundary: re.Match[str]) -> bool:
    """Whether a list goes on behind this comma, or the verb still comes: « Disney, Universal … »."""
    if boundary.group() != "," or _RELATIVE.match(text, boundary.end()):
        return False
    part = re.split(r"[,:;]\s", text[: boundary.start()])[-1]
    return not has_verb(part)


def _whole(text: str) -> bool:
    pairs = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in pairs)
