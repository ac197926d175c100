"""A page saved as text (« Enregistrer sous… », copy and paste): its article, told from the rest."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from digest import text as words
from digest import urls
from digest.collect import dates, newsletter
from digest.collect.article import make_article, normalise
from digest.collect.clean import without_furniture
from digest.collect.furniture import (
    is_date,
    is_furniture,
    is_prose,
    is_summary_heading,
    word_count,
)
from digest.collect.markdown import domain, headline
from digest.config import SourceSettings
from digest.model import Article
from digest.text import fold

__all__ = ["articles_from_newsletter", "articles_from_text"]

LONGEST_TITLE = 40  # words: machine-translated headlines reach 30


def articles_from_text(
    written: str, name: str, *, settings: SourceSettings, zone: ZoneInfo
) -> Iterator[Article]:
    """The articles that the text file `name` holds: one; one an item of a newsletter; none.

    Title, date, address and source are taken where the page prints them; what it does not print
    stays unknown, but for the title, which is then the article's first sentence, and the source,
    which is then `name`.
    """
    lines = normalise(written).split("\n\n")
    issue = newsletter.from_text(lines)
    if issue:
        yield from articles_from_newsletter(issue, name, settings=settings, zone=zone)
        return
    page = _page(lines, zone)
    if not page.text:
        return
    yield make_article(
        url=page.url,
        title=page.title or headline(page.text) or name,
        text=page.text,
        source=page.source or domain(page.url) or name,
        publisher=settings.publisher,
        published=page.published,
        language=settings.language or None,
    )


def articles_from_newsletter(
    issue: newsletter.Newsletter,
    name: str,
    *,
    settings: SourceSettings,
    zone: ZoneInfo,
    published: datetime | None = None,
) -> Iterator[Article]:
    """One article an item of `issue`, dated `published`, else as the issue's opening says."""
    for entry in issue.entries:
        yield make_article(
            url=entry.url,
            title=entry.title,
            text=entry.text,
            source=issue.name or name,
            publisher=settings.publisher or issue.name or name,
            published=published or dates.find(issue.opening, zone),
            language=settings.language or None,
            part_of=issue.title or issue.name or name,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    title: str
    text: str
    url: str
    source: str
    published: datetime | None


def _page(lines: Sequence[str], zone: ZoneInfo) -> _Page:
    lines = _without_summary(lines)
    start = _start(lines)
    head, body = lines[:start], list(lines[start:])
    title = _title(head, lines)
    published = next((moment for line in head if (moment := dates.find(line, zone))), None)
    if body:
        opening, rest = dates.split_start(body[0], zone)
        if opening:
            published = published or opening
            body[0] = rest
    body = without_furniture(_without_other_articles(body, title))
    while len(body) > 1 and _trailing(body[-1]):
        body.pop()
    return _Page(
        title=title,
        text="\n\n".join(body),
        url=next((line for line in head if urls.is_web(line)), ""),
        source=_source(lines),
        published=published,
    )


def _start(lines: Sequence[str]) -> int:
    """Where the article's text begins: its first paragraph of prose; 0 when it has none."""
    for number, line in enumerate(lines):
        if is_prose(line) and not is_furniture(line):
            following = next((after for after in lines[number + 1 :] if is_prose(after)), "")
            if number == 0 and following and _is_headline(line):
                continue
            before = sum(map(word_count, lines[:number]))
            after = sum(map(word_count, lines[number:]))
            return number if before <= after else 0
    return 0


def _is_headline(line: str) -> bool:
    """Whether `line`, the first of a page, is a headline that happens to end in a mark."""
    return word_count(line) <= 20 and line[-1] in "?!…" and len(words.sentences(line)) == 1


def _title(head: Sequence[str], lines: Sequence[str]) -> str:
    """The headline among the lines before the text: one that the page repeats, else the longest."""
    candidates = [
        line
        for line in head
        if not is_furniture(line)
        and not urls.is_web(line)
        and 3 <= word_count(line) <= LONGEST_TITLE
    ]
    times = Counter(fold(line) for line in lines)
    return max(candidates, key=lambda line: (times[fold(line)] > 1, word_count(line)), default="")


def _without_summary(lines: Sequence[str]) -> list[str]:
    """`lines` without the first summary, when the article says its words again, nor its heading."""
    start = next((n for n, line in enumerate(lines) if is_summary_heading(line)), None)
    if start is None:
        return list(lines)
    summary = {word for line in lines[start + 1 : start + 2] for word in _content(line)}
    rest = {word for line in lines[start + 2 :] for word in _content(line)}
    said_again = summary and len(summary & rest) >= SAID_AGAIN * len(summary)
    return [*lines[:start], *lines[start + (2 if said_again else 1) :]]


SAID_AGAIN = 0.5  # of its words


def _content(line: str) -> list[str]:
    return [word for word in words.words(line) if len(word) > 3]


def _without_other_articles(body: Sequence[str], title: str) -> list[str]:
    """`body` up to the list of other articles: dates in a row, each with a title and a teaser."""
    wanted = fold(title)
    kept = [line for line in body if not title or fold(line) != wanted]
    marks = {n for n, line in enumerate(kept) if is_date(line) or _cut_short(line)}
    read = 0
    for number, line in enumerate(kept):
        close = sum(near in marks for near in range(number, number + 8))
        if number in marks and close >= 3 and read >= 40:
            return kept[:number]
        read += word_count(line) if is_prose(line) else 0
    return kept


def _cut_short(line: str) -> bool:
    """« Comment notre équipe optimise l'infrastructure po… »"""
    return line.endswith(("…", "...", "[…]", "[...]")) and not is_prose(line)


def _trailing(line: str) -> bool:
    """Whether `line`, the last, is a label or button rather than the end of an article."""
    return not is_prose(line) and line[0] not in "-*•–—·" and line[-1] not in '.!?…»”")'


_SOURCE = re.compile(
    r"(?:Source|Site|Publié (?:par|sur)|Published (?:by|on))\s?:\s?(?P<name>\S.{1,60})"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s*,?\s*(?:by\s)?"
    r"(?P<name>[A-ZÀ-Þ][^.,;|•–—©\d]{1,40})",
    re.IGNORECASE,
)


def _source(lines: Sequence[str]) -> str:
    """Who published the page, where a line of its own says so; else ""."""
    for shape in (_SOURCE, _RIGHTS):
        for line in lines:
            match = shape.match(line) if word_count(line) <= 12 else None
            if match and not is_date(line):
                return match["name"].strip(" .")
    return ""
