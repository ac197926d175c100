"""The one place that makes an `Article`: it normalises what was found and derives the id."""

import hashlib
import re
import unicodedata
from datetime import datetime

from digest import text as words
from digest import urls
from digest.model import Article

__all__ = ["make_article", "normalise", "one_line"]

LONGEST_TEXT = 200_000  # characters: a book's chapter; what is longer is no news article
LONGEST_TITLE = 300
WRAP = range(50, 101)  # the widths at which mail programs and editors break lines

_LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s{2,}|[^\S \u00a0\u202f]")
_LIST_MARK = re.compile(r"[-*+–—>|]\s|[•·▪◦‣]|\(?\d{1,3}[.)]\s")
# Joins emoji; everything else that is invisible (soft hyphens, zero-width fillers of mail
# preheaders, overrides of the writing direction, icon fonts) is dropped.
_ZERO_WIDTH_JOINER = "\u200d"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co"})


def make_article(
    *,
    url: str = "",
    title: str,
    text: str,
    source: str,
    publisher: str = "",
    published: datetime | None = None,
    language: str | None = None,
    path: str | None = None,
    by_hand: bool = False,
    part_of: str | None = None,
) -> Article:
    """The article made of these findings, normalised; what is unknown is "" or None.

    `url` is kept in its canonical form, and only when it is http(s). `publisher` defaults to the
    URL's family, then to the source's name. `language` is guessed from title and text when unknown.
    `text` comes back as `normalise` leaves it. Raises ValueError for a `published` without a zone.

    The id is the first 12 hexadecimal digits of the SHA-256 of the canonical URL; of title and text
    where there is none, and of all three for an item of a newsletter, since several items may point
    to one page and none of them is that page.
    """
    if published is not None and published.tzinfo is None:
        raise ValueError(f"the date {published} of {url or title!r} has no time zone")
    address = urls.canonical(url) if urls.is_web(url) else ""
    title = words.shorten(one_line(title), LONGEST_TITLE)
    text = normalise(text)
    source = one_line(source)
    identity = address if address and part_of is None else f"{address}\n{title}\n{text}"
    return Article(
        id=hashlib.sha256(identity.encode()).hexdigest()[:12],
        url=address,
        title=title,
        text=text,
        source=source,
        publisher=one_line(publisher) or (urls.publisher(address) if address else "") or source,
        published=published,
        language=_code(language) or words.language(f"{title}\n{text}"),
        path=path,
        by_hand=by_hand,
        part_of=part_of and one_line(part_of),
    )


def normalise(text: str) -> str:
    """`text` as NFC paragraphs separated by one blank line, without any other line break.

    Lines that a mail program wrapped are joined again; any other line is a paragraph of its own.
    Control characters and invisible ones go; no-break spaces stay where they stand alone, since
    they hold French numbers and punctuation together. Idempotent. Texts over `LONGEST_TEXT`
    characters are cut at a paragraph, where that costs less than half.
    """
    lines = [_tidy(line) for line in _LINE_END.split(text[: 4 * LONGEST_TEXT])]
    paragraphs: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            paragraphs += [" ".join(block)] if _wrapped(block) else block
            block = []
    whole = "\n\n".join(paragraphs)
    if len(whole) <= LONGEST_TEXT:
        return whole
    end = whole.rfind("\n\n", 0, LONGEST_TEXT + 2)
    return whole[: end if 2 * end > LONGEST_TEXT else LONGEST_TEXT].rstrip()


def one_line(text: str) -> str:
    """`text` on one line, normalised as `normalise` does."""
    return _tidy(_LINE_END.sub(" ", text[:10_000]))


def _tidy(line: str) -> str:
    line = unicodedata.normalize("NFC", line)
    if not line.isprintable():  # a fast way past ordinary lines; tabs and such are not printable
        line = "".join(
            kept
            for kept in line.replace("\t", " ")
            if kept == _ZERO_WIDTH_JOINER or not _hidden(kept)
        )
        line = unicodedata.normalize("NFC", line)  # what stood apart may meet now
    return _SPACES.sub(" ", line).strip()


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE


def _wrapped(block: list[str]) -> bool:
    return (
        len(block) > 1
        and all(len(line) in WRAP for line in block[:-1])
        and len(block[-1]) <= WRAP[-1]
        and not any(_LIST_MARK.match(line) for line in block[1:])
    )


def _code(language: str | None) -> str | None:
    code = (language or "").strip().lower()[:2]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
