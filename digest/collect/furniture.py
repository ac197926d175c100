"""The lines of a page that are never the article's: menus, share bars, cookie banners, credits.

Phrases (see `phrases`) are looked for at the beginning of a line only, and never in a long paragraph:
an article *about* cookie banners keeps its sentences.
"""

import re
from zoneinfo import ZoneInfo

from digest.collect import dates, phrases
from digest.text import fold

__all__ = [
    "is_aside",
    "is_box",
    "is_date",
    "is_end",
    "is_furniture",
    "is_prose",
    "is_summary_heading",
    "word_count",
]


_COUNTER = re.compile(r"\A[\W\d_]+")  # "12 shares"
_READING_TIME = re.compile(
    r"(?:lecture|temps de lecture|reading time)?\W{0,3}\d{1,3}\s?(?:min(?:utes?|s)?\.?)"
    r"(?:\s(?:read|de lecture|lecture))?\W{0,2}\Z"
)
_NAME = r"(?:[A-ZÀ-Ý][\w’'.-]+|[A-Z]\.|AFP|de|du|la|le|van|von|et|and|avec|with|the|&|,)"
_BYLINE = re.compile(
    rf"(?:Par|By|Écrit par|Rédigé par|Written by|Propos recueillis par|Posted by|Auteur\s?:|Author\s?:)"
    rf"\s{_NAME}(?:,?\s{_NAME}){{0,9}}\s*[,|•·-]?\Z"
)
_TERMINAL = re.compile(r"[.!?…:;][\s»”\"')\]]*\Z")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ANY_ZONE = ZoneInfo("UTC")  # only whether there is a date matters here

LONGEST_NOTICE = 60  # words


def word_count(line: str) -> int:
    return len(_WORD.findall(line))


def is_prose(line: str) -> bool:
    """Whether `line` is a paragraph of sentences, not a heading, button or caption."""
    count = word_count(line)
    return count >= 30 or (count >= 8 and _TERMINAL.search(line) is not None)


def is_furniture(line: str) -> bool:
    """Whether `line` (one paragraph) can be told from itself not to be of an article."""
    count = word_count(line)
    if count == 0:
        return True
    if count > LONGEST_NOTICE:
        return False
    folded = fold(line)
    return (
        phrases.BUTTON.match(_COUNTER.sub("", folded)) is not None
        or phrases.NOTICE.match(folded) is not None
        or _READING_TIME.match(folded) is not None
        or line.strip().isdecimal()
        or is_aside(line)
        or is_end(line)
        or is_box(line)
        or _BYLINE.match(line) is not None
        or is_date(line)
    )


def is_date(line: str) -> bool:
    """Whether `line` says a date and next to nothing else (« AFP, publié le … » is one)."""
    if len(line) > 120:
        return False
    if dates.find(line, _ANY_ZONE) is None:
        return False
    moment, rest = dates.split_start(line, _ANY_ZONE)
    return word_count(rest) <= 4 if moment else _DATELINE.match(fold(line)) is not None


_DATELINE = re.compile(r"[^.!?]{0,50}\b(?:publie|mis a jour|modifie|published|updated|posted)\b")


def is_aside(line: str) -> bool:
    """Whether `line` is a link to another article (« Lire aussi : … »)."""
    return word_count(line) <= 30 and phrases.ASIDE.match(_bare(line)) is not None


def is_end(line: str) -> bool:
    """Whether `line` opens what follows an article: comments, the next article, tags."""
    return word_count(line) <= 8 and phrases.END.match(_bare(line)) is not None


def is_box(line: str) -> bool:
    """Whether `line` is the heading of a box of other articles."""
    return word_count(line) <= 8 and phrases.BOX.match(_bare(line)) is not None


def _bare(line: str) -> str:
    return fold(line).lstrip("»>→•-# ")


def is_summary_heading(line: str) -> bool:
    return phrases.SUMMARY_HEADING.match(fold(line)) is not None
